// `audit verify` and `audit list`: both only read.
import { readAnchor } from '../audit/anchors/anchor.js'
import { type Witness, witnessOf } from '../audit/anchors/cosignature.js'
import { recordTypes } from '../audit/bodies.js'
import { type Archive, openArchive } from '../audit/export/archive.js'
import { realFiles } from '../audit/files.js'
import { listRecords } from '../audit/list.js'
import { type VerifyOptions, verifyDirectory } from '../audit/verify.js'
import { reasonInChinese } from '../contract/faults/reasons.js'
import type { Language } from '../contract/values.js'
import { outcomes } from '../contract/values.js'
import type { VerifyView } from '../contract/views.js'
import { type CliCommand, type Options, usageFault } from './command.js'
import { progressOn } from './progress.js'

const DATA = 'a data directory made by init'

export const auditVerify: CliCommand = {
  name: 'audit verify',
  usage:
    'audit verify (--data-dir DIR | --file EXPORT) [--vkey KEY] [--anchor FILE]… [--witness KEY]… [--archive EXPORT]…',
  options: {
    'data-dir': { type: 'string' },
    file: { type: 'string' },
    vkey: { type: 'string' },
    anchor: { type: 'string', multiple: true },
    witness: { type: 'string', multiple: true },
    archive: { type: 'string', multiple: true },
  },
  inProduction: true,
  async run(options, io) {
    const asked = {
      vkey: options.optional('vkey'),
      anchors: await Promise.all(options.many('anchor').map((file) => readAnchor(file))),
      witnesses: options.many('witness').map(witnessAsked),
      ...progressOn(io),
    }
    const archives = await openAll(options.many('archive'))
    const view = await verified(options, { ...asked, archives }).finally(() => closeAll(archives))
    io.result(asPrinted(view), sentence(view, io.language))
    return view.verdict === 'pass' ? 0 : 1
  },
}

/** The youngest first, as they are given. */
async function openAll(paths: readonly string[]): Promise<Archive[]> {
  const open: Archive[] = []
  try {
    for (const path of paths) open.push(await openArchive(realFiles, path))
    return open
  } catch (error) {
    await closeAll(open)
    throw error
  }
}
const closeAll = (archives: readonly Archive[]) => Promise.all(archives.map((archive) => archive.close()))

async function verified(options: Options, asked: VerifyOptions): Promise<VerifyView> {
  const file = options.optional('file')
  if (file === undefined) return verifyDirectory(options.required('data-dir', `${DATA}, or --file EXPORT`), asked)
  if (options.optional('data-dir') !== undefined)
    throw usageFault('--data-dir and --file are both given', '--file', 'one of the two')
  const archive = await openArchive(realFiles, file)
  try {
    return await verifyDirectory(archive.dir, { ...asked, files: archive.door })
  } finally {
    await archive.close()
  }
}

/** @throws station/usage */
export function witnessAsked(vkey: string): Witness {
  const witness = witnessOf(vkey)
  if (witness !== null) return witness
  throw usageFault('--witness is no key of a witness', '--witness', 'name+hash+base64 as audit witness printed it')
}

/** Fields that say nothing are left out, as scripts rely on. */
function asPrinted({ verdict, size, root, mode, trust, firstBad, reasons }: VerifyView) {
  const { vkey, anchoredTo, anchors, dropped } = trust
  return {
    verdict,
    size,
    root,
    mode,
    trust: {
      vkey,
      ...(anchoredTo === null ? {} : { anchoredTo }),
      ...(anchors.length ? { anchors } : {}),
      ...(dropped ? { dropped } : {}),
    },
    ...(firstBad === null ? {} : { firstBad }),
    reasons,
  }
}

const words = {
  en: {
    pinned: 'first key pinned',
    ownWord: "first key is the log's own word (pin it with --vkey)",
    loose: 'not anchored',
    anchored: 'anchored to record',
    records: 'records',
    comma: ', ',
    stop: '; ',
    noMode: 'mode unknown',
    root: 'root',
    firstBad: 'first bad record:',
    archived: 'the first {n} records are in an archive',
    seen: (seq: number, by: string, at: string | null) =>
      `seen to record ${seq} by ${by}${at === null ? '' : ` at ${at}`}`,
    ofLog: ', by a key that only this log names (pin it with --witness)',
    reason: (text: string) => text,
  },
  zh: {
    pinned: '首个密钥已由 --vkey 固定',
    ownWord: '首个密钥仅凭日志自述（用 --vkey 固定）',
    loose: '未锚定',
    anchored: '已锚定至记录',
    records: '条记录',
    comma: '，',
    stop: '；',
    noMode: '模式不明',
    root: '根',
    firstBad: '第一条坏记录：',
    archived: '前 {n} 条记录在归档文件中',
    seen: (seq: number, by: string, at: string | null) => `${by} ${at === null ? '' : `于 ${at} `}见证至记录 ${seq}`,
    ofLog: '，其公钥仅由本日志给出（用 --witness 固定）',
    reason: reasonInChinese,
  },
} as const

/** Never a bare PASS: what the key was pinned to and how far it is anchored belong to it. */
function sentence({ verdict, size, root, mode, trust, firstBad, reasons }: VerifyView, language: Language): string {
  const word = words[language]
  const key = trust.vkey === 'pinned' ? word.pinned : word.ownWord
  const anchor = trust.anchoredTo === null ? word.loose : `${word.anchored} ${trust.anchoredTo}`
  return [
    `${verdict.toUpperCase()}  ${size} ${word.records}${word.comma}${mode ?? word.noMode}${word.stop}${key}${word.stop}${anchor}`,
    `${word.root} ${root}`,
    ...(trust.dropped ? [word.archived.replace('{n}', `${trust.dropped}`)] : []),
    ...trust.anchors.map(
      ({ seq, by, at, how }) => `${word.seen(seq, by, at)}${how === 'named-by-log' ? word.ofLog : ''}`,
    ),
    ...(firstBad === null ? [] : [`${word.firstBad} ${firstBad}`]),
    ...reasons.map((reason) => `  ${word.reason(reason)}`),
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
