// `audit reconcile`: a run's list of terminals against what became of them.
import { listRecords } from '../audit/list.js'
import { type Reconciled, Reconciliation } from '../audit/reconcile.js'
import { Fault } from '../contract/fault.js'
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
    io.result(answer, words(answer))
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

const words = ({
  run,
  listed,
  listedCount,
  injected,
  failed,
  missing,
  unlisted,
  unnamed,
}: Omit<Reconciled, 'attempts'>): string =>
  [
    `${run}: ${listedCount ?? 'no list,'} listed, ${injected.length} injected, ${failed.length} failed, ` +
      `${missing === null ? '?' : missing.length} missing, ${unlisted.length} unlisted`,
    ...(listedCount !== null && listed === null
      ? ['the log has only the hash of its list: give the list with --inventory FILE']
      : []),
    ...failed.map(
      ({ serial, keys }) =>
        `  failed   ${serial}  ${keys.map(({ label, outcome }) => `${label} ${outcome}`).join(', ')}`,
    ),
    ...(missing ?? []).map((serial) => `  missing  ${serial}`),
    ...unlisted.map((serial) => `  unlisted ${serial}`),
    ...(unnamed > 0 ? [`  ${unnamed} attempts on terminals without a serial number`] : []),
  ].join('\n')
