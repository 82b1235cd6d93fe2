// `audit reconcile`: a run's list of terminals against what became of them.
import { listRecords } from '../audit/list.js'
import { type Reconciled, Reconciliation } from '../audit/reconcile.js'
import { Fault } from '../contract/fault.js'
import type { Language } from '../contract/values.js'
import { readWhole } from '../store.js'
import type { CliCommand } from './command.js'

export const auditReconcile: CliCommand = {
  name: 'audit reconcile',
  usage: 'audit reconcile --data-dir DIR --run ID [--inventory FILE]   serial numbers, one a line',
  options: { 'data-dir': { type: 'string' }, run: { type: 'string' }, inventory: { type: 'string' } },
  inProduction: true,
  async run(options, io) {
    const dir = options.required('data-dir', 'a data directory made by init')
    const reconciliation = new Reconciliation(options.required('run', 'a run, as its job named it'))
    const file = options.optional('inventory')
    const given = file === undefined ? null : { file, serials: linesOf(file) }
    for await (const record of listRecords(dir)) reconciliation.heard(record)
    const { attempts: _, ...answer } = reconciliation.answer(given)
    io.result(answer, words(answer, io.language))
    const { failed, missing, unlisted, unnamed } = answer
    // Where the list is not known nobody can say that none is missing.
    const isOpen = answer.listedCount !== null && missing === null
    return failed.length + (missing?.length ?? 0) + unlisted.length + unnamed > 0 || isOpen ? 1 : 0
  },
}

function listAt(file: string): Uint8Array {
  try {
    return readWhole(file)
  } catch (error) {
    if (error instanceof Fault) throw new Fault('audit/no-file', { file, because: error.facts.because ?? null })
    throw error
  }
}

const linesOf = (file: string): string[] =>
  Buffer.from(listAt(file))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')

type Told = Omit<Reconciled, 'attempts'>

const en = {
  head: ({ run, listedCount, injected, failed, missing, unlisted }: Told) =>
    `${run}: ${listedCount ?? 'no list,'} listed, ${injected.length} injected, ${failed.length} failed, ` +
    `${missing === null ? '?' : missing.length} missing, ${unlisted.length} unlisted`,
  hashAlone: 'the log has only the hash of its list: give the list with --inventory FILE',
  failed: 'failed  ',
  missing: 'missing ',
  unlisted: 'unlisted',
  unnamed: (many: number) => `${many} attempts on terminals without a serial number`,
}
const zh: typeof en = {
  head: ({ run, listedCount, injected, failed, missing, unlisted }) =>
    `${run}：${listedCount === null ? '无清单' : `清单 ${listedCount} 台`}，成功 ${injected.length}，未全部成功 ${failed.length}，` +
    `未出现 ${missing === null ? '不明' : missing.length}，清单外 ${unlisted.length}`,
  hashAlone: '日志中只有清单的散列：请用 --inventory FILE 给出原清单',
  failed: '未全部成功',
  missing: '未出现',
  unlisted: '清单外',
  unnamed: (many) => `${many} 次操作的终端没有序列号`,
}

const words = (told: Told, language: Language): string => {
  const word = { en, zh }[language]
  const { listed, listedCount, failed, missing, unlisted, unnamed } = told
  const keysOf = (keys: Told['failed'][number]['keys']) => keys.map(({ label, outcome }) => `${label} ${outcome}`)
  return [
    word.head(told),
    ...(listedCount !== null && listed === null ? [word.hashAlone] : []),
    ...failed.map(({ serial, keys }) => `  ${word.failed} ${serial}  ${keysOf(keys).join(', ')}`),
    ...(missing ?? []).map((serial) => `  ${word.missing} ${serial}`),
    ...unlisted.map((serial) => `  ${word.unlisted} ${serial}`),
    ...(unnamed > 0 ? [`  ${word.unnamed(unnamed)}`] : []),
  ].join('\n')
}
