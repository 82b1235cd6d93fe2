// Receipts: what one carries, that it fits a QR code when the log holds a million records, and what it shows as an anchor.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { test } from 'node:test'
import { anchorIn } from '../../electron/audit/anchors/anchor.js'
import { receiptsCsv } from '../../electron/audit/receipts/csv.js'
import { qrCode, qrPath, qrSvg } from '../../electron/audit/receipts/qr.js'
import { type Receipt, readReceipt, receiptWord } from '../../electron/audit/receipts/receipt-text.js'
import { receiptsOf } from '../../electron/audit/receipts/receipts.js'
import { labelSheet } from '../../electron/audit/receipts/sheet.js'
import { receiptText } from '../../electron/audit/receipts/words.js'
import { leafHash, nodeHash } from '../../electron/audit/tree.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { Fault } from '../../electron/contract/fault.js'
import { outcomes } from '../../electron/contract/values.js'
import {
  armed,
  attempt,
  by,
  copy,
  device,
  intent,
  reasonCodes,
  result,
  scratch,
  segment,
  twelve,
  withLog,
} from '../harness/audit.js'

const jsQr = createRequire(import.meta.url)('jsqr') as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string; version: number } | null

const fault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code
const origin = 'kcv-station/production/st-0123456789/log-0123456789abcdef'

/** A receipt whose record is the last of a tree of 2^depth: the longest path there is for that many records. */
function deepest(depth: number, serial: string | null): Receipt {
  const leaf = leafHash(Buffer.from('leaf'))
  const path = Array.from({ length: depth }, (_, index) => leafHash(Buffer.from(`node ${index}`)))
  const root = path.reduce((node, left) => nodeHash(left, node), leaf)
  const signature = Buffer.alloc(68, 7)
  return { origin, seq: 2 ** depth - 1, leaf, serial, outcome: 'injected', path, size: 2 ** depth, root, signature }
}

/** What a camera sees of the drawing: its path, painted. */
function painted(svg: string, scale: number): { pixels: Uint8ClampedArray; side: number } {
  const modules = Number(/viewBox="0 0 (\d+) /.exec(svg)![1])
  const side = modules * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1)
      for (let column = Number(x) * scale; column < (Number(x) + Number(length)) * scale; column += 1)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3)
  return { pixels, side }
}

const sizes: [what: string, depth: number, serial: string | null, version: number][] = [
  ['the second record of a log', 1, 'SN0001', 12],
  ['2^20 records (more than a million)', 20, 'SN0001', 25],
  ['2^20 records and no serial number', 20, null, 25],
  ['2^20 records and the longest serial number there is', 20, '长'.repeat(200), 33],
  ['2^32 records', 32, 'SN0001', 30],
]
for (const [what, depth, serial, version] of sizes)
  test(`the receipt of ${what} fits a QR code, and reads back from it`, () => {
    const receipt = deepest(depth, serial)
    const word = receiptWord(receipt)
    const code = qrCode(word)
    assert.equal((code.size - 17) / 4, version)
    const { pixels, side } = painted(qrSvg(code, 46), 3)
    assert.equal(jsQr(pixels, side, side)?.data, word)
    assert.deepEqual(readReceipt(word), receipt)
  })

test('on a label of 29 mm the code of 2^20 records has three dots of a 300 dpi printer a module, and reads back', () => {
  const word = receiptWord(deepest(20, 'SN0001'))
  const { side } = qrPath(qrCode(word, 'L'))
  assert.ok(side * 3 <= (29 / 25.4) * 300, `${side} modules`)
  const drawn = painted(qrSvg(qrCode(word, 'L'), 29), 3)
  assert.equal(jsQr(drawn.pixels, drawn.side, drawn.side)?.data, word)
})

test('a receipt is the same word for ever', () => {
  const word = receiptWord(deepest(1, 'SN0001'))
  assert.equal(
    word,
    'KCVR1:HFVWG5RNON2GC5DJN5XC64DSN5SHKY3UNFXW4L3TOQWTAMJSGM2DKNRXHA4S63DPM4WTAMJSGM2DKNRXHA4WCYTDMRSWMAAAAAAAAAINE7RH66BHZTLUKGM6R2Z2NLZWRYIGJL2CV2PYG5AOTAJB4K6AEUAAMU2OGAYDAMIAAHRZSIOZKHHW7C3CQYA7JCVOBMILNLS77V6Z7Y4E7V6FKKYPREWA6AAAAAAAAASF64TMOPPRBEOGFUOLIHKO4ORRQURJLKYOOZT5OTHOZPZAIXATW4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYH6LKRU',
  )
})

for (const outcome of outcomes)
  test(`a receipt of ${outcome} reads back as such`, () => {
    const receipt = { ...deepest(3, 'SN0001'), outcome }
    assert.deepEqual(readReceipt(receiptWord(receipt)), receipt)
  })

test('a receipt may be typed in small letters and broken into lines', () => {
  const receipt = deepest(5, 'SN0001')
  const typed = receiptWord(receipt)
    .toLowerCase()
    .match(/.{1,40}/g)!
    .join('\n  ')
  assert.deepEqual(readReceipt(typed), receipt)
})

