/**
 * The whole border of the native addon. What is not here cannot be done with a key.
 *
 * A `NativeSecret` is an opaque object over bytes in OpenSSL's secure heap (locked, guarded, wiped when freed). No call
 * returns the bytes of a secret: what comes back is another handle, a ciphertext, a MAC, a count or a yes or no.
 * Every error is an `Error` whose `code` is one of `NativeErrorCode`; its text never holds data.
 */
declare const secretBrand: unique symbol
export interface NativeSecret {
  readonly [secretBrand]: true
}

export type Cipher = 'des' | 'tdes' | 'aes' | 'sm4'
/** `ctr` (ISO 20038 version E): `iv` is the first counter block; data of any length. */
export type CipherMode = 'ecb' | 'cbc' | 'ctr'

export type NativeErrorCode =
  | 'secret-memory-full' // the secure heap has no room: never a fall-back to ordinary memory
  | 'secret-released' // the handle was released before
  | 'secret-open' // digits are still being entered: seal first
  | 'secret-sealed' // no more digits after seal
  | 'bad-hex' // a character that is no hex digit; `error.offset` is its place in the range, counted from 0
  | 'odd-length' // an odd number of hex digits
  | 'empty'
  | 'too-long'
  | 'unequal-length'
  | 'bad-length' // key or data length wrong for the cipher
  | 'bad-argument'
  | 'cipher-failed'
  | 'write-failed' // `error.errno` holds the number, `error.written` how many bytes left
  | 'pty-failed' // `error.errno` holds the number
  | 'keypad-failed' // `error.errno` holds the number

// ── Secure memory ────────────────────────────────────────────────────────────────────────────────────────────────
/** Opens the secure heap once for the process. 0: could not, 1: locked, 2: there but not locked in RAM. A later call answers the first one's result. */
export function openSecureHeap(bytes: number, minimum: number): 0 | 1 | 2
/** Core dumps off, process not dumpable, no new privileges. Says what took effect. */
export function hardenProcess(): { coreDumpsOff: boolean; notDumpable: boolean; noNewPrivileges: boolean }
/** Secrets alive now: created and neither released nor collected. */
export function liveSecrets(): number

// ── Making and ending a secret ───────────────────────────────────────────────────────────────────────────────────
/** An open, empty secret that takes up to `maxBytes` bytes as hex digits, one at a time. */
export function createSecret(maxBytes: number): NativeSecret
/** Adds one digit, 0 to 15; answers how many digits there are now. */
export function pushDigit(secret: NativeSecret, digit: number): number
/** Takes the last digit back; answers how many are left. */
export function popDigit(secret: NativeSecret): number
export function digitCount(secret: NativeSecret): number
/** Ends entry. Throws `odd-length` or `empty` and leaves it open. Answers the number of bytes. */
export function sealSecret(secret: NativeSecret): number
/** A sealed secret from ASCII hex in `buffer[start, end)`; that range is overwritten with zeros, also when it throws. */
export function secretFromHex(buffer: Uint8Array, start: number, end: number): NativeSecret
/** A sealed secret from raw bytes in `buffer[start, end)`; that range is overwritten with zeros. */
export function secretFromBytes(buffer: Uint8Array, start: number, end: number): NativeSecret
/** `bytes` random bytes from OpenSSL's private generator. */
export function randomSecret(bytes: number): NativeSecret
/** Wipes and frees at once. A second call does nothing. */
export function releaseSecret(secret: NativeSecret): void
export function secretLength(secret: NativeSecret): number

// ── Joining and judging ──────────────────────────────────────────────────────────────────────────────────────────
/** XOR of one or more secrets of equal length, a new secret. */
export function xorSecrets(secrets: readonly NativeSecret[]): NativeSecret
/** A new secret with every byte set to odd parity. */
export function withOddParity(secret: NativeSecret): NativeSecret
export function parityOf(secret: NativeSecret): 'odd' | 'even' | 'mixed'
/** A new secret holding bytes [from, to). */
export function sliceSecret(secret: NativeSecret, from: number, to: number): NativeSecret
export function concatSecrets(secrets: readonly NativeSecret[]): NativeSecret
/** Constant time for equal lengths; false for unequal ones. */
export function secretsEqual(a: NativeSecret, b: NativeSecret): boolean
/** Whether the secret is this public value (a published test or weak key). Constant time. */
export function secretEqualsBytes(secret: NativeSecret, bytes: Uint8Array): boolean

