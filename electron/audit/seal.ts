// The signing keys. Key i signs the checkpoint of size i and nothing else; its public key stands in record i − 2, before
// anything that it signs. `keysAhead` of them are held ahead of the log at any time, so that as many appends but one can be made
// durable together: the last record of such a group names one key more than it uses.
// A used key's bytes are overwritten in place by the key that many sizes on, so that making and erasing are one write.
// On a copy-on-write file system or a flash disk the medium may keep old blocks: only a TPM would mend that.
import { createPrivateKey, createPublicKey, hash } from 'node:crypto'
import { Fault } from '../contract/fault.js'
import { keysAhead } from './append.js'
import { readUpTo, writeAll } from './durable.js'
import type { FileDoor } from './files.js'
import { pkcs8Prefix, type SigningKey } from './key-pair.js'
import { KeyStock } from './key-stock.js'
import { signNote, vkeyOf } from './note.js'

// Slots a page apart, so that a torn write of one cannot reach another:
// `"KSK1" ‖ u64be size it signs ‖ 32-byte ed25519 seed ‖ first 8 bytes of SHA-256 of what stands before`.
const magic = Buffer.from('KSK1', 'latin1')
const slotBytes = 52
const page = 4096
const fileBytes = keysAhead * page
const slotAt = (size: number): number => (size % keysAhead) * page

export class SigningKeys {
  /** As read from the file, a seed, until the key is asked for. */
  readonly #held = new Map<number, SigningKey | Buffer>()
  readonly #stock: KeyStock

  private constructor(
    private readonly files: FileDoor,
    private readonly fd: number,
    /** The name of every key of this log: its origin. */
    private readonly name: string,
  ) {
    this.#stock = new KeyStock(name)
  }

  /** Makes the file with the keys for the first sizes. */
  static async create(files: FileDoor, path: string, name: string): Promise<SigningKeys> {
    const keys = new SigningKeys(files, await files.open(path, 'create'), name)
    try {
      await writeAll(files, keys.fd, Buffer.alloc(fileBytes), 0)
      await keys.roll(0)
      return keys
    } catch (error) {
      await keys.close()
      throw error
    }
  }

  /** Reads what is there; a slot that holds no whole key is left out. */
  static async open(files: FileDoor, path: string, name: string): Promise<SigningKeys> {
    const keys = new SigningKeys(files, await files.open(path, 'write'), name)
    try {
      const bytes = await readUpTo(files, keys.fd, 0, fileBytes)
      for (let at = 0; at < bytes.length; at += page) {
        const found = inSlot(bytes.subarray(at, at + slotBytes), at)
        if (found !== null) keys.#held.set(...found)
      }
      bytes.fill(0)
      return keys
    } catch (error) {
      await keys.close()
      throw error
    }
  }

  /** The sizes whose keys are held, ascending. */
  get sizes(): number[] {
    return [...this.#held.keys()].sort((a, b) => a - b)
  }

  holds(size: number): boolean {
    return this.#held.has(size)
  }

  /** Of the keys that a log of `size` holds ahead, those that are not there. */
  missing(size: number): number[] {
    const missing: number[] = []
    for (let ahead = size + 1; ahead <= size + keysAhead; ahead += 1) if (!this.#held.has(ahead)) missing.push(ahead)
    return missing
  }

  /** @throws Fault audit/suspect where this key is not held */
  vkey(size: number): string {
    return this.#key(size).vkey
  }

  /** @returns the signed checkpoint `text`, which states `size` */
  sign(size: number, text: string): string {
    const { key, vkey } = this.#key(size)
    return signNote(text, vkey, key)
  }

  /** Writes what was read once more, so that what only the page cache may hold is on the medium. */
  async settle(): Promise<void> {
    const bytes = await readUpTo(this.files, this.fd, 0, fileBytes)
    try {
      await writeAll(this.files, this.fd, bytes, 0)
      await this.files.datasync(this.fd)
    } finally {
      bytes.fill(0)
    }
  }

  /** The keys up to `size` have signed: keys further on stand in their places, and durably, when it resolves. */
  async roll(size: number): Promise<void> {
    for (const [used, held] of this.#held) if (used <= size) this.#forget(used, held)
    const missing = this.missing(size)
    const fresh = await this.#stock.take(missing.length)
    try {
      for (const [index, ahead] of missing.entries()) {
        const slot = slotOf(ahead, fresh[index]!.seed)
        await writeAll(this.files, this.fd, slot, slotAt(ahead)).finally(() => slot.fill(0))
      }
      const durable = this.files.datasync(this.fd)
      this.#stock.replenish(missing.length)
      await durable
      for (const [index, ahead] of missing.entries()) {
        const { key, vkey } = fresh[index]!
        this.#held.set(ahead, { key, vkey })
      }
    } finally {
      for (const { seed } of fresh) seed.fill(0)
    }
  }

  async close(): Promise<void> {
    for (const [size, held] of this.#held) this.#forget(size, held)
    await this.#stock.close().finally(() => this.files.close(this.fd))
  }

  #forget(size: number, held: SigningKey | Buffer): void {
    if (Buffer.isBuffer(held)) held.fill(0)
    this.#held.delete(size)
  }

  #key(size: number): SigningKey {
    const held = this.#held.get(size)
    if (held === undefined) throw new Fault('audit/suspect', { because: `no signing key for size ${size}` })
    if (!Buffer.isBuffer(held)) return held
    const der = Buffer.concat([pkcs8Prefix, held])
    held.fill(0)
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    der.fill(0)
    const made = { key, vkey: vkeyOf(this.name, createPublicKey(key)) }
    this.#held.set(size, made)
    return made
  }
}

/** @returns the key in the slot that begins there, or null where it holds no whole one */
function inSlot(slot: Buffer, at: number): [size: number, seed: Buffer] | null {
  if (slot.length < slotBytes || !slot.subarray(0, 4).equals(magic) || !check(slot).equals(slot.subarray(44)))
    return null
  const size = Number(slot.readBigUInt64BE(4))
  return Number.isSafeInteger(size) && slotAt(size) === at ? [size, copied(slot.subarray(12, 44))] : null
}

function slotOf(size: number, seed: Uint8Array): Buffer {
  const slot = Buffer.alloc(slotBytes)
  magic.copy(slot)
  slot.writeBigUInt64BE(BigInt(size), 4)
  slot.set(seed, 12)
  check(slot).copy(slot, 44)
  return slot
}

/** In memory of its own: what Buffer.from copies into is shared with others. */
function copied(secret: Buffer): Buffer {
  const own = Buffer.alloc(secret.length)
  secret.copy(own)
  return own
}

const check = (slot: Buffer): Buffer => hash('sha256', slot.subarray(0, 44), 'buffer').subarray(0, 8)
