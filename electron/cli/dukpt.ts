// `dukpt initial-key` and `dukpt working-key`: check values of derived keys; the keys themselves stay in native memory.
import type { Secret } from '../contract/secret.js'
import type { Algorithm, KcvMethodName } from '../contract/values.js'
import { keyWarnings } from '../keys/combine.js'
import { type DukptScheme, dukptSchemes, readKsn } from '../keys/dukpt/ksn.js'
import { derivedType, dukpt, workingKey } from '../keys/dukpt/schemes.js'
import { checkValue, usualMethod } from '../keys/kcv.js'
import type { CliCommand, Options } from './command.js'
import type { Io } from './io.js'
import { eachJsonLine, type LineFields } from './json-lines.js'
import { warnOfLine } from './warning-words.js'

const BDK = 'the base key as hex'
const KSN = 'the key serial number as hex: 10 bytes for tdes, 12 for aes'

export const dukptInitialKey: CliCommand = {
  name: 'dukpt initial-key',
  usage: 'dukpt initial-key --scheme tdes|aes   {"bdk","ksn"} a line on standard input',
  options: { scheme: { type: 'string' } },
  inProduction: false,
  async run(options, io) {
    const scheme = schemeOf(options)
    return eachJsonLine(io, ['bdk', 'ksn'], (fields, line) => {
      const bdk = takeBdk(fields, scheme, line, io)
      const ksn = readKsn(scheme, fields.text('ksn', KSN))
      using initialKey = dukpt[scheme].initialKey(bdk, ksn)
      const [own, base] = [kcvOf(initialKey, dukpt[scheme].algorithm), kcvOf(bdk, dukpt[scheme].algorithm)]
      return {
        value: { initialKey: own, bdk: { kcv: base.kcv } },
        forPeople: `initial key ${own.kcv}   base key ${base.kcv}   ${own.method}`,
      }
    })
  },
}

export const dukptWorkingKey: CliCommand = {
  name: 'dukpt working-key',
  usage: 'dukpt working-key --scheme tdes|aes   {"bdk","ksn","usage","algorithm"} a line on standard input',
  options: { scheme: { type: 'string' } },
  inProduction: false,
  async run(options, io) {
    const scheme = schemeOf(options)
    const usages = [...dukpt[scheme].usages.keys()].join(', ')
    return eachJsonLine(io, ['bdk', 'ksn', 'usage', 'algorithm'], (fields, line) => {
      const bdk = takeBdk(fields, scheme, line, io)
      const ksn = readKsn(scheme, fields.text('ksn', KSN))
      const usage = fields.text('usage', usages)
      const named = fields.optionalText('algorithm', dukpt[scheme].types.join(', '))
      using initialKey = dukpt[scheme].initialKey(bdk, ksn)
      using working = workingKey(
        initialKey,
        ksn,
        usage,
        named === null ? undefined : derivedType(ksn.scheme, bdk, named),
      )
      const value = kcvOf(working.key, working.algorithm)
      if (working.last) warnOfLine(io, line, ['last-transaction'])
      const warnings = working.warnings.length > 0 ? { warnings: working.warnings } : {}
      return {
        value: { workingKey: value, ...warnings },
        forPeople: [
          `working key ${value.kcv ?? '-'}   ${value.method ?? 'no check value is defined'}`,
          ...working.warnings,
        ].join('   '),
      }
    })
  },
}

const schemeOf = (options: Options): DukptScheme => options.oneOf('scheme', dukptSchemes)

function takeBdk(fields: LineFields, scheme: DukptScheme, line: number, io: Io): Secret {
  const bdk = fields.secret('bdk', BDK)
  warnOfLine(io, line, keyWarnings(bdk, dukpt[scheme].algorithm), 'bdk')
  return bdk
}

/** The usual check value of an algorithm; null for one that has none. */
function kcvOf(
  key: Secret,
  algorithm: Algorithm | null,
): { readonly kcv: string | null; readonly method: KcvMethodName | null } {
  if (algorithm === null) return { kcv: null, method: null }
  const method = usualMethod[algorithm]
  return { kcv: checkValue(key, method).hex, method }
}