// ── Ciphers (OpenSSL's) ──────────────────────────────────────────────────────────────────────────────────────────
// Key lengths: des 8 · tdes 8, 16, 24 · aes 16, 24, 32 · sm4 16. Single DES runs as DES-EDE with the key repeated.
/** Public data under a key, whole blocks, no padding. `iv` is null for ecb. */
export function encrypt(
  key: NativeSecret,
  cipher: Cipher,
  mode: CipherMode,
  iv: Uint8Array | null,
  data: Uint8Array,
): Uint8Array
/** CMAC (SP 800-38B) over public data, whole block length of the cipher. */
export function cmac(key: NativeSecret, cipher: Cipher, data: Uint8Array): Uint8Array
/** A secret enciphered under another: the cryptogram. */
export function encryptSecret(
  key: NativeSecret,
  cipher: Cipher,
  mode: CipherMode,
  iv: Uint8Array | null,
  secret: NativeSecret,
): Uint8Array
/** A cryptogram deciphered into a new secret. */
export function decryptToSecret(
  key: NativeSecret,
  cipher: Cipher,
  mode: CipherMode,
  iv: Uint8Array | null,
  data: Uint8Array,
): NativeSecret
/** First `bytes` bytes of E(key, block) (or of CMAC over it) for many keys in one call, joined. */
export function checkValues(
  keys: readonly NativeSecret[],
  cipher: Cipher,
  kind: 'ecb' | 'cmac',
  block: Uint8Array,
  bytes: number,
): Uint8Array

// ── Deriving keys from keys ──────────────────────────────────────────────────────────────────────────────────────
/** Public data, or a secret, enciphered under a key where the result is itself a key (DUKPT, key derivation). Whole blocks. */
export function encryptToSecret(
  key: NativeSecret,
  cipher: Cipher,
  mode: CipherMode,
  iv: Uint8Array | null,
  data: Uint8Array | NativeSecret,
): NativeSecret
/** CMAC over public data where the result is itself a key (X9.143 derivation), whole block length of the cipher. */
export function cmacToSecret(key: NativeSecret, cipher: Cipher, data: Uint8Array): NativeSecret
/** XOR of a secret with public bytes of the same length (variants, masks), a new secret. */
export function xorSecretBytes(secret: NativeSecret, bytes: Uint8Array): NativeSecret
/** CMAC over public bytes and secrets joined in order: the MAC that goes into a key block. */
export function cmacOverParts(
  key: NativeSecret,
  cipher: Cipher,
  parts: readonly (Uint8Array | NativeSecret)[],
): Uint8Array
/** CBC-MAC (ISO 9797-1 algorithm 1, zero IV, whole blocks) over public bytes and secrets joined in order. */
export function cbcMacOverParts(
  key: NativeSecret,
  cipher: Cipher,
  parts: readonly (Uint8Array | NativeSecret)[],
): Uint8Array
/** Constant-time comparison of two public values of equal length; false for unequal lengths. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean
/** A key behind its length: 2 bytes big-endian number of bits, the key, padding. A new secret of the key alone. Throws `bad-length` where the length is no whole number of bytes or longer than what follows. Only after the MAC was checked. */
export function takeLengthPrefixed(secret: NativeSecret): NativeSecret
/** The same the other way: length, key, padding up to `totalBytes` (random where null), a new secret. */
export function putLengthPrefixed(secret: NativeSecret, totalBytes: number, padding: Uint8Array | null): NativeSecret

