// What may be a record, what is refused, and what text becomes before it is stored.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Body, bodies, type RecordType } from '../../electron/audit/bodies.js'
import { frame, frameLength, unframe } from '../../electron/audit/frame.js'
import { decodeRecord, encodeRecord, noLeaf } from '../../electron/audit/record.js'
import { tidyText } from '../../electron/audit/tidy.js'
import { Fault } from '../../electron/contract/fault.js'
import { armed, device, intent, readBack, result, simulator } from '../harness/audit.js'
import { ceremonySamples } from '../harness/ceremony.js'
import { diagnosisSamples, registerSamples } from '../harness/diagnosis.js'
import { personSamples } from '../harness/people.js'
import { stationSamples } from '../harness/station-samples.js'
import { monitorSamples } from '../harness/watch.js'

const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const hash = 'AB'.repeat(32)

const samples: { readonly [Type in RecordType]: Body<Type> } = {
  'log-created': { mode: 'lab', stationId: 'st-1', logId: 'log-1', vkey },
  'station-opened': { runtime: 'node 20.20.2', platform: 'linux x64' },
  recovered: {
    steps: [
      { what: 'torn-record', seq: null, bytes: 17, sha256: hash, file: '000000.seg-812-ABABABAB', because: null },
    ],
  },
  'clock-jumped': { byMs: -3_600_000, expected: '2026-11-22T08:00:00.000Z', across: 'run' },
  'job-drafted': {
    run: '2026-11-22/branch-07',
    lab: true,
    ports: ['/dev/pts/3'],
    keys: [
      {
        label: 'TMK',
        slot: 1,
        usage: 'TMK',
        algorithm: 'tdes',
        form: 'components',
        kcv: { method: 'tdes-zeros', bytes: 3, expected: '08D7B4', source: 'letter' },
        componentKcvs: ['A1B2C3', 'D4E5F6'],
        warnings: [],
      },
    ],
    inventory: { size: 2, sha256: hash },
    jobHash: hash,
  },
  'attempt-intent': intent('at-1'),
  'attempt-armed': armed('at-1', 'SN0001'),
  'attempt-result': result('at-1', 'injected', 'SN0001'),
  'attempt-interrupted': { attempt: 'at-1', serial: 'SN0001' },
  'attempt-read-back': readBack('at-1', 'SN0001', 'match'),
  'attempt-answer': {
    attempt: 'at-1',
    port: 'manual:1',
    question: 'reading',
    reader: 2,
    round: 1,
    said: 'value',
    kcv: '08D7B4',
    by: ['lab'],
    ms: 4200,
  },
  'attempt-closed': { attempt: 'at-1', serial: null, reason: 'device destroyed / 设备已销毁' },
  'device-refused': { port: '/dev/pts/3', device: device('SN0009'), because: 'injection/not-listed' },
  'device-qualified': {
    attempt: 'at-1',
    device: device('SN0001'),
    slot: 150,
    usage: 'TMK',
    algorithm: 'tdes',
    mode: 'load-clear',
    method: 'tdes-zeros',
    bytes: 3,
    checked: true,
    code: '04',
    erased: null,
  },
  'functional-test': { attempt: 'at-1', serial: 'SN0001', method: 'pin-block', agrees: true, code: null },
  'order-armed': {
    order: 'or-1',
    port: '/dev/pts/3',
    device: device('SN0001'),
    what: 'erase',
    to: 'TDK 6',
    slots: [{ slot: 6, usage: 'TDK', state: 'filled', kcv: '08D7B4' }],
  },
  'order-interrupted': { order: 'or-1', serial: 'SN0001' },
  'order-result': { order: 'or-1', serial: 'SN0001', result: 'done', code: '00', codeMeaning: null, fault: null },
  'simulator-started': simulator('/dev/pts/3'),
  'inventory-listed': { sha256: hash, part: 0, parts: 1, serials: ['SN0001', 'SN0002'] },
  'witness-accepted': { name: 'officer', vkey, warnings: ['one-person'] },
  'checkpoint-cosigned': { witness: 'officer', size: 12, at: '2026-11-22T08:00:00.000Z', sha256: hash },
  'log-pruned': { segment: 3, size: 900, sha256: hash, archive: { sha256: hash, size: 1000 }, warnings: [] },
  ...{ ...diagnosisSamples, ...registerSamples, ...ceremonySamples },
  'program-changed': { from: 'kcv-station 0.1.0', to: 'kcv-station 0.2.0', tests: 8 },
  'log-verified': { verdict: 'pass', size: 12 },
  ...{ ...monitorSamples, ...personSamples, ...stationSamples },
}

