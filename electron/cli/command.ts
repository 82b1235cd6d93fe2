// What a command of the command line is: a row with its words, its options and what it does.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Fault } from '../contract/fault.js'
import type { Io } from './io.js'

export type OptionTable = NonNullable<ParseArgsConfig['options']>
export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

export interface CliCommand {
  /** The words that name it: `kcv`, or `audit verify`. */
  readonly name: string
  readonly usage: string
  readonly options: OptionTable
  /** Whether it still works where a production directory exists. */
  readonly inProduction: boolean
  run(values: Options, io: Io): Promise<number>
}

/** Options already parsed, asked for by name and kind. */
export class Options {
  constructor(private readonly values: OptionValues) {}
  optional(name: string): string | undefined {
    const value = this.values[name]
    return typeof value === 'string' ? value : undefined
  }
  /** @throws station/usage where it is missing */
  required(name: string, expected: string): string {
    const value = this.optional(name)
    if (value) return value
    throw usageFault(`--${name} is missing`, `--${name}`, expected)
  }
  many(name: string): readonly string[] {
    const value = this.values[name]
    return Array.isArray(value) ? value.map(String) : []
  }
  flag(name: string): boolean {
    return this.values[name] === true
  }
  /** @throws station/usage where it is there and no whole number */
  number(name: string): number | undefined {
    const text = this.optional(name)
    if (text === undefined) return undefined
    if (/^\d{1,9}$/.test(text)) return Number(text)
    throw usageFault(`--${name} is no whole number`, `--${name}`, 'a whole number')
  }
  /** @throws station/usage where the value is not in the list */
  oneOf<const Value extends string>(name: string, list: readonly Value[]): Value {
    const text = this.required(name, list.join(', '))
    const found = list.find((value) => value === text)
    if (found) return found
    throw usageFault(`--${name} is not one of those known`, `--${name}`, list.join(', '))
  }
}

export const usageFault = (problem: string, field: string, expected: string): Fault =>
  new Fault('station/usage', { problem, field, expected })

/** @throws station/usage for an option nobody knows or a missing value */
export function parseOptions(command: CliCommand, words: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { ...command.options, json: { type: 'boolean' } },
      strict: true,
      allowPositionals: false,
    })
    return new Options(values as OptionValues)
  } catch (error) {
    // Node names the option and never its value, but a stray word may be anything, even a key: it is not repeated.
    const option = /'(--?[a-z-]+)/.exec((error as Error).message)?.[1]
    throw usageFault(
      option ? `option ${option} is unknown or lacks its value` : 'there is a word too many',
      option ?? '',
      command.usage,
    )
  }
}
