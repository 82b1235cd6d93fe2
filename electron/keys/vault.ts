// The one door to the addon's secret half: a Secret is a handle here, and key bytes stay in native memory.
import { createRequire } from 'node:module'
import type * as Native from '../../native/index.js'
import { Fault } from '../contract/fault.js'
import type { FrameLayout, LayoutPart, SendSecret } from '../contract/layout.js'
import type { Secret } from '../contract/secret.js'
import type { Algorithm } from '../contract/values.js'

// Resolved from the package's root, so that dist/ and a packaged app find the same file.
const native = createRequire(import.meta.url)('../../../native/build/Release/kcv_native.node') as typeof Native

/** 1 MiB holds some 10,000 handles and stays under the usual lock limit of 8 MiB. */
const HEAP_BYTES = 1 << 20
const SMALLEST_BLOCK = 32

export interface VaultState {
  /** false: the pages could not be locked in RAM and may be swapped out; production refuses, lab warns. */
  readonly locked: boolean
}
let state: VaultState | undefined

/** Opens secret memory once for the process. @throws station/secret-memory where there is none to be had */
export function openVault(): VaultState {
  if (state) return state
  const result = native.openSecureHeap(HEAP_BYTES, SMALLEST_BLOCK)
  if (result === 0) throw new Fault('station/secret-memory')
  state = { locked: result === 1 }
  return state
}

/** Core dumps off, not dumpable, no new privileges. */
export const hardenProcess = () => native.hardenProcess()
/** Handles alive in this process: 0 whenever no key is held. */
export const liveSecrets = (): number => native.liveSecrets()

