// `dukpt initial-key` and `dukpt working-key` as their users have them: lines in, lines out, an exit code.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { liveSecrets } from '../../electron/keys/vault.js'
import { cliHere as run } from '../harness/cli-here.js'

let alive = 0
beforeEach(() => {
  alive = liveSecrets()
})
afterEach(() => assert.equal(liveSecrets(), alive, 'a secret was left alive'))

const ansi = { bdk: '0123456789ABCDEFFEDCBA9876543210', ksn: 'FFFF9876543210E00000' }
const tdes = { bdk: '666B726AC9DB0BE953849F6347E26754', ksn: 'FFFF66B7CC3077200001' }
const aes128 = { bdk: 'E9809FB01DAEAE796CEA72BBD8C839C3', ksn: '7325DF5EB6FD715D00000001' }
const aes256 = {
  bdk: 'E16CE1C67D04C25021E7C021CCFC49A916A9580A007F73BE14C18EF4DF2E022D',
  ksn: '932AFDBE142DA5A300000001',
}

test('initial-key tells the check values of initial key and base key, whatever the counter', async () => {
  const { code, out } = await run('dukpt initial-key --scheme tdes', [
    ansi,
    { ...ansi, ksn: 'FFFF9876543210EFF800' },
    tdes,
  ])
  assert.equal(code, 0)
  assert.deepEqual(out, [
    '{"line":1,"initialKey":{"kcv":"AF8C07","method":"tdes-zeros"},"bdk":{"kcv":"08D7B4"}}',
    '{"line":2,"initialKey":{"kcv":"AF8C07","method":"tdes-zeros"},"bdk":{"kcv":"08D7B4"}}',
    '{"line":3,"initialKey":{"kcv":"0C90F4","method":"tdes-zeros"},"bdk":{"kcv":"F0033F"}}',
  ])
})

test('AES keys have check values by CMAC, five bytes', async () => {
  const { code, out } = await run('dukpt initial-key --scheme aes', [aes128, aes256])
  assert.equal(code, 0)
  assert.deepEqual(out, [
    '{"line":1,"initialKey":{"kcv":"D410B0791B","method":"aes-cmac"},"bdk":{"kcv":"C5CCBF1158"}}',
    '{"line":2,"initialKey":{"kcv":"BC9FDB5D90","method":"aes-cmac"},"bdk":{"kcv":"2A9A8A9029"}}',
  ])
})

test('working-key makes every usage of TDES', async () => {
  const usages = ['pin', 'mac-request', 'mac-response', 'data-request', 'data-response', 'mac-both', 'data-both']
  const { code, out } = await run(
    'dukpt working-key --scheme tdes',
    usages.map((usage) => ({ ...tdes, usage, algorithm: 'tdes' })),
  )
  assert.equal(code, 0)
  assert.deepEqual(
    out,
    ['C773E9', 'F94DA4', 'BB8BA6', '4A06BD', 'C149A7', 'F94DA4', '4A06BD'].map(
      (kcv, i) => `{"line":${i + 1},"workingKey":{"kcv":"${kcv}","method":"tdes-zeros"}}`,
    ),
  )
})

test('working-key makes AES keys as long as the base key, and TDES or shorter ones where named', async () => {
  const asked = [
    { usage: 'pin' },
    { usage: 'pin', algorithm: null },
    { usage: 'pin', algorithm: 'aes' },
    { usage: 'mac-request', algorithm: 'AES-192' },
    { usage: 'data-response', algorithm: 'aes128' },
    { usage: 'key-encryption', algorithm: '2TDEA' },
    { usage: 'key-derivation', algorithm: 'tdes3' },
  ]
  const { code, out } = await run(
    'dukpt working-key --scheme aes',
    asked.map((more) => ({ ...aes256, ...more })),
  )
  assert.equal(code, 0)
  assert.deepEqual(out, [
    '{"line":1,"workingKey":{"kcv":"72F71AD0D3","method":"aes-cmac"}}',
    '{"line":2,"workingKey":{"kcv":"72F71AD0D3","method":"aes-cmac"}}',
    '{"line":3,"workingKey":{"kcv":"72F71AD0D3","method":"aes-cmac"}}',
    '{"line":4,"workingKey":{"kcv":"986ABAE36A","method":"aes-cmac"}}',
    '{"line":5,"workingKey":{"kcv":"4A0FD82D50","method":"aes-cmac"}}',
    '{"line":6,"workingKey":{"kcv":"52685B","method":"tdes-zeros"}}',
    '{"line":7,"workingKey":{"kcv":"5A9C06","method":"tdes-zeros"}}',
  ])
})

