// A JSON reader over bytes: strings may be taken away by the caller before they become JavaScript strings.
import { Fault } from '../contract/fault.js'

/** Called for each string value, given the nearest field name; answers what stands for it, or undefined to decode it. */
export type TakeText = (field: string | null, start: number, end: number, line: number) => object | undefined

export const pathKey = (path: readonly PropertyKey[]): string => path.map(String).join('\u0000')

const [QUOTE, BACKSLASH, NEWLINE] = [0x22, 0x5c, 0x0a]
const DEEPEST = 64

/** Reads one JSON text (RFC 8259); lines are counted for messages. */
export class JsonReader {
  readonly lines = new Map<string, number>()
  private readonly path: (string | number)[] = []
  private at = 0
  private line: number
  constructor(
    private readonly bytes: Uint8Array,
    firstLine: number,
    private readonly takeText: TakeText,
  ) {
    this.line = firstLine
  }

  /** @throws input/not-json, input/duplicate-field */
  read(): unknown {
    // Some editors put a byte order mark first.
    if (this.bytes[0] === 0xef && this.bytes[1] === 0xbb && this.bytes[2] === 0xbf) this.at = 3
    const value = this.value(null)
    this.space()
    if (this.at < this.bytes.length) this.fail('something follows the JSON value')
    return value
  }

  private value(field: string | null): unknown {
    this.space()
    this.lines.set(pathKey(this.path), this.line)
    if (this.path.length > DEEPEST) this.fail('nested too deeply')
    const next = this.bytes[this.at]
    if (next === 0x7b) return this.object()
    if (next === 0x5b) return this.list(field)
    if (next === QUOTE) return this.text(field)
    return this.word()
  }

  private object(): Record<string, unknown> {
    const result: Record<string, unknown> = {}
    this.each(0x7d, '}', () => {
      this.space()
      if (this.bytes[this.at] !== QUOTE) this.fail('a field name in quotes was expected')
      const name = this.name()
      if (Object.hasOwn(result, name))
        throw new Fault('input/duplicate-field', { line: this.line, field: name, expected: 'each field once' })
      this.space()
      this.take(0x3a, ':')
      this.path.push(name)
      const value = this.value(name)
      // Not `result[name] =`: a field called __proto__ must be a field.
      Object.defineProperty(result, name, { value, enumerable: true, configurable: true, writable: true })
      this.path.pop()
    })
    return result
  }

  /** A field's name, which is said in messages: what could be a key in the wrong place is not even decoded. */
  private name(): string {
    const [start, end] = this.span()
    if (looksLikeKey(this.bytes, start, end)) this.fail('a field name that looks like a key')
    return this.plainText(start, end)
  }

  private list(field: string | null): unknown[] {
    const result: unknown[] = []
    this.each(0x5d, ']', () => {
      this.path.push(result.length)
      result.push(this.value(field))
      this.path.pop()
    })
    return result
  }

  /** Members between brackets, with commas between them. */
  private each(end: number, shown: string, member: () => void): void {
    this.at++
    this.space()
    if (this.bytes[this.at] === end) {
      this.at++
      return
    }
    for (;;) {
      member()
      this.space()
      const next = this.bytes[this.at++]
      if (next === end) return
      if (next !== 0x2c) {
        this.at--
        this.fail(`a comma or ${shown} was expected`)
      }
    }
  }

  private text(field: string | null): string | object {
    const [start, end] = this.span()
    return this.takeText(field, start, end, this.line) ?? this.plainText(start, end)
  }

  /** The bytes between the quotes; leaves the reader behind the closing one. */
  private span(): [start: number, end: number] {
    const start = ++this.at
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at]!
      if (byte === QUOTE) return [start, this.at++]
      if (byte === BACKSLASH) this.at++
      else if (byte < 0x20) this.fail('a line ends inside quotes')
    }
    return this.fail('a closing quote is missing')
  }

  private plainText(start: number, end: number): string {
    try {
      return JSON.parse(decoder.decode(this.bytes.subarray(start - 1, end + 1))) as string
    } catch {
      return this.fail('a text that is no JSON string')
    }
  }

  private word(): unknown {
    const start = this.at
    while (this.at < this.bytes.length && isWordByte(this.bytes[this.at]!)) this.at++
    if (this.at - start > 24 || this.at === start) this.fail('a value was expected')
    try {
      return JSON.parse(decoder.decode(this.bytes.subarray(start, this.at)))
    } catch {
      return this.fail('a value was expected')
    }
  }

  private space(): void {
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at]
      if (byte === NEWLINE) this.line++
      else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return
    }
  }

  private take(byte: number, shown: string): void {
    if (this.bytes[this.at] !== byte) this.fail(`${shown} was expected`)
    this.at++
  }

  private fail(problem: string): never {
    throw new Fault('input/not-json', { line: this.line, problem })
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })
/** From this many hex digits on, a text in a place nobody knows is taken for a key. */
const KEY_LIKE_DIGITS = 16
export function looksLikeKey(bytes: Uint8Array, start: number, end: number): boolean {
  let digits = 0
  for (let at = start; at < end; at++) if (isHexDigit(bytes[at]!)) digits++
  return digits >= KEY_LIKE_DIGITS && 4 * digits >= 3 * (end - start)
}
const isHexDigit = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
const isWordByte = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  byte === 0x2b ||
  byte === 0x2d ||
  byte === 0x2e ||
  byte === 0x45