// ── Searching for what became of a key ───────────────────────────────────────────────────────────────────────────
declare const triedBrand: unique symbol
/** The set of values a search has tried: hashes under a random key, from which nothing of a key can be had. */
export interface NativeTried {
  readonly [triedBrand]: true
}
export function createTried(): NativeTried
/** Wipes and frees at once; `bad-argument` while a search uses it. A second call does nothing. */
export function releaseTried(tried: NativeTried): void
/**
 * Runs programs over copies of the keys in secure memory, on another thread, and compares the check value of what each
 * comes to with `sought` (2 to 16 bytes, as a prefix). A program is instructions `code, count, count operand bytes` up
 * to a code 0; electron/keys/explain/program.ts has the codes. Every program of `heads` is run, over what it came to every
 * one of `middles`, and over that every one of `ends`; a list without programs is passed over. No key and no check value
 * comes out: `hits` are the places of the checks that agreed, counted from 0 in the order that they are run in;
 * `counts` how many values were tried for the first time, by the group that the check names, or by what was named on the way.
 * One set of tried values serves one value sought. A value first tried at a lower rank (0: the key itself) is neither counted nor compared.
 */
export function searchKeys(
  secrets: readonly NativeSecret[],
  heads: Uint8Array,
  middles: Uint8Array,
  ends: Uint8Array,
  sought: Uint8Array,
  tried: NativeTried,
): Promise<{ hits: Uint32Array; counts: Uint32Array }>

// ── A frame that holds a key ─────────────────────────────────────────────────────────────────────────────────────
export interface NativeSecretPart {
  secret: NativeSecret
  /** raw bytes; upper-case hex digits; 'broken-hex' is one byte 30h + nibble for each nibble. Applies after encipherment. */
  coding: 'raw' | 'hex' | 'broken-hex'
  under?: { key: NativeSecret; cipher: Cipher; mode: CipherMode; iv: Uint8Array | null }
}
export interface NativeCheckPart {
  /** XOR over parts [from, to), as they were before stuffing, or as base64 text where it stands behind that. `hex`: two upper-case hex digits. */
  check: 'xor'
  from: number
  to: number
  coding: 'raw' | 'hex'
}
export interface NativeLayout {
  parts: readonly (Uint8Array | NativeSecretPart | NativeCheckPart)[]
  /** In parts [from, to) every byte equal to `byte` is sent twice. */
  stuff?: { byte: number; from: number; to: number }
  /** Parts [from, to) leave as one base64 text (RFC 4648, padded). Checks stand in it or behind it. Never beside `stuff`. */
  base64?: { from: number; to: number }
}
/** Builds the frame in secure memory, writes it to `fd` by write(2), wipes it. Answers the number of bytes written, all of them. */
export function writeFrame(fd: number, layout: NativeLayout, timeoutMs: number): Promise<number>

// ── A keypad taken for the station alone (Linux) ─────────────────────────────────────────────────────────────────
declare const keypadBrand: unique symbol
export interface NativeKeypad {
  readonly [keypadBrand]: true
}
/** What was pressed since the last time, as counts: digits and corrections taken, presses refused, digits beyond the end. */
export interface NativeDrain {
  readonly taken: number
  readonly refused: number
  readonly full: number
  readonly finish: boolean
  readonly abort: boolean
  /** It was unplugged, closed, or its presses came faster than they were asked for: what was entered is not to be trusted. */
  readonly lost: boolean
}
/** Opens /dev/input/… and grabs it: until it is closed nobody else gets its key presses. */
export function openKeypad(path: string): NativeKeypad
/** Puts digits that were pressed into a secret that is still open. Never waits. */
export function drainKeypad(keypad: NativeKeypad, into: NativeSecret): NativeDrain
/** Lets go. A second call does nothing. */
export function closeKeypad(keypad: NativeKeypad): void

// ── Pseudo-terminals (simulated terminals, tests) ────────────────────────────────────────────────────────────────
export interface NativePty {
  master: number
  /** Kept open so that the line stays up while nobody else has it open. */
  slave: number
  /** The path that a station opens, under /dev/pts. */
  path: string
}
/** A pair in raw mode, both ends close-on-exec. */
export function openPty(): NativePty
/** The rate that whoever opened the pair has set, in bits per second; 0 while none is set, and for one without a name. `fd`: either end. */
export function ptyRate(fd: number): number
/** Writes to one end what finds room, without waiting; answers how many bytes. `pty-failed` where the line is gone. */
export function writePty(fd: number, bytes: Uint8Array): number
/** Closes one descriptor of the pair; closing both hangs the line up. */
export function closePtyEnd(fd: number): void
