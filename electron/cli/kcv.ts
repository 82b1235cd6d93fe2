// `kcv`: the check value of each key on standard input, one hex key a line.
import { Fault } from '../contract/fault.js'
import { kcvMethodNames } from '../contract/values.js'
import { keyWarnings } from '../keys/combine.js'
import { checkValue, kcvBytes, kcvMethods } from '../keys/kcv.js'
import { type ByteLine, byteLines } from '../keys/lines.js'
import { secretFromHex } from '../keys/vault.js'
import type { CliCommand } from './command.js'
import { faultJson, type Io } from './io.js'
import { warnOfLine } from './warning-words.js'

export const kcv: CliCommand = {
  name: 'kcv',
  usage: 'kcv --method M [--bytes N]   one hex key a line on standard input',
  options: { method: { type: 'string' }, bytes: { type: 'string' } },
  inProduction: false,
  async run(options, io) {
    const method = options.oneOf('method', kcvMethodNames)
    const bytes = kcvBytes(method, options.number('bytes'), '--bytes')
    const { algorithm } = kcvMethods[method]
    let [exit, lines] = [0, 0]
    for (const line of byteLines(io.read)) {
      if (io.stopping()) return 74
      lines++
      const value = line instanceof Fault ? line : oneLine(line, method, bytes, io)
      if (value instanceof Fault) {
        exit = 65
        reportLine(value, io)
      } else io.result({ line: (line as ByteLine).line, algorithm, method, kcv: value }, value)
    }
    if (lines === 0) throw new Fault('input/empty', { expected: 'one hex key a line' })
    return exit
  },
}

/** A bad line never stops the next; its place in the output is kept. */
function reportLine(fault: Fault, io: Io): void {
  io.result({ line: fault.facts.line ?? null, fault: faultJson(fault, io.language) }, '-')
  if (!io.json) io.remark(fault.sentence[io.language])
}

function oneLine(
  { line, buffer, start, end }: ByteLine,
  method: (typeof kcvMethodNames)[number],
  bytes: number,
  io: Io,
): string | Fault {
  try {
    using key = secretFromHex(buffer, start, end)
    const value = checkValue(key, method, bytes).hex
    const warnings = keyWarnings(key, kcvMethods[method].algorithm)
    warnOfLine(io, line, warnings)
    return value
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return atLine(error, line, end - start, kcvMethods[method].algorithm)
  }
}

/** The fault with the line it is on and what was expected there. */
export const atLine = (fault: Fault, line: number, digits: number, algorithm: string): Fault =>
  new Fault(fault.code, { expected: 'hex digits, two a byte', digits, algorithm, field: 'key', ...fault.facts, line })