test('an HMAC key has no check value', async () => {
  const { code, out } = await run('dukpt working-key --scheme aes', [
    { ...aes256, usage: 'mac-both', algorithm: 'hmac256' },
  ])
  assert.equal(code, 0)
  assert.deepEqual(out, ['{"line":1,"workingKey":{"kcv":null,"method":null}}'])
})

test('the last transaction of a device, after which it needs a new initial key, is remarked on', async () => {
  for (const [scheme, last, before] of [
    ['tdes', { ...tdes, ksn: 'FFFF66B7CC30773FF800' }, { ...tdes, ksn: 'FFFF66B7CC30773FF400' }],
    ['aes', { ...aes128, ksn: '7325DF5EB6FD715DFFFF0000' }, { ...aes128, ksn: '7325DF5EB6FD715DFFFE8000' }],
  ] as const) {
    const words = `dukpt working-key --scheme ${scheme}`
    const { code, err } = await run(words, [
      { ...before, usage: 'pin' },
      { ...last, usage: 'pin' },
    ])
    assert.deepEqual([code, err], [0, ['line 2: warning: last-transaction']])
  }
})

test('a counter that no device uses is warned of; the key that updates the initial key has none', async () => {
  const pin = { usage: 'pin' }
  const tdesRun = await run('dukpt working-key --scheme tdes', [
    { ...tdes, ksn: 'FFFF66B7CC30772003FF', ...pin },
    { ...tdes, ksn: 'FFFF66B7CC30772007FF', ...pin },
    { ...tdes, ksn: 'FFFF66B7CC3077200000', ...pin },
  ])
  assert.equal(tdesRun.code, 0)
  assert.equal(tdesRun.out[0], '{"line":1,"workingKey":{"kcv":"74E663","method":"tdes-zeros"}}')
  for (const line of tdesRun.out.slice(1))
    assert.match(line, /"method":"tdes-zeros"\},"warnings":\["counter-not-used"\]\}$/)
  const update = { bdk: '514F6C19B6797852C434158F18DCEDAE', usage: 'key-update' }
  const aesRun = await run('dukpt working-key --scheme aes', [
    { ...update, ksn: '8C7D1ACFC5108A9400000000' },
    { ...update, ksn: '8C7D1ACFC5108A94FFFFFFFF', algorithm: 'tdes2' },
    { ...aes128, ksn: '7325DF5EB6FD715D0001FFFF', ...pin },
  ])
  assert.deepEqual(aesRun.out.slice(0, 2), [
    '{"line":1,"workingKey":{"kcv":"3A269B2A2F","method":"aes-cmac"}}',
    '{"line":2,"workingKey":{"kcv":"FD5DBA","method":"tdes-zeros"}}',
  ])
  assert.match(aesRun.out[2]!, /"warnings":\["counter-not-used"\]\}$/)
})

test('a bad line names its line and field and never stops the next', async () => {
  const wrong: readonly (readonly [line: object | string, code: string, field: string | undefined])[] = [
    ['no json', 'input/not-json', undefined],
    ['["666B726AC9DB0BE953849F6347E26754"]', 'input/not-json', undefined],
    [{ ...tdes, bdk: '666B726AC9DB0BE953849F6347E2675G' }, 'keys/bad-hex', 'bdk'],
    [{ ...tdes, bdk: '666B726AC9DB0BE953849F6347E2675' }, 'keys/odd-length', 'bdk'],
    [{ ...tdes, bdk: '666B726AC9DB0BE9' }, 'keys/bad-length', 'bdk'],
    [{ ...tdes, bdk: 7 }, 'input/bad-field', 'bdk'],
    [{ ksn: tdes.ksn }, 'input/missing-field', 'bdk'],
    [{ ...tdes, bdk: null }, 'input/missing-field', 'bdk'],
    [{ ...tdes, ksn: '7325DF5EB6FD715D00000001' }, 'keys/bad-ksn', 'ksn'],
    [{ bdk: tdes.bdk }, 'input/missing-field', 'ksn'],
    [{ ...tdes, slot: 3 }, 'input/unknown-field', 'slot'],
    [`{"bdk":"${tdes.bdk}","bdk":"${tdes.bdk}","ksn":"${tdes.ksn}"}`, 'input/duplicate-field', 'bdk'],
  ]
  const lines = wrong.flatMap(([line]) => [line, tdes])
  const { code, out } = await run('dukpt initial-key --scheme tdes', lines)
  assert.equal(code, 65)
  assert.equal(out.length, lines.length)
  wrong.forEach(([, expected, field], i) => {
    const { line, fault } = JSON.parse(out[2 * i]!) as { line: number; fault: Record<string, unknown> }
    assert.deepEqual([line, fault.code, fault.line, fault.field], [2 * i + 1, expected, 2 * i + 1, field])
    assert.equal(
      out[2 * i + 1],
      `{"line":${2 * i + 2},"initialKey":{"kcv":"0C90F4","method":"tdes-zeros"},"bdk":{"kcv":"F0033F"}}`,
    )
  })
})

