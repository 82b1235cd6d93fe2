// `combine`: components on standard input, one a line; their check values and the combined key's.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import { kcvMethodNames, type Language } from '../contract/values.js'
import { combine as combineComponents, MOST_COMPONENTS } from '../keys/combine.js'
import { assertLength, checkValue, kcvBytes, kcvMethods } from '../keys/kcv.js'
import { byteLines } from '../keys/lines.js'
import { secretFromHex } from '../keys/vault.js'
import type { CliCommand } from './command.js'
import type { Io } from './io.js'
import { atLine } from './kcv.js'
import { warningWords } from './warning-words.js'

export const combine: CliCommand = {
  name: 'combine',
  usage: 'combine --method M [--bytes N]   one hex component a line on standard input',
  options: { method: { type: 'string' }, bytes: { type: 'string' } },
  inProduction: false,
  async run(options, io) {
    const method = options.oneOf('method', kcvMethodNames)
    const bytes = kcvBytes(method, options.number('bytes'), '--bytes')
    const { algorithm } = kcvMethods[method]
    const components: Secret[] = []
    try {
      if (!take(io, algorithm, components)) return 65
      using combined = combineComponents(components, algorithm)
      const value = {
        components: components.map((component, i) => ({ index: i + 1, kcv: checkValue(component, method, bytes).hex })),
        key: { bytes: combined.key.bytes, kcv: checkValue(combined.key, method, bytes).hex, parity: combined.parity },
        warnings: combined.warnings,
      }
      io.result(value, forPeople(value, io.language))
      return 0
    } finally {
      for (const component of components) component[Symbol.dispose]()
    }
  },
}

type Algorithm = (typeof kcvMethods)[keyof typeof kcvMethods]['algorithm']

/** Takes every line; says what is wrong with each bad one. False where any was bad: then nothing is combined. */
function take(io: Io, algorithm: Algorithm, components: Secret[]): boolean {
  let good = true
  let index = 0
  for (const line of byteLines(io.read)) {
    index++
    const field = `component ${index}`
    try {
      if (line instanceof Fault) throw line
      if (index > MOST_COMPONENTS)
        throw new Fault('keys/component-count', { count: index, expected: `1 to ${MOST_COMPONENTS} components` })
      const component = secretFromHex(line.buffer, line.start, line.end)
      components.push(component)
      assertLength(algorithm, component.bytes)
      if (component.bytes !== components[0]!.bytes)
        throw new Fault('keys/unequal-length', { expected: `${components[0]!.bytes} bytes, as component 1` })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      good = false
      io.fault(line instanceof Fault ? line : located(error, line, field, algorithm))
      if (index > MOST_COMPONENTS) return false
    }
  }
  if (index === 0) throw new Fault('input/empty', { expected: 'one hex component a line' })
  return good
}

function located(
  fault: Fault,
  { line, start, end }: { line: number; start: number; end: number },
  field: string,
  algorithm: string,
): Fault {
  const placed = atLine(fault, line, end - start, algorithm)
  return new Fault(placed.code, { ...placed.facts, field })
}

const forPeople = (
  value: {
    readonly components: readonly { readonly index: number; readonly kcv: string }[]
    readonly key: { readonly bytes: number; readonly kcv: string; readonly parity: string }
    readonly warnings: readonly string[]
  },
  language: Language,
): string =>
  language === 'zh'
    ? [
        ...value.components.map(({ index, kcv }) => `分量 ${index}   ${kcv}`),
        `密钥     ${value.key.kcv}   ${value.key.bytes} 字节，${parities[value.key.parity] ?? value.key.parity}`,
        ...value.warnings.map((warning) => `警告     ${warningWords([warning], language)}`),
      ].join('\n')
    : [
        ...value.components.map(({ index, kcv }) => `component ${index}   ${kcv}`),
        `key           ${value.key.kcv}   ${value.key.bytes} bytes, ${value.key.parity} parity`,
        ...value.warnings.map((warning) => `warning       ${warning}`),
      ].join('\n')

const parities: Readonly<Record<string, string>> = { odd: '奇校验', even: '偶校验', mixed: '奇偶混合' }
