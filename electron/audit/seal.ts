// The signing keys. Key i signs the checkpoint of size i and nothing else; its public key stands in record i − 2, before
// anything that it signs. Two are held at any time: the next to sign, and the one whose public key the next record names.
// A used key's bytes are overwritten in place by the key two sizes on, so that making and erasing are one write.
// On a copy-on-write file system or a flash disk the medium may keep old blocks: only a TPM would mend that.
import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { Fault } from '../contract/fault.js'
import { readUpTo, writeAll } from './durable.js'
import type { FileDoor } from './files.js'
import { signNote, vkeyOf } from './note.js'

// Two slots a page apart, so that a torn write of one cannot reach the other:
// `"KSK1" ‖ u64be size it signs ‖ 32-byte ed25519 seed ‖ first 8 bytes of SHA-256 of what stands before`.
const magic = Buffer.from('KSK1', 'latin1')
const slotBytes = 52
const slotAt = (size: number): number => (size % 2) * 4096
// DER (RFC 8410) is a fixed prefix before the seed.
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

interface SigningKey {
  readonly key: KeyObject
  readonly vkey: string
}

/** A key that waits for its size: in memory only, made while the medium was being written to. */
interface Spare extends SigningKey {
  readonly size: number
  /** As it will stand in the file, with the secret half; zeroed once it does. */
  readonly slot: Buffer
}

// Never generateKeyPairSync: in Node 20 its job is freed by the garbage collector and takes the key's lock for that, which an
// export of the same key holds while it allocates. Once in some ten thousand keys the process stops for good.
const generate = promisify(generateKeyPair)

export class SigningKeys {
  readonly #held = new Map<number, SigningKey>()
  #spare: Promise<Spare> | null = null

  private constructor(
    private readonly files: FileDoor,
    private readonly fd: number,
    /** The name of every key of this log: its origin. */
    private readonly name: string,
  ) {}

  /** Makes the file with the keys for sizes 1 and 2. */
  static async create(files: FileDoor, path: string, name: string): Promise<SigningKeys> {
    const keys = new SigningKeys(files, await files.open(path, 'create'), name)
    try {
      await writeAll(files, keys.fd, Buffer.alloc(2 * 4096), 0)
      await keys.#make(1)
      await keys.#make(2)
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
      for (const parity of [0, 1]) keys.#load(await readUpTo(files, keys.fd, slotAt(parity), slotBytes), parity)
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

  /** @throws Fault audit/suspect where this key is not held */
  vkey(size: number): string {
    return this.#key(size).vkey
  }

  /** @returns the signed checkpoint `text`, which states `size` */
  sign(size: number, text: string): string {
    const { key, vkey } = this.#key(size)
    return signNote(text, vkey, key)
  }

  /** Puts a new key for `size + 2` where the key for `size` was; durable when it resolves. */
  async retire(size: number): Promise<void> {
    this.#held.delete(size)
    await this.#make(size + 2)
  }

  async close(): Promise<void> {
    this.#held.clear()
    void this.#spare?.then(({ slot }) => slot.fill(0)).catch(() => {})
    this.#spare = null
    await this.files.close(this.fd)
  }

  #key(size: number): SigningKey {
    const held = this.#held.get(size)
    if (held === undefined) throw new Fault('audit/suspect', { because: `no signing key for size ${size}` })
    return held
  }

  async #make(size: number): Promise<void> {
    const spare = await this.#spare?.catch(() => null)
    const { slot, ...held } = spare?.size === size ? spare : await this.#prepare(size)
    this.#spare = null
    try {
      await writeAll(this.files, this.fd, slot, slotAt(size))
      const durable = this.files.datasync(this.fd)
      // Made while the medium works, the next one costs the next append nothing. One that fails is made again, and heard of,
      // when it is asked for.
      this.#spare = this.#prepare(size + 1)
      void this.#spare.catch(() => {})
      await durable
      this.#held.set(size, held)
    } finally {
      slot.fill(0)
    }
  }

  async #prepare(size: number): Promise<Spare> {
    const { privateKey: key, publicKey } = await generate('ed25519')
    const der = key.export({ format: 'der', type: 'pkcs8' })
    const slot = Buffer.alloc(slotBytes)
    magic.copy(slot)
    slot.writeBigUInt64BE(BigInt(size), 4)
    der.copy(slot, 12, pkcs8Prefix.length)
    der.fill(0)
    check(slot).copy(slot, 44)
    return { size, key, vkey: vkeyOf(this.name, publicKey), slot }
  }

  #load(slot: Buffer, parity: number): void {
    if (slot.length < slotBytes || !slot.subarray(0, 4).equals(magic) || !check(slot).equals(slot.subarray(44))) return
    const size = Number(slot.readBigUInt64BE(4))
    if (!Number.isSafeInteger(size) || size % 2 !== parity) return
    const der = Buffer.concat([pkcs8Prefix, slot.subarray(12, 44)])
    slot.fill(0)
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    der.fill(0)
    this.#held.set(size, { key, vkey: vkeyOf(this.name, createPublicKey(key)) })
  }
}

const check = (slot: Buffer): Buffer => createHash('sha256').update(slot.subarray(0, 44)).digest().subarray(0, 8)
