// The one error class. A fault names its room and says what to do next; its facts are numbers, ids and names.
import { type FaultCode, faultTable } from './fault-table.js'
import { expectedInChinese } from './faults/expected.js'
import { reasonInChinese } from './faults/reasons.js'
import type { Bilingual } from './values.js'

export type Fact = string | number | boolean | null | readonly string[]
export type Facts = Readonly<Record<string, Fact>>

export class Fault extends Error {
  override readonly name = 'Fault'
  /** @param facts never key bytes, never a device's string unescaped */
  constructor(
    readonly code: FaultCode,
    readonly facts: Facts = {},
    options?: { cause?: unknown },
  ) {
    super(`${code}: ${fill(faultTable[code].en, facts)}`, options)
  }

  get row() {
    return faultTable[this.code]
  }
  get sentence(): Bilingual {
    return { zh: fill(this.row.zh, inChinese(this.facts)), en: fill(this.row.en, this.facts) }
  }
}

/** Facts that are words of ours; all others are numbers, names and paths. */
const words: Readonly<Record<string, (english: string) => string>> = {
  expected: expectedInChinese,
  problem: reasonInChinese,
  because: reasonInChinese,
  what: reasonInChinese,
}

const inChinese = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      const said = typeof fact === 'string' ? words[name] : undefined
      return [name, said ? said(String(fact)) : fact]
    }),
  )

const fill = (text: string, facts: Facts): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name]
    return Array.isArray(fact) ? fact.join(', ') : String(fact ?? '–')
  })

/** What a person or a script sees of a fault. `line`, `field` and `expected` where the input was at fault. */
export interface FaultView {
  readonly code: string
  readonly message: Bilingual
  readonly next: 'retry' | 'read-back' | 'officer' | 'stop' | 'fix-input'
  readonly line?: number
  readonly field?: string
  readonly expected?: string
}

export function faultView(fault: Fault): FaultView {
  const { line, field, expected } = fault.facts
  return {
    code: fault.code,
    message: fault.sentence,
    next: fault.row.next,
    ...(typeof line === 'number' ? { line } : {}),
    ...(typeof field === 'string' ? { field } : {}),
    ...(typeof expected === 'string' ? { expected } : {}),
  }
}

/** Anything thrown, as a fault: what is none becomes `station/unexpected`, with its class name and nothing of its text. */
export const asFault = (thrown: unknown): Fault =>
  thrown instanceof Fault
    ? thrown
    : new Fault(
        'station/unexpected',
        { kind: thrown instanceof Error ? thrown.name : typeof thrown },
        { cause: thrown },
      )