test('what is wrong with a key is said in a sentence that is whole', async () => {
  const { out } = await run('dukpt initial-key --scheme tdes', [{ ...tdes, bdk: '666B726AC9DB0BE' }])
  const { fault } = JSON.parse(out[0]!) as { fault: { message: string } }
  assert.equal(fault.message, 'Line 1, bdk: an odd number of hex digits (15). Expected: an even number of hex digits')
})

test('a usage or type the scheme does not have names those it has', async () => {
  const bad = async (scheme: string, line: object) => {
    const { code, out } = await run(`dukpt working-key --scheme ${scheme}`, [line])
    assert.equal(code, 65)
    const { fault } = JSON.parse(out[0]!) as { fault: { code: string; field: string; expected: string } }
    return [fault.code, fault.field, fault.expected]
  }
  assert.deepEqual(await bad('tdes', { ...tdes, usage: 'key-update' }), [
    'input/bad-field',
    'usage',
    'pin, mac-request, mac-response, mac-both, data-request, data-response, data-both',
  ])
  assert.deepEqual(await bad('tdes', { ...tdes, usage: 'pin', algorithm: 'aes128' }), [
    'input/bad-field',
    'algorithm',
    'tdes2',
  ])
  const types = 'tdes2, tdes3, aes128, aes192, aes256, hmac128, hmac192, hmac256'
  assert.deepEqual(await bad('aes', { ...aes128, usage: 'pin', algorithm: 'tdes' }), [
    'input/bad-field',
    'algorithm',
    types,
  ])
  assert.deepEqual(await bad('aes', { ...aes128, usage: 'pin', algorithm: 'hmac128' }), [
    'input/bad-field',
    'algorithm',
    'HMAC for mac-request, mac-response, mac-both',
  ])
  assert.deepEqual(await bad('aes', { ...aes128, usage: 'pin', algorithm: 'aes256' }), [
    'keys/derived-too-strong',
    'algorithm',
    'a key no stronger than the 16 bytes it comes from',
  ])
})

test('without a scheme, with a wrong one or with nothing to read it is a fault of its own', async () => {
  const code = async (words: string, lines: readonly object[]) => {
    const ran = await run(words, lines)
    return [ran.code, (JSON.parse(ran.out[0]!) as { code: string }).code]
  }
  assert.deepEqual(await code('dukpt initial-key', [tdes]), [64, 'station/usage'])
  assert.deepEqual(await code('dukpt initial-key --scheme sm4', [tdes]), [64, 'station/usage'])
  assert.deepEqual(await code('dukpt working-key --scheme aes', []), [65, 'input/empty'])
})

test('people get a line of words, remarks about published keys, and faults apart from the results', async () => {
  const { code, out, err } = await run('dukpt initial-key --scheme tdes', [ansi, 'x'], { json: false })
  assert.equal(code, 65)
  assert.deepEqual(out, ['initial key AF8C07   base key 08D7B4   tdes-zeros', '-'])
  assert.equal(err[0], 'line 1: warning: bdk: test-key')
  assert.match(err[1]!, /^Line 2: this is not JSON/)
  const chinese = await run('dukpt initial-key --scheme tdes', ['x'], { json: false, language: 'zh_CN.UTF-8' })
  assert.match(chinese.err[0]!, /^第 1 行/)
})

test('no output repeats a key, wherever it stood', async () => {
  const key = '666B726AC9DB0BE953849F6347E26754'
  const places = [
    { bdk: key, ksn: key },
    { [key]: 1 },
    { ABCDEFABCDEFABCD: 1 },
    { bdk: 'x', ksn: 'y', usage: key },
    { ksn: tdes.ksn, bdk: key, algorithm: key, usage: 'pin' },
    { bdkk: key },
    `{"bdk":"${key}"`,
    key,
  ]
  for (const command of ['initial-key', 'working-key']) {
    const { out, err } = await run(`dukpt ${command} --scheme tdes`, places)
    assert.equal(out.length, places.length)
    for (const text of [...out, ...err]) assert.ok(!/[0-9A-F]{12}/i.test(text), text)
  }
})
