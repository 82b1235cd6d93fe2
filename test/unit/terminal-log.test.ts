// A terminal's log: read by what it says, whatever its order, wording, dates and encoding; and what it speaks for.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { importTerminalLog, LARGEST_LOG, readTerminalLog } from '../../electron/diagnosis/terminal-log.js'
import { diagnosed, first, kase } from '../harness/diagnosis.js'

const FIELD = '6701EAD6A9AD51E51AA406E2C27FCFA98D0A74B8B651F9E9BACE9AE10000000000000000AB7153CA'
const said = (lines: readonly string[]) =>
  readTerminalLog(lines, 2026).map(({ says, line, day, code, value }) =>
    [line, day ?? '-', says, code ?? '', value ?? ''].join(' ').trimEnd(),
  )
const signIn = (change: object) =>
  kase({ expected: '8D0A74B8', reported: '123456', signIn: { field62: FIELD, wrong: ['pik', 'mak'], ...change } })

test('Chinese and English wordings, four forms of dates, and a day that holds on until the next', () => {
  assert.deepEqual(
    said([
      '2026-11-18 08:00:01 签到成功 应答码:00',
      '2026/11/19 02:11:00 firmware upgraded 2.1.0 -> 2.2.0',
      '20261119 080002 KCV CHECK',
      '终端显示：主密钥丢失',
      '11-20 08:00:00 签到 resp code=A0',
      '[INFO] heartbeat 00',
      '2026年11月21日 终端未登记 返回码 97',
      'Field39: 97',
      '密钥索引：3',
      'TID=10000001',
    ]),
    [
      '1 2026-11-18 signed-in',
      '2 2026-11-19 updated',
      '3 2026-11-19 kcv-check',
      '4 2026-11-19 keys-lost',
      '5 2026-11-20 mac-failed A0',
      '7 2026-11-21 terminal-unknown',
      '8 2026-11-21 terminal-unknown 97',
      '9 2026-11-21 key-index  3',
      '10 2026-11-21 terminal-id  10000001',
    ],
  )
})

test('a card number, a key, a response code of 00 and a day that is none say nothing', () => {
  assert.deepEqual(
    said(['PAN 6222021234567890123', 'RC=00 amount 1.00', '2026-13-41 start', '0123456789ABCDEFFEDCBA9876543210']),
    [],
  )
  assert.deepEqual(said(['2026-13-41 KCV ERROR']), ['1 - kcv-check'])
})

test('UTF-8, GB18030 and UTF-16 are read alike; what is no text, too much, or says nothing is refused', () => {
  const gb = Uint8Array.of(0xc7, 0xa9, 0xb5, 0xbd, 0xb3, 0xc9, 0xb9, 0xa6) // 签到成功
  assert.equal(importTerminalLog(gb, 2026).events[0]?.says, 'signed-in')
  assert.equal(importTerminalLog(Buffer.from('签到成功\r\nKCV CHECK\r\n'), 2026).lines, 2)
  const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('KCV CHECK\n', 'utf16le')])
  assert.equal(importTerminalLog(utf16, 2026).events.length, 1)
  const refused = (bytes: Uint8Array, code: string) =>
    assert.throws(
      () => importTerminalLog(bytes, 2026),
      (fault: unknown) => fault instanceof Fault && fault.code === code,
    )
  refused(Uint8Array.of(0x4b, 0x00, 0x43), 'diagnosis/log-not-text')
  refused(Uint8Array.of(0x4b, 0xff, 0xff), 'diagnosis/log-not-text')
  refused(Buffer.from('hello\nworld\n'), 'diagnosis/log-says-nothing')
  refused(new Uint8Array(LARGEST_LOG + 1), 'diagnosis/log-too-large')
})

test('an update between the last good sign-in and the first failure speaks for keys lost by it', async () => {
  const report = await diagnosed(
    signIn({
      terminalLog: [
        '2026-11-10 02:00:00 application updated',
        '2026-11-18 08:00:01 签到成功',
        '2026-11-19 02:11:00 firmware upgraded',
        '2026-11-19 08:00:02 KCV CHECK',
      ],
    }),
  )
  assert.equal(first(report).cause, 'keys-lost-by-update')
  assert.deepEqual(report.dates?.onset, { day: '2026-11-19', source: 'log' })
  assert.deepEqual(
    report.dates?.dates.map(({ what, at, place, because, speaksFor }) => [what, at, place, because, speaksFor]),
    [
      ['firmware', '2026-11-19', 3, 'near', 'keys-lost-by-update'],
      ['firmware', '2026-11-10', 1, 'signed-in-since', null],
    ],
  )
})

test('a change of the calendar is held against the day that the log gives; one after it, or long before, speaks for nothing', async () => {
  const report = await diagnosed(
    signIn({
      changes: [
        { what: 'hsm', at: '2026-11-17', record: 41, note: 'HSM replaced' },
        { what: 'firmware', at: '2026-11-25', record: 44 },
        { what: 'sm', at: '2026-09-01', record: 12 },
      ],
      events: [{ says: 'kcv-check', line: 7, day: '2026-11-19', code: null, value: null }],
    }),
  )
  assert.equal(first(report).cause, 'host-rekeyed')
  assert.deepEqual(
    report.dates?.dates.map(({ what, source, place, daysBefore, because }) => [
      what,
      source,
      place,
      daysBefore,
      because,
    ]),
    [
      ['hsm', 'calendar', 41, 2, 'near'],
      ['firmware', 'calendar', 44, -6, 'after'],
      ['sm', 'calendar', 12, 79, 'far'],
    ],
  )
})

test('a key index that changed in the log speaks for a wrong setting; one that is only repeated does not', async () => {
  const changed = ['2026-11-18 key index 0', '2026-11-18 签到成功', '2026-11-19 key index 2', '2026-11-19 KCV CHECK']
  const report = await diagnosed(signIn({ terminalLog: changed }))
  assert.equal(first(report).cause, 'wrong-key-index-setting')
  assert.equal(report.dates?.dates[0]?.note, '0 → 2')
  const repeated = await diagnosed(signIn({ terminalLog: changed.map((line) => line.replace('index 2', 'index 0')) }))
  assert.deepEqual(repeated.dates?.dates, [])
})

test('a terminal that says it has no key, and a host that does not know it, are believed until a good sign-in', async () => {
  const lost = await diagnosed(signIn({ terminalLog: ['2026-11-19 无主密钥'] }))
  assert.equal(first(lost).cause, 'keys-lost-by-update')
  const unknown = await diagnosed(
    signIn({ events: [{ says: 'terminal-unknown', line: 1, day: null, code: '97', value: null }] }),
  )
  assert.equal(first(unknown).cause, 'tid-binding')
  const since = await diagnosed(
    signIn({ terminalLog: ['2026-11-19 无主密钥', '2026-11-20 签到成功', '2026-11-21 KCV CHECK'] }),
  )
  assert.ok(first(since).confidence < 0.9)
})

test('without a day of the first failure no date is held against anything', async () => {
  const { dates } = await diagnosed(signIn({ changes: [{ what: 'host', at: '2026-11-17' }] }))
  assert.deepEqual([dates?.onset, dates?.dates[0]?.because, dates?.dates[0]?.speaksFor], [null, 'no-onset', null])
})
