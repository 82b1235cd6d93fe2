// Commands that read one JSON object a line: secrets in it are handles from the start, and a bad line never stops the next.
import { asFault, Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import { readJson, SecretText } from '../keys/intake.js'
import { type ByteLine, byteLines } from '../keys/lines.js'
import { faultJson, type Io } from './io.js'

/** The fields of one line, asked for by name and kind; null is absent. */
export class LineFields {
  private constructor(private readonly fields: Readonly<Record<string, unknown>>) {}

  /** @param known every field a line may have @throws input/not-json, input/unknown-field */
  static of(value: unknown, known: readonly string[]): LineFields {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof SecretText)
      throw new Fault('input/not-json', { problem: 'no object' })
    const unknown = Object.keys(value).find((name) => !known.includes(name))
    if (unknown !== undefined)
      throw new Fault('input/unknown-field', { field: printable(unknown), expected: known.join(', ') })
    return new LineFields(value as Record<string, unknown>)
  }

  /** @throws input/missing-field, input/bad-field, keys/bad-hex, keys/odd-length, keys/bad-length */
  secret(field: string, expected: string): Secret {
    const value = this.present(field, expected)
    if (value instanceof SecretText) return value.secret(field)
    throw new Fault('input/bad-field', { field, expected })
  }
  /** @throws input/missing-field, input/bad-field */
  text(field: string, expected: string): string {
    const value = this.present(field, expected)
    if (typeof value === 'string') return value
    throw new Fault('input/bad-field', { field, expected })
  }
  /** @throws input/bad-field */
  optionalText(field: string, expected: string): string | null {
    return (this.fields[field] ?? null) === null ? null : this.text(field, expected)
  }

  has(field: string): boolean {
    return (this.fields[field] ?? null) !== null
  }
  /** A list of secrets, in order. @throws as `secret` */
  secrets(field: string, expected: string): Secret[] {
    const value = this.present(field, expected)
    if (!Array.isArray(value) || !value.every((one) => one instanceof SecretText))
      throw new Fault('input/bad-field', { field, expected })
    return value.map((one: SecretText) => one.secret(field))
  }
  /** An object in the line. @param known every field it may have */
  object(field: string, known: readonly string[], expected: string): LineFields {
    return objectIn(this.present(field, expected), field, known, expected)
  }
  /** A list of objects; empty where it is absent. */
  objects(field: string, known: readonly string[], expected: string): LineFields[] {
    const value = this.fields[field] ?? []
    if (!Array.isArray(value)) throw new Fault('input/bad-field', { field, expected })
    return value.map((one) => objectIn(one, field, known, expected))
  }

  private present(field: string, expected: string): unknown {
    const value = this.fields[field] ?? null
    if (value === null) throw new Fault('input/missing-field', { field, expected })
    return value
  }
}

function objectIn(value: unknown, field: string, known: readonly string[], expected: string): LineFields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof SecretText))
    return LineFields.of(value, known)
  throw new Fault('input/bad-field', { field, expected })
}

/** A field's name as it came in may be anything, even a key in the wrong place: only plain words are repeated. */
const printable = (name: string): string => (/^(?![A-Fa-f]+$)[A-Za-z][A-Za-z-]{0,15}$/.test(name) ? name : '?')

export interface LineAnswer {
  /** Without `line`, which comes first. */
  readonly value: object
  readonly forPeople: string
}

/**
 * Runs `answer` on every line and writes its result, or the fault in its place.
 * @param known the fields a line may have
 * @returns the exit code: 0, or 65 where a line was bad
 * @throws input/empty where nothing came
 */
export function eachJsonLine(
  io: Io,
  known: readonly string[],
  answer: (fields: LineFields, line: number) => LineAnswer,
): number {
  let [exit, lines] = [0, 0]
  for (const line of byteLines(io.read)) {
    if (io.stopping()) return 74
    lines++
    try {
      if (line instanceof Fault) throw line
      const { value, forPeople } = answerLine(line, known, answer)
      io.result({ line: line.line, ...value }, forPeople)
    } catch (error) {
      const fault = asFault(error)
      // What is wrong with the program or the machine is not this line's fault, and ends the command.
      if (fault.row.exit !== 65) throw error
      exit = 65
      const placed = line instanceof Fault ? fault : new Fault(fault.code, { ...fault.facts, line: line.line })
      io.result({ line: placed.facts.line ?? null, fault: faultJson(placed, io.language) }, '-')
      if (!io.json) io.remark(placed.sentence[io.language])
    }
  }
  if (lines === 0) throw new Fault('input/empty', { expected: `a JSON object a line with ${known.join(', ')}` })
  return exit
}

function answerLine(
  { buffer, start, end, line }: ByteLine,
  known: readonly string[],
  answer: (fields: LineFields, line: number) => LineAnswer,
): LineAnswer {
  using read = readJson(buffer.subarray(start, end), line)
  return answer(LineFields.of(read.value, known), line)
}
