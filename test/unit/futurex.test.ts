// What the Futurex-style driver makes of requests and answers, beside the transcripts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LoadMaterial, LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { resultCodes } from '../../electron/devices/futurex/codes.js'
import { futurex } from '../../electron/devices/futurex/index.js'
import { openSecret, ticket } from '../wire/memory-line.js'
import { BLOCK, block, clear, fault, frame, K1, KTK, key, setUp, textOf, tmk } from './futurex-setup.js'

test('every usage is echoed, in two bytes that nothing can read back, in slots 0 to 99', () => {
  for (const dialect of ['fxpy', 'fx']) {
    const rows = futurex.loads({ dialect })
    assert.deepEqual(
      rows.map(({ usage }) => usage),
      ['TMK', 'IK', 'TAK', 'TPK', 'KEK', 'TLK', 'TDK'],
    )
    for (const row of rows) {
      assert.deepEqual([row.provenance, row.kcvBytes, row.readBack], ['echoed', [2], false])
      assert.deepEqual([row.slots, row.travels, row.under], [[0, 99], 'either', ['KEK', 'TLK']])
    }
  }
  const of = (dialect: string, usage: string) => futurex.loads({ dialect }).find((row) => row.usage === usage)!
  assert.deepEqual(of('fxpy', 'TMK').algorithms, ['tdes'])
  assert.deepEqual(of('fx', 'TMK').algorithms, ['tdes', 'aes'])
  assert.deepEqual([of('fx', 'IK').algorithms, of('fx', 'IK').forms], [['tdes'], ['initial-key']])
  assert.deepEqual(of('fx', 'TPK').forms, ['components', 'cryptogram', 'key-block'])
})

test('both ends of the slots, as each dialect writes them', async () => {
  const written: [SettingValues, number, string][] = [
    [{}, 0, '00'],
    [{}, 10, '0A'],
    [{}, 99, '63'],
    [{ dialect: 'fx' }, 0, '00'],
    [{ dialect: 'fx' }, 10, '10'],
    [{ dialect: 'fx' }, 99, '99'],
  ]
  for (const [settings, slot, digits] of written) {
    const { line, clock, session } = setUp(settings)
    await clock.until(session.load(tmk({ slot }), ticket))
    await clock.until(session.erase!({ usage: 'TMK', slot }, ticket))
    assert.deepEqual(
      line.sent.map((sent) => textOf(sent).slice(0, sent.length > 20 ? 6 : 4)),
      [`0201${digits}`, `06${digits}`],
    )
  }
})

test('what does not fit is refused before the ticket is spent, and already when the erase gate asks', async () => {
  const secret = (length: number): LoadMaterial => ({ form: 'clear', secret: openSecret('A1'.repeat(length)) })
  const initial = (length: number, ksn = 10): LoadMaterial => ({
    form: 'initial-key',
    secret: openSecret('A1'.repeat(length)),
    ksn: new Uint8Array(ksn),
    key: null,
  })
  const aes = { method: 'aes-zeros', hex: 'D5C825' } as const
  const cases: [Partial<LoadRequest>, SettingValues?][] = [
    [{ slot: -1 }],
    [{ slot: 100 }],
    [{ slot: 1.5 }],
    [{ under: { usage: 'TMK', slot: 1, kcv: '08D7' } }],
    [{ under: { ...KTK, slot: 100 }, material: block }],
    [{ under: KTK }],
    [{ material: { form: 'wrapped', secret: key, key } }],
    [{ material: { form: 'cryptogram', bytes: new Uint8Array(16) } }],
    [{ material: { form: 'cryptogram', bytes: new Uint8Array(8) }, under: KTK }],
    [{ material: block }],
    [{ material: { form: 'key-block', block: BLOCK.slice(1) }, under: KTK }],
    [{ material: { form: 'key-block', block: BLOCK.slice(0, -1) }, under: KTK }],
    [{ material: { form: 'key-block', block: BLOCK.replace('P0', '\x03\x02') }, under: KTK }],
    [{ material: { form: 'key-block', block: `B4096${'0'.repeat(4091)}` }, under: KTK }],
    [{ material: secret(8) }],
    [{ material: secret(32) }],
    [{ algorithm: 'des', material: secret(8) }],
    [{ algorithm: 'aes', expected: aes }],
    [
      { algorithm: 'aes', expected: aes, under: KTK, material: { form: 'wrapped', secret: key, key } },
      { dialect: 'fx' },
    ],
    [
      { algorithm: 'aes', expected: aes },
      { dialect: 'fx', 'aes-kcv': 'aes-cmac' },
    ],
    [{ usage: 'IK' }],
    [{ material: initial(16) }],
    [{ usage: 'IK', material: initial(24) }],
    [{ usage: 'IK', material: initial(16, 12) }],
    [{ usage: 'IK', material: block, under: KTK }],
    [{ expected: null }],
    [{ expected: { method: 'tdes-cmac', hex: '08D7B4FB62' } }],
    [{ expected: { method: 'tdes-zeros', hex: '08' } }],
    [{ material: block, under: { usage: 'KEK', slot: 1 } }],
    [{ material: block, under: { usage: 'KEK', slot: 1, kcv: null } }],
  ]
  for (const [index, [over, settings]] of cases.entries()) {
    const { line, clock, session } = setUp(settings)
    assert.throws(() => session.erases(tmk(over)), fault('devices/cannot-load'), `case ${index}`)
    await assert.rejects(clock.until(session.load(tmk(over), ticket)), fault('devices/cannot-load'))
    assert.deepEqual([line.sent, line.tickets], [[], []])
  }
  assert.equal(setUp().session.erases(tmk()), null)
})

