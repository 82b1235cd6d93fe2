// `key-block inspect` and `key-block wrap`: key blocks in, headers, check values and blocks out; keys stay in native memory.
import { asFault, Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import { usualCheckValue } from '../keys/block/algorithms.js'
import { openKeyBlock } from '../keys/block/open.js'
import type { CliCommand } from './command.js'
import { faultJson, type Io } from './io.js'
import { eachJsonLine, type LineAnswer, type LineFields } from './json-lines.js'
import { kbpkWarnings, keyWarningsOf, WRAP_FIELDS, wrapped } from './key-block-order.js'
import { warnOfLine } from './warning-words.js'

const BLOCK = 'the key block as text'
const KBPK = 'the key block protection key as hex'

export const keyBlockInspect: CliCommand = {
  name: 'key-block inspect',
  usage: 'key-block inspect   {"block","kbpk"} a line on standard input',
  options: {},
  inProduction: false,
  async run(_options, io) {
    let refused = false
    const exit = eachJsonLine(io, ['block', 'kbpk'], (fields, line) => {
      const block = fields.text('block', BLOCK)
      try {
        return inspected(block, fields, line, io)
      } catch (error) {
        const fault = asFault(error)
        if (!keepsOut(fault)) throw error
        refused = true
        const placed = new Fault(fault.code, { ...fault.facts, line })
        return {
          value: { valid: false, fault: faultJson(placed, io.language) },
          forPeople: `line ${line}: ${placed.sentence[io.language]}`,
        }
      }
    })
    return exit === 0 && refused ? 1 : exit
  },
}

/**
 * Whether it is the block, or its KBPK, that is wrong: everything else is no answer about the block. A KBPK that is a text
 * but no hex is judged like one of a wrong length: the line is the JSON asked for, and the block cannot be accepted under it.
 */
const keepsOut = ({ code, facts }: Fault): boolean =>
  code.startsWith('keys/block-') || (code === 'keys/bad-hex' && facts.field === 'kbpk')

/** A KBPK without bytes, or with half a one, is one of a wrong length like any other. */
function takeKbpk(fields: LineFields): Secret {
  try {
    return fields.secret('kbpk', KBPK)
  } catch (error) {
    const { code, facts } = asFault(error)
    if (code !== 'keys/bad-length' && code !== 'keys/odd-length') throw error
    const bytes = Number(facts.digits ?? 0) / 2
    throw new Fault('keys/block-kbpk-length', { bytes, field: 'kbpk', expected: '16, 24 or 32 bytes' })
  }
}

function inspected(block: string, fields: LineFields, line: number, io: Io): LineAnswer {
  const kbpk = takeKbpk(fields)
  using opened = openKeyBlock(block, kbpk, 'lab')
  const { header, key } = opened
  const value = usualCheckValue(header.algorithm, key)
  warnOfLine(io, line, [
    ...opened.warnings,
    ...keyWarningsOf(header.algorithm, key),
    ...kbpkWarnings(header.versionId, kbpk),
  ])
  return {
    value: { valid: true, header, key: { algorithm: header.algorithm, bytes: key.bytes, ...value } },
    forPeople: [
      `line ${line}: version ${header.versionId}, ${header.keyUsage} ${header.algorithm} ${header.modeOfUse}`,
      `key version ${header.keyVersion}, exportability ${header.exportability}`,
      ...header.optionalBlocks.map(({ id, data }) => `${id} ${data}`),
      `${key.bytes} bytes, ${value.kcv ?? '-'} ${value.method ?? 'no check value is defined'}`,
    ].join('   '),
  }
}

export const keyBlockWrap: CliCommand = {
  name: 'key-block wrap',
  usage:
    'key-block wrap   {"kbpk","header","components"} or {"block","under","kbpk","header"} a line on standard input',
  options: {},
  inProduction: false,
  run: async (_options, io) =>
    eachJsonLine(io, WRAP_FIELDS, (fields, line) => {
      const { block, kcv, method, warnings } = wrapped(fields, 'lab')
      warnOfLine(io, line, warnings)
      return { value: { block, kcv, method }, forPeople: `${block}   ${kcv ?? '-'}   ${method ?? ''}`.trimEnd() }
    }),
}