test('every letter of a receipt that is misread is noticed', () => {
  const word = receiptWord(deepest(2, 'SN0001'))
  for (let at = 0; at < word.length; at += 1)
    for (const letter of ['A', '7', 'Q']) {
      if (word[at] === letter) continue
      assert.equal(
        typeof readReceipt(`${word.slice(0, at)}${letter}${word.slice(at + 1)}`),
        'string',
        `${at} ${letter}`,
      )
    }
  for (let length = 0; length < word.length; length += 1)
    assert.equal(typeof readReceipt(word.slice(0, length)), 'string', `${length} letters`)
})

test('a receipt with another leaf, place or root is none, whatever its check says', () => {
  const good = deepest(4, 'SN0001')
  const leaf = leafHash(Buffer.from('another'))
  for (const change of [{ leaf }, { root: leaf }, { seq: 14 }, { size: 17 }, { path: good.path.slice(1) }])
    assert.equal(readReceipt(receiptWord({ ...good, ...change })), 'its path does not lead to its checkpoint')
})

test('a lab log gives no receipts and says why', async (t) => {
  const { dir } = await twelve(scratch(t))
  await assert.rejects(
    receiptsOf(dir, () => true),
    fault('audit/no-receipt-in-lab'),
  )
})

test('a production log gives a receipt for each result, and each is an anchor of the log', async (t) => {
  const { dir, vkey } = await twelve(scratch(t), 'production')
  const receipts = await receiptsOf(dir, () => true)
  assert.deepEqual(
    receipts.map(({ receipt }) => [receipt.seq, receipt.size, receipt.serial, receipt.outcome, receipt.path.length]),
    [
      [4, 5, 'SN-at-1', 'injected', 1],
      [7, 8, 'SN-at-2', 'injected', 3],
      [10, 11, 'SN-at-3', 'injected', 2],
    ],
  )
  for (const one of receipts) {
    const text = receiptText(one)
    assert.match(text, /结果 outcome: 灌装成功 injected\n设备 device: SN-at-\d\n/)
    const view = await verifyDirectory(dir, { vkey, anchors: [anchorIn(text, 'receipt')] })
    assert.deepEqual([view.verdict, view.reasons, view.trust.anchoredTo], ['pass', [], one.receipt.size - 1])
  }
})

test('a receipt shows a log in which its record is another, and one that was cut before it', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder, 'production')
  const before = copy(dir, folder)
  await withLog(dir, (log) => attempt(log, 'at-4', 'SN-4', 'injected'))
  await withLog(before, (log) => attempt(log, 'at-4', 'SN-5', 'injected'))
  const [one] = await receiptsOf(dir, ({ body }) => body.attempt === 'at-4')
  const judged = async (text: string) => {
    const { verdict, firstBad, reasons } = await verifyDirectory(before, { anchors: [anchorIn(text, 'receipt')] })
    return [verdict, firstBad, ...reasonCodes(reasons)]
  }
  assert.deepEqual(await judged(receiptText(one!)), ['fail', 15, 'other-root'])
  const [own] = await receiptsOf(before, ({ body }) => body.attempt === 'at-4')
  assert.deepEqual(await judged(receiptText(own!)), ['pass', null])
  const forged = receiptWord({ ...own!.receipt, serial: 'SN-6' })
  assert.deepEqual(await judged(forged), ['fail', 15, 'other-record'])
  assert.deepEqual(await judged(receiptWord({ ...own!.receipt, outcome: 'refused' })), ['fail', 15, 'other-record'])
})

test('a log that was tampered with gives no receipts', async (t) => {
  const { dir } = await twelve(scratch(t), 'production')
  const bytes = fs.readFileSync(segment(dir))
  bytes[300]! ^= 1
  fs.writeFileSync(segment(dir), bytes)
  await assert.rejects(
    receiptsOf(dir, () => true),
    fault('audit/suspect'),
  )
})

test('a sheet of labels and a table hold what a terminal calls itself as plain text', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder, 'production')
  const serial = '=1+<b>"&\u0027'
  await withLog(dir, async (log) => {
    await log.append('attempt-intent', intent('at-9'), by)
    await log.arm(armed('at-9', serial), by)
    await log.append('attempt-result', { ...result('at-9', 'injected', serial), device: device(serial) }, by)
  })
  const receipts = await receiptsOf(dir, ({ body }) => body.attempt === 'at-9')
  const facts = {
    run: '2026-11-22/网点 07',
    stationId: 'st-1',
    verdict: 'whole',
    root: 'r',
    made: '2026-11-22T08:00:00.000Z',
  }
  const html = labelSheet(receipts, facts)
  assert.ok(html.includes('=1+&#60;b&#62;&#34;&#38;&#39;'), html.replace(/<svg.*?<\/svg>/g, ''))
  assert.ok(!html.includes('<b>') && !html.includes('<script'))
  assert.ok(html.includes('2026-11-22/网点 07') && html.includes('灌装成功'))
  assert.match(
    receiptsCsv(receipts),
    /^"seq","wall",.*\r\n"\d+","[^"]+","'=1\+<b>""&'","TMK","1","TMK","injected","08D7B4","[0-9A-F]{64}","KCVR1:[A-Z2-7]+"\r\n$/,
  )
  fs.writeFileSync(path.join(folder, 'sheet.html'), html)
})