const draft = (type: string, body: unknown, more: object = {}) => ({
  v: 1,
  seq: 0,
  prev: noLeaf,
  nextVkey: vkey,
  bootId: 'boot-1',
  monoMs: 0,
  wall: '2026-11-22T08:00:00.000Z',
  type,
  actors: ['lab'],
  role: 'lab',
  session: null,
  station: 'st-1',
  app: 'kcv-station test',
  body,
  ...more,
})
const refusal = (type: string, body: unknown, more: object = {}): string => {
  try {
    encodeRecord(draft(type, body, more))
  } catch (error) {
    assert.ok(error instanceof Fault && error.code === 'audit/bad-record', String(error))
    return String(error.facts.problem)
  }
  return 'nothing'
}

for (const type of Object.keys(bodies) as RecordType[])
  test(`a record of type ${type} reads back as it was written`, () => {
    const { record, bytes } = encodeRecord(draft(type, samples[type]))
    assert.deepEqual(record.body, samples[type])
    assert.deepEqual(decodeRecord(bytes, 'whole'), record)
    assert.deepEqual(decodeRecord(bytes, 'looked'), record)
  })

test('the bytes of a record are canonical JSON', () => {
  assert.equal(
    encodeRecord(draft('log-verified', { verdict: 'pass', size: 12 })).bytes.toString(),
    '{"actors":["lab"],"app":"kcv-station test","body":{"size":12,"verdict":"pass"},"bootId":"boot-1","monoMs":0,' +
      `"nextVkey":"${vkey}","prev":"${noLeaf}","role":"lab","seq":0,"session":null,"station":"st-1",` +
      '"type":"log-verified","v":1,"wall":"2026-11-22T08:00:00.000Z"}',
  )
})

test('an unknown type, version or field is refused, and so is a field that is missing', () => {
  assert.equal(refusal('key-dump', {}), 'unknown type')
  assert.equal(refusal('toString', {}), 'unknown type')
  assert.equal(refusal('log-verified', { verdict: 'pass', size: 1 }, { v: 2 }), 'unknown version')
  assert.match(refusal('log-verified', { verdict: 'pass', size: 1, why: 'x' }), /unrecognized_keys/)
  assert.match(refusal('log-verified', { verdict: 'pass' }), /field "size"/)
  assert.match(refusal('log-verified', { verdict: 'pass', size: 1 }, { extra: 1 }), /unrecognized_keys/)
  assert.match(refusal('attempt-result', { ...result('at-1', 'injected', 'S'), code: undefined }), /field "code"/)
})

const clear = '0123456789ABCDEFFEDCBA9876543210'
const material: [where: string, type: RecordType, body: unknown][] = [
  ['a reason', 'attempt-closed', { ...samples['attempt-closed'], reason: `key was ${clear}` }],
  ['a reason, in lower case', 'attempt-closed', { ...samples['attempt-closed'], reason: clear.toLowerCase() }],
  ['a serial number', 'attempt-armed', armed('at-1', clear)],
  ['a model', 'attempt-armed', { ...armed('at-1', 'S'), device: { ...device('S'), model: `K21 ${clear}` } }],
  ['a warning', 'attempt-intent', { ...intent('at-1'), warnings: ['erases', clear] }],
  ['an attempt id', 'attempt-closed', { ...samples['attempt-closed'], attempt: clear.toLowerCase() }],
  ["the device's code", 'attempt-result', { ...result('at-1', 'refused', 'S'), code: clear }],
  ['a simulator behaviour', 'simulator-started', { ...simulator('/dev/pts/1'), behave: [clear] }],
]
for (const [where, type, body] of material)
  test(`16 bytes of hex in ${where} are refused, and the refusal does not repeat them`, () => {
    assert.match(refusal(type, body), /looks like key material/)
    assert.doesNotMatch(refusal(type, body), /0123456789|[0-9a-f]{16}/i)
  })

test('16 bytes of hex in the name of who acts are refused', () => {
  assert.match(refusal('log-verified', samples['log-verified'], { actors: [clear] }), /key material/)
})

