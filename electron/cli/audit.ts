// `audit verify` and `audit list`: both only read.
import { recordTypes } from '../audit/bodies.js'
import { listRecords } from '../audit/list.js'
import { verifyDirectory } from '../audit/verify.js'
import { outcomes } from '../contract/values.js'
import type { VerifyView } from '../contract/views.js'
import { type CliCommand, type Options, usageFault } from './command.js'

const DATA = 'a data directory made by init'

export const auditVerify: CliCommand = {
  name: 'audit verify',
  usage: 'audit verify --data-dir DIR [--vkey KEY]',
  options: { 'data-dir': { type: 'string' }, vkey: { type: 'string' } },
  inProduction: true,
  async run(options, io) {
    const vkey = options.optional('vkey')
    const view = await verifyDirectory(options.required('data-dir', DATA), vkey ? { vkey } : {})
    io.result(asPrinted(view), sentence(view))
    return view.verdict === 'pass' ? 0 : 1
  },
}

/** Fields that say nothing are left out, as scripts rely on. */
function asPrinted({ verdict, size, root, mode, trust, firstBad, reasons }: VerifyView) {
  const { vkey, anchoredTo } = trust
  return {
    verdict,
    size,
    root,
    mode,
    trust: { vkey, ...(anchoredTo === null ? {} : { anchoredTo }) },
    ...(firstBad === null ? {} : { firstBad }),
    reasons,
  }
}

/** Never a bare PASS: what the key was pinned to and how far it is anchored belong to it. */
function sentence({ verdict, size, root, mode, trust, firstBad, reasons }: VerifyView): string {
  const key = trust.vkey === 'pinned' ? 'first key pinned' : "first key is the log's own word (pin it with --vkey)"
  const anchor = trust.anchoredTo === null ? 'not anchored' : `anchored to record ${trust.anchoredTo}`
  return [
    `${verdict.toUpperCase()}  ${size} records, ${mode ?? 'mode unknown'}; ${key}; ${anchor}`,
    `root ${root}`,
    ...(firstBad === null ? [] : [`first bad record: ${firstBad}`]),
    ...reasons.map((reason) => `  ${reason}`),
  ].join('\n')
}

export const auditList: CliCommand = {
  name: 'audit list',
  usage:
    'audit list --data-dir DIR [--type T] [--device SN] [--operator ID] [--outcome O] [--since T] [--until T] [--limit N]',
  options: Object.fromEntries(
    ['data-dir', 'type', 'device', 'operator', 'outcome', 'since', 'until', 'limit'].map((name) => [
      name,
      { type: 'string' },
    ]),
  ),
  inProduction: true,
  async run(options, io) {
    for await (const record of listRecords(options.required('data-dir', DATA), filter(options)))
      io.result(record, `#${record.seq}  ${record.wall}  ${record.type}  ${JSON.stringify(record.body)}`)
    return 0
  },
}

function filter(options: Options) {
  const outcome = options.optional('outcome') === undefined ? undefined : options.oneOf('outcome', outcomes)
  const given = {
    type: options.optional('type') === undefined ? undefined : options.oneOf('type', recordTypes),
    device: options.optional('device'),
    operator: options.optional('operator'),
    outcome,
    since: time(options, 'since'),
    until: time(options, 'until'),
    limit: options.number('limit'),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** A point in time as ISO 8601. @throws station/usage */
function time(options: Options, name: string): string | undefined {
  const text = options.optional(name)
  if (text === undefined) return undefined
  const when = new Date(text)
  if (Number.isNaN(when.getTime()))
    throw usageFault(`--${name} is no time`, `--${name}`, 'a time such as 2026-11-22T08:00:00Z')
  return when.toISOString()
}
