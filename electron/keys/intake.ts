// Secrets out of a byte stream: hex that may be a key goes from the bytes into native memory and never becomes a string.
// A JSON text is read over its bytes: strings in secret places become `SecretText`, everything else plain values.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import { JsonReader, looksLikeKey, pathKey } from './json-reader.js'
import { secretFromHex } from './vault.js'

/** Fields whose strings are secret, at any depth, also in lists below them. */
const secretFields = new Set([
  'values',
  'bdk',
  'kbpk',
  'kek',
  'previousKek',
  'key',
  'components',
  'under',
  'tmk',
  'component',
])
/** Fields whose strings may be long hex and are public: check values, cryptograms, key blocks, serial numbers. */
const publicFields = new Set([
  'value',
  'cryptogram',
  'kcv',
  'expected',
  'reported',
  'station',
  'before',
  'ksn',
  'block',
  'bdkKcv',
  'previousKcv',
  'serial',
  'inventory',
  'partialKcvs',
  'field62',
  'pikKcv',
  'makKcv',
  'tmkKcv',
  'hostTmkKcv',
  // Data of a key block's optional blocks: serial numbers, labels, certificates.
  'data',
])

/** A secret that came in a text: its handle, or what was wrong with it. */
export class SecretText {
  constructor(
    private readonly taken: Secret | Fault,
    readonly line: number,
  ) {}
  /** @throws keys/bad-hex, keys/odd-length, keys/bad-length with `line` and `field` */
  secret(field: string): Secret {
    if (!(this.taken instanceof Fault)) return this.taken
    throw new Fault(this.taken.code, {
      expected: 'an even number of hex digits',
      ...this.taken.facts,
      line: this.line,
      field,
    })
  }
  toJSON(): string {
    return '[secret]'
  }
  dispose(): void {
    if (!(this.taken instanceof Fault)) this.taken[Symbol.dispose]()
  }
}

export interface ReadJson extends Disposable {
  readonly value: unknown
  /** The line, from 1, of the value at a path like `keys[0].slot`; of its nearest parent where it is not there. */
  lineOf(path: readonly PropertyKey[]): number
}

/**
 * Reads one JSON text out of bytes and overwrites them. Secrets in it live until the result is disposed.
 * @param firstLine the number of the text's first line
 * @throws input/not-json, input/duplicate-field with `line`; nothing is kept then
 */
export function readJson(bytes: Uint8Array, firstLine = 1): ReadJson {
  const secrets: SecretText[] = []
  const dispose = () => {
    for (const secret of secrets) secret.dispose()
  }
  const reader = new JsonReader(bytes, firstLine, (field, start, end, line) => {
    if (!isSecret(bytes, field, start, end)) return undefined
    const secret = new SecretText(taken(bytes, start, end), line)
    secrets.push(secret)
    return secret
  })
  try {
    const value = reader.read()
    return {
      value,
      lineOf: (path) => {
        for (let length = path.length; length >= 0; length--) {
          const line = reader.lines.get(pathKey(path.slice(0, length)))
          if (line !== undefined) return line
        }
        return firstLine
      },
      [Symbol.dispose]: dispose,
    }
  } catch (error) {
    dispose()
    throw error
  } finally {
    bytes.fill(0)
  }
}

function isSecret(bytes: Uint8Array, field: string | null, start: number, end: number): boolean {
  if (field !== null && secretFields.has(field)) return true
  if (field !== null && publicFields.has(field)) return false
  return looksLikeKey(bytes, start, end)
}

function taken(bytes: Uint8Array, start: number, end: number): Secret | Fault {
  try {
    return secretFromHex(bytes, start, end)
  } catch (error) {
    if (error instanceof Fault) return new Fault(error.code, { digits: end - start, ...error.facts })
    throw error
  }
}