test('a check value of more than 8 bytes, of odd length or in lower case is refused', () => {
  for (const expected of ['08D7B4AABBCCDDEEFF', '08D7B', '08d7b4', '']) {
    const body = { ...intent('at-1'), kcv: { ...intent('at-1').kcv, expected } }
    assert.match(refusal('attempt-intent', body), /field "kcv.expected"/, expected)
  }
})

test('31 hex digits are no key and are kept', () => {
  const body = { ...samples['attempt-closed'], reason: clear.slice(1) }
  assert.deepEqual(encodeRecord(draft('attempt-closed', body)).record.body, body)
})

test("a device's text is stored escaped, in NFC, and cut", () => {
  assert.equal(
    tidyText('K21\u001b[31m\u0000\u009b\u202e\u2028\ud800'),
    'K21\\u{1B}[31m\\u{0}\\u{9B}\\u{202E}\\u{2028}\\u{D800}',
  )
  assert.equal(tidyText('e\u0301'), '\u00e9')
  assert.equal(tidyText('x'.repeat(201)), `${'x'.repeat(199)}…`)
  assert.equal(tidyText(`${'x'.repeat(198)}😀😀`), `${'x'.repeat(198)}…`)
  assert.equal(tidyText('x'.repeat(200)), 'x'.repeat(200))
})

test('a megabyte sent as a serial number becomes a line of text', () => {
  const { record } = encodeRecord(draft('attempt-armed', armed('at-1', `SN\u0007${'xyz'.repeat(400_000)}`)))
  const { serial } = (record.body as Body<'attempt-armed'>).device
  assert.match(serial!, /^SN\\u\{7\}(xyz)+.{0,2}…$/)
  assert.equal(serial!.length, 200)
})

const damaged: [what: string, change: (text: string) => string][] = [
  ['a space', (text) => text.replace(':', ': ')],
  ['a field twice', (text) => text.replace('"seq":0', '"seq":0,"seq":0')],
  [
    'fields in another order',
    (text) =>
      text.replace('{"actors":["lab"],"app":"kcv-station test",', '{"app":"kcv-station test","actors":["lab"],'),
  ],
  ['another spelling of a number', (text) => text.replace('"size":12', '"size":1.2e1')],
  ['another escape of a letter', (text) => text.replace('"lab"', '"\\u006cab"')],
  ['text not in NFC', (text) => text.replace('"role":"lab"', '"role":"e\u0301"')],
  ['a control character', (text) => text.replace('"role":"lab"', '"role":"\\u0007"')],
  ['a byte order mark', (text) => `\ufeff${text}`],
  ['a later version', (text) => text.replace('"v":1', '"v":2')],
  ['a type not known', (text) => text.replace('log-verified', 'log-verifies')],
  ['nothing', () => ''],
  ['null', () => 'null'],
  ['deep nesting', () => '['.repeat(100_000) + ']'.repeat(100_000)],
]
for (const [what, change] of damaged)
  test(`bytes with ${what} are no record`, () => {
    const { bytes } = encodeRecord(draft('log-verified', samples['log-verified']))
    const changed = change(bytes.toString())
    assert.notEqual(changed, bytes.toString())
    assert.ok('problem' in decodeRecord(Buffer.from(changed), 'whole'))
  })

test('bytes that are not UTF-8 are no record', () => {
  assert.ok('problem' in decodeRecord(Buffer.of(0x7b, 0xff, 0x7d), 'whole'))
})

test('a frame is length, 4 bytes of SHA-256, record', () => {
  const framed = frame(Buffer.from('abc'))
  // SHA-256("abc") = BA7816BF…, FIPS 180-2.
  assert.equal(framed.toString('hex'), '00000003ba7816bf616263')
  assert.equal(frameLength(framed), 3)
  assert.equal(unframe(framed)?.toString(), 'abc')
  assert.equal(unframe(Buffer.from('00000003ba7816bf616264', 'hex')), null)
})

test('a frame of no bytes or of more than the longest is none', () => {
  assert.equal(frameLength(Buffer.from('0000000000000000', 'hex')), null)
  assert.equal(frameLength(Buffer.from('0004000100000000', 'hex')), null)
  assert.equal(frameLength(Buffer.from('0004000000000000', 'hex')), 262_144)
})