class Handle implements Secret {
  readonly #native: Native.NativeSecret
  constructor(
    handle: Native.NativeSecret,
    readonly bytes: number,
  ) {
    this.#native = handle
  }
  static of(secret: Secret): Native.NativeSecret {
    if (!(secret instanceof Handle)) throw new TypeError('not a secret of this vault')
    return secret.#native
  }
  [Symbol.dispose](): void {
    native.releaseSecret(this.#native)
  }
  toJSON(): string {
    return '[secret]'
  }
}

const guarded = <T>(call: () => T): T => {
  openVault()
  try {
    return call()
  } catch (error) {
    throw translated(error)
  }
}
const made = (call: () => Native.NativeSecret): Secret =>
  guarded(() => {
    const handle = call()
    return new Handle(handle, native.secretLength(handle))
  })

/** What the addon says, as faults; the caller adds line and field. The rest are mistakes in the program and stay as they are. */
const faults: { readonly [C in Native.NativeErrorCode]?: (offset: number) => Fault } = {
  'secret-memory-full': () => new Fault('keys/secret-memory-full'),
  'secret-released': () => new Fault('keys/secret-released'),
  'bad-hex': (offset) => new Fault('keys/bad-hex', { position: offset + 1 }),
  'odd-length': () => new Fault('keys/odd-length'),
  empty: () => new Fault('keys/bad-length', { bytes: 0 }),
  'too-long': () => new Fault('keys/bad-length'),
  'bad-length': () => new Fault('keys/bad-length'),
  'unequal-length': () => new Fault('keys/unequal-length'),
}

function translated(error: unknown): unknown {
  const { code, offset = 0 } = error as { code?: Native.NativeErrorCode; offset?: number }
  return (code && faults[code]?.(offset)) ?? error
}

/** Hex digits of a key entered one at a time; nothing of them can be read back. */
export interface SecretEntry extends Disposable {
  /** @param digit 0 to 15 @returns digits so far */
  push(digit: number): number
  pop(): number
  readonly digits: number
  /** The open handle, for the addon's other door (keypad.ts) alone. */
  lend<T>(use: (handle: Native.NativeSecret) => T): T
  /** Ends the entry; the entry becomes the secret. @throws keys/odd-length, keys/bad-length */
  seal(): Secret
}

/** @param maxBytes longest secret it takes */
export function openEntry(maxBytes: number): SecretEntry {
  const handle = guarded(() => native.createSecret(maxBytes))
  let sealed = false
  return {
    push: (digit) => guarded(() => native.pushDigit(handle, digit)),
    pop: () => guarded(() => native.popDigit(handle)),
    lend: (use) => guarded(() => use(handle)),
    get digits() {
      return guarded(() => native.digitCount(handle))
    },
    seal: () =>
      guarded(() => {
        const bytes = native.sealSecret(handle)
        sealed = true
        return new Handle(handle, bytes)
      }),
    [Symbol.dispose]: () => {
      if (!sealed) native.releaseSecret(handle)
    },
  }
}

/** ASCII hex in buffer[start, end) → secret; the range is zeroed whatever happens. @throws keys/bad-hex {position from 1}, keys/odd-length, keys/bad-length */
export const secretFromHex = (buffer: Uint8Array, start = 0, end = buffer.length): Secret =>
  made(() => native.secretFromHex(buffer, start, end))
/** Raw bytes in buffer[start, end) → secret; the range is zeroed. */
export const secretFromBytes = (buffer: Uint8Array, start = 0, end = buffer.length): Secret =>
  made(() => native.secretFromBytes(buffer, start, end))
export const randomSecret = (bytes: number): Secret => made(() => native.randomSecret(bytes))

/** XOR of one or more secrets of equal length. */
export const xor = (secrets: readonly Secret[]): Secret => made(() => native.xorSecrets(secrets.map(Handle.of)))
export const withOddParity = (secret: Secret): Secret => made(() => native.withOddParity(Handle.of(secret)))
export const parityOf = (secret: Secret): 'odd' | 'even' | 'mixed' => guarded(() => native.parityOf(Handle.of(secret)))
/** Bytes [from, to) as a secret of its own. */
export const slice = (secret: Secret, from: number, to: number): Secret =>
  made(() => native.sliceSecret(Handle.of(secret), from, to))
export const concat = (secrets: readonly Secret[]): Secret => made(() => native.concatSecrets(secrets.map(Handle.of)))
export const sameSecret = (a: Secret, b: Secret): boolean =>
  guarded(() => native.secretsEqual(Handle.of(a), Handle.of(b)))
/** Whether these ASCII hex digits are the secret; the digits are zeroed whatever they are. */
export function isWrittenAs(secret: Secret, digits: Uint8Array): boolean {
  if (digits.length !== 2 * secret.bytes) {
    digits.fill(0)
    return false
  }
  try {
    using other = secretFromHex(digits)
    return sameSecret(secret, other)
  } catch (error) {
    if (error instanceof Fault && error.code === 'keys/bad-hex') return false
    throw error
  }
}
/** Whether it is this public value: a published test key, a weak key, zeros. */
export const isPublicValue = (secret: Secret, value: Uint8Array): boolean =>
  guarded(() => native.secretEqualsBytes(Handle.of(secret), value))

/** Public data, whole blocks, under a key; ECB where no iv is given, CBC where one is. */
export const encrypt = (key: Secret, cipher: Algorithm, data: Uint8Array, iv?: Uint8Array): Uint8Array =>
  guarded(() => native.encrypt(Handle.of(key), cipher, iv ? 'cbc' : 'ecb', iv ?? null, data))
/** CMAC (NIST SP 800-38B) over public data, one whole block. */
export const cmac = (key: Secret, cipher: Algorithm, data: Uint8Array): Uint8Array =>
  guarded(() => native.cmac(Handle.of(key), cipher, data))
/** A key enciphered under another: the cryptogram. With an iv in CBC, or in counter mode where that is asked for. */
export const encryptSecret = (
  key: Secret,
  cipher: Algorithm,
  secret: Secret,
  iv?: Uint8Array,
  mode: Native.CipherMode = iv ? 'cbc' : 'ecb',
): Uint8Array => guarded(() => native.encryptSecret(Handle.of(key), cipher, mode, iv ?? null, Handle.of(secret)))
/** A cryptogram deciphered into a secret. */
export const decryptToSecret = (
  key: Secret,
  cipher: Algorithm,
  data: Uint8Array,
  iv?: Uint8Array,
  mode: Native.CipherMode = iv ? 'cbc' : 'ecb',
): Secret => made(() => native.decryptToSecret(Handle.of(key), cipher, mode, iv ?? null, data))
/** First `bytes` bytes of E(key, block), or of the CMAC over it, for many keys in one call, joined in order. */
export const checkValues = (
  keys: readonly Secret[],
  cipher: Algorithm,
  kind: 'ecb' | 'cmac',
  block: Uint8Array,
  bytes: number,
): Uint8Array => guarded(() => native.checkValues(keys.map(Handle.of), cipher, kind, block, bytes))

const handleOrBytes = (part: Uint8Array | Secret) => (part instanceof Uint8Array ? part : Handle.of(part))

/** A key made of public data, or of another key, enciphered under a key; whole blocks. */
export const encryptToSecret = (key: Secret, cipher: Algorithm, data: Uint8Array | Secret, iv?: Uint8Array): Secret =>
  made(() => native.encryptToSecret(Handle.of(key), cipher, iv ? 'cbc' : 'ecb', iv ?? null, handleOrBytes(data)))
/** A key made by CMAC over public data, one whole block long. */
export const cmacToSecret = (key: Secret, cipher: Algorithm, data: Uint8Array): Secret =>
  made(() => native.cmacToSecret(Handle.of(key), cipher, data))
/** XOR with public bytes of the same length: a variant. @throws keys/unequal-length */
export const xorBytes = (secret: Secret, bytes: Uint8Array): Secret =>
  made(() => native.xorSecretBytes(Handle.of(secret), bytes))
/** CMAC over public bytes and secrets joined in order. */
export const cmacOver = (key: Secret, cipher: Algorithm, parts: readonly (Uint8Array | Secret)[]): Uint8Array =>
  guarded(() => native.cmacOverParts(Handle.of(key), cipher, parts.map(handleOrBytes)))
/** CBC-MAC (ISO 9797-1 algorithm 1, zero IV) over public bytes and secrets joined in order; whole blocks. */
export const cbcMacOver = (key: Secret, cipher: Algorithm, parts: readonly (Uint8Array | Secret)[]): Uint8Array =>
  guarded(() => native.cbcMacOverParts(Handle.of(key), cipher, parts.map(handleOrBytes)))
/** Constant time; false for unequal lengths. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => native.sameBytes(a, b)
/** The key behind its 2-byte length in bits; only after the MAC over the whole was checked. @throws keys/bad-length */
export const takeLengthPrefixed = (secret: Secret): Secret => made(() => native.takeLengthPrefixed(Handle.of(secret)))
/** Length in bits, key and padding up to `totalBytes`; random padding where none is given. @throws keys/bad-length */
export const putLengthPrefixed = (key: Secret, totalBytes: number, padding: Uint8Array | null = null): Secret =>
  made(() => native.putLengthPrefixed(Handle.of(key), totalBytes, padding))

/** What a search answers: places of the checks that agreed, and by group how many values were new. */
export type Found = Awaited<ReturnType<typeof Native.searchKeys>>
export interface KeySearch extends Disposable {
  /** Programs of keys/explain/program.ts, every head with every middle and every end; one call at a time. @throws keys/secret-memory-full, keys/secret-released */
  run(heads: Uint8Array, middles: Uint8Array, ends: Uint8Array, sought: Uint8Array): Promise<Found>
}
/** A search over keys that stay the caller's. It remembers what it tried until it is disposed. */
export function openSearch(secrets: readonly Secret[]): KeySearch {
  const handles = secrets.map(Handle.of)
  const tried = guarded(() => native.createTried())
  return {
    run: (heads, middles, ends, sought) =>
      guarded(() => native.searchKeys(handles, heads, middles, ends, sought, tried)).catch((error) => {
        throw translated(error)
      }),
    [Symbol.dispose]: () => native.releaseTried(tried),
  }
}

const WRITE_TIMEOUT_MS = 5_000

/**
 * Writes a frame that holds keys to a descriptor, from secret memory. The wire is given this function by main.
 * @throws keys/secret-memory-full, keys/secret-released, keys/bad-length before any byte has left; the addon's own error
 *   (`code` write-failed, `errno`, `written`) where the line fails: only the wire knows the port's name for a fault
 */
export const sendSecret: SendSecret = async (fd, layout) =>
  guarded(() => native.writeFrame(fd, asNative(layout), WRITE_TIMEOUT_MS))

const asNative = ({ parts, ...rest }: FrameLayout): Native.NativeLayout => ({ ...rest, parts: parts.map(nativePart) })
const nativePart = (part: LayoutPart): Native.NativeLayout['parts'][number] => {
  if (part instanceof Uint8Array || 'check' in part) return part
  const { secret, coding, under } = part
  if (!under) return { secret: Handle.of(secret), coding }
  return { secret: Handle.of(secret), coding, under: { ...under, key: Handle.of(under.key) } }
}