test('a clear key leaves as a secret in upper-case hex, one under its KTK enciphered by the setting’s mode', async () => {
  const partOf = async (settings: SettingValues, over: Partial<LoadRequest>) => {
    const { line, clock, session } = setUp(settings)
    await clock.until(session.load(tmk(over), ticket))
    const parts = line.layouts[0]!.parts.filter((part) => 'secret' in part)
    assert.equal(parts.length, 1)
    return parts[0]!
  }
  assert.deepEqual(await partOf({}, {}), { secret: key, coding: 'hex' })
  const wrapped = { material: { form: 'wrapped', secret: key, key }, under: KTK } as const
  assert.deepEqual(await partOf({}, wrapped), {
    secret: key,
    coding: 'hex',
    under: { key, cipher: 'tdes', mode: 'ecb', iv: null },
  })
  assert.deepEqual(await partOf({ 'under-mode': 'cbc' }, wrapped), {
    secret: key,
    coding: 'hex',
    under: { key, cipher: 'tdes', mode: 'cbc', iv: new Uint8Array(8) },
  })
})

test('an AES key says its length by its algorithm, and its check value by the setting’s method', async () => {
  for (const [bytes, said, length] of [
    [16, '02', '010'],
    [24, '03', '018'],
    [32, '04', '020'],
  ] as const) {
    const { line, clock, session } = setUp({ dialect: 'fx', 'aes-kcv': 'aes-cmac' }, () => '0200B1C2')
    const material = { form: 'clear', secret: openSecret('5A'.repeat(bytes)) } as const
    const expected = { method: 'aes-cmac', hex: 'B1C2D3E4F5' } as const
    const reply = await clock.until(session.load(tmk({ algorithm: 'aes', material, expected }), ticket))
    const text = textOf(line.sent[0]!)
    assert.deepEqual([text.slice(12, 14), text.slice(16, 20), text.slice(44, 47)], [said, 'B1C2', length])
    assert.deepEqual(reply.kind === 'accepted' && reply.reported, { method: 'aes-cmac', hex: 'B1C2' })
  }
})

test('a check value in the answer that is another one is told as it came', async () => {
  const { clock, session } = setUp({}, () => '0200D2B9')
  assert.deepEqual(await clock.until(session.load(tmk(), ticket)), {
    kind: 'accepted',
    code: '00',
    reported: { method: 'tdes-zeros', hex: 'D2B9' },
    provenance: 'echoed',
  })
})

test('every code of the page is refused with its meaning in both languages, and 12 alone disagrees', async () => {
  const page = '01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 18 19 1A 1B 1C 1D 2A'.split(' ')
  assert.deepEqual(Object.keys(resultCodes).sort(), ['00', ...page])
  for (const code of page) {
    const { clock, session } = setUp({}, () => `02${code.toLowerCase()}`)
    const reply = await clock.until(session.load(tmk(), ticket))
    assert.ok(reply.kind === 'refused')
    assert.deepEqual([reply.code, reply.kcvDisagrees], [code, code === '12'])
    assert.ok(reply.meaning.zh && reply.meaning.en && !reply.meaning.en.includes('not known'))
  }
})

test('neither key nor check value is in the trace', async () => {
  const { line, clock, session } = setUp({}, () => '020008D7SN00000000000001MODEL-7')
  await clock.until(
    session.load(tmk({ material: { form: 'cryptogram', bytes: new Uint8Array(16).fill(0xa5) }, under: KTK }), ticket),
  )
  await clock.until(session.load(tmk(), ticket))
  // 08D7, 0123 and A5A5 as the ASCII that they travel as.
  assert.doesNotMatch(line.traced.join('\n'), /30384437|30313233|41354135/)
  assert.match(line.traced.join('\n'), /kcv ··4 ktk-kcv ··4 .* key ··32 .*\n← load-key #1 3030 ··27/)
})

test('what was heard during a load is wiped: on a line that echoes it holds the key', async () => {
  const { line, clock, session } = setUp({}, () => null)
  line.answer = (sent) => clock.after(5, () => line.say(sent + frame('020008D7')))
  assert.equal((await clock.until(session.load(tmk(), ticket))).code, '00')
  assert.equal(line.chunks.length, 1)
  assert.ok(line.chunks[0]!.length > K1.length && line.chunks[0]!.every((byte) => byte === 0))
})

test('after a load without an answer the next command waits a whole deadline of silence', async () => {
  const { line, clock, session } = setUp({}, (text) => (text === '03' ? '0300SN00000000000001' : null))
  await assert.rejects(clock.until(session.load(tmk(), ticket)), fault('wire/silent'))
  const ended = clock.now()
  // The late answer is nobody's.
  clock.after(4000, () => line.say(frame('020008D7')))
  await clock.until(session.identify())
  assert.ok(clock.now() - ended >= 14_000)
  assert.equal(line.tickets.length, 1)
})

test('every setting has its default among its values', () => {
  for (const setting of futurex.settings) assert.ok(setting.values.includes(setting.default), setting.name)
  assert.deepEqual(futurex.line, { baud: 115_200, dataBits: 8, parity: 'none', stopBits: 1 })
  assert.equal(futurex.matches({ path: '/dev/ttyUSB0', vendorId: '067b', productId: null, serialNumber: null }), false)
})

test('closing the session ends who waits', async () => {
  const { line, clock, session } = setUp({}, () => null)
  const answer = session.load(tmk({ material: clear }), ticket)
  await clock.advance(10)
  await session.close()
  await assert.rejects(answer, fault('wire/gone'))
  assert.ok(line.closed)
})
