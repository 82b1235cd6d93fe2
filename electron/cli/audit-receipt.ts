// `audit receipt` and `audit labels`: what is handed over with a terminal.
import { writeNew } from '../audit/durable.js'
import { errorCode, realFiles } from '../audit/files.js'
import { listRecords } from '../audit/list.js'
import { receiptsCsv } from '../audit/receipts/csv.js'
import { qrCode, qrSvg } from '../audit/receipts/qr.js'
import { receiptWord } from '../audit/receipts/receipt-text.js'
import { type ReceiptOf, receiptsOf } from '../audit/receipts/receipts.js'
import { labelSheet } from '../audit/receipts/sheet.js'
import { receiptText } from '../audit/receipts/words.js'
import { Reconciliation } from '../audit/reconcile.js'
import { Fault } from '../contract/fault.js'
import type { CliCommand } from './command.js'
import { exportWords } from './export-words.js'

const DATA = 'a data directory made by init'
const strings = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
const millimetres = 60

export const auditReceipt: CliCommand = {
  name: 'audit receipt',
  usage: 'audit receipt --data-dir DIR --attempt ID [--qr FILE.svg]',
  options: strings('data-dir', 'attempt', 'qr'),
  inProduction: true,
  async run(options, io) {
    const attempt = options.required('attempt', 'an attempt id, as inject printed it')
    const found = await receiptsOf(options.required('data-dir', DATA), ({ body }) => body.attempt === attempt)
    const [one] = found
    if (one === undefined) throw new Fault('audit/no-result', { what: attempt })
    const receipt = receiptWord(one.receipt)
    const qr = options.optional('qr')
    if (qr !== undefined) await written(qr, qrSvg(qrCode(receipt), millimetres))
    const { seq, serial, outcome, size, origin } = one.receipt
    const facts = { seq, serial, outcome, size, origin, leaf: one.receipt.leaf.toString('hex').toUpperCase() }
    io.result({ attempt, ...facts, root: one.receipt.root.toString('base64'), receipt }, receiptText(one))
    return 0
  },
}

export const auditLabels: CliCommand = {
  name: 'audit labels',
  usage: 'audit labels --data-dir DIR --run ID --out FILE.html|FILE.csv',
  options: strings('data-dir', 'run', 'out'),
  inProduction: true,
  async run(options, io) {
    const dir = options.required('data-dir', DATA)
    const run = options.required('run', 'a run, as its job named it')
    const out = options.required('out', 'a file that is not there yet')
    const receipts = await ofRun(dir, run)
    await written(out, out.endsWith('.csv') ? receiptsCsv(receipts) : await sheet(receipts, run))
    io.result({ file: out, labels: receipts.length }, exportWords[io.language].labels(out, receipts.length))
    return 0
  },
}

/** Of the terminals that got every key of the run: one that is not complete gets no label. */
async function ofRun(dir: string, run: string): Promise<ReceiptOf[]> {
  const reconciliation = new Reconciliation(run)
  for await (const record of listRecords(dir)) reconciliation.heard(record)
  const { injected, attempts } = reconciliation.answer(null)
  const complete = new Set(injected)
  const own = new Set(attempts)
  return receiptsOf(
    dir,
    ({ body: { attempt, outcome, device } }) =>
      own.has(attempt) && outcome === 'injected' && complete.has(device?.serial ?? ''),
  )
}

async function sheet(receipts: readonly ReceiptOf[], run: string): Promise<string> {
  const [first] = receipts
  if (first === undefined) throw new Fault('audit/no-result', { what: run })
  const last = receipts.at(-1)!.receipt
  const facts = { run, stationId: first.record.station, made: new Date().toISOString() }
  const verdict = `日志完整至 #${last.seq} log whole to #${last.seq}`
  return labelSheet(receipts, { ...facts, verdict, root: `${last.size} ${last.root.toString('base64')}` })
}

async function written(path: string, text: string): Promise<void> {
  await writeNew(realFiles, path, Buffer.from(text, 'utf8')).catch((error: unknown) => {
    throw new Fault('station/cannot-create', { path, because: errorCode(error) }, { cause: error })
  })
}
