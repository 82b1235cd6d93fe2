// The behaviours and settings of the simulated UIC / IPP pad that are its own, seen on a real pseudo-terminal to do what their rows say.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ACK,
  admin,
  BLOCK_A,
  BLOCK_B,
  BLOCK_IK,
  behaving,
  checkZero,
  EOT,
  getSerial,
  ikLoaded,
  K1,
  K2,
  KLK,
  klk,
  loadIk,
  loadKlk,
  loadZero,
  NAK,
  type SimulatedPad,
  textOf,
  transaction,
  withPad,
  zero,
} from '../harness/simulated-pad.js'

const present = admin('04FK0|D|T')
const empty = admin('040')

test('echo-differs: the echo has a good checksum and another key; EOT keeps the pad empty, ACK stores what was sent', () =>
  behaving('echo-differs', async (pad) => {
    const other = admin(`020${KLK.slice(0, -1)}0`)
    assert.equal(await pad.ask(loadZero), other)
    pad.send(EOT)
    assert.equal(await pad.exchange(checkZero), empty)
    assert.equal(await pad.exchange(loadZero), other)
    assert.equal(await pad.exchange(admin(`021${K1}`)), admin(`021${K1.slice(0, -1)}1`))
    assert.deepEqual(pad.slots(), ['TMK 1 08D7B4FB629D0885'])
  }))

test('lost-ack: the first echo comes again after its ACK, and the second ACK stores', () =>
  behaving('lost-ack ack-wait=400', async (pad) => {
    assert.equal(await pad.exchange(checkZero), empty)
    assert.equal(await pad.ask(loadZero), loadZero)
    pad.send(ACK)
    assert.equal(await pad.reply(), loadZero)
    assert.deepEqual(pad.slots(), [])
    await pad.settle()
    assert.deepEqual(pad.slots(), [zero])
    await pad.load(admin(`021${K1}`))
  }))

test('lost-ack: the answer to an initial key comes again after its ACK', () =>
  behaving('lost-ack ack-wait=400', async (pad) => {
    assert.equal(await pad.ask(loadIk), ikLoaded)
    pad.send(ACK)
    assert.equal(await pad.reply(), ikLoaded)
    await pad.settle()
  }))

test('ack-wait: an answer without ACK comes twice more, then EOT, and the load is off', () =>
  behaving('ack-wait=20', async (pad) => {
    await pad.ask(loadZero)
    assert.equal(await pad.reply(), loadZero)
    assert.equal(await pad.reply(), loadZero)
    assert.equal(await pad.hear(1), EOT)
    pad.send(ACK)
    assert.equal(await pad.ask(checkZero), empty)
  }))

test('ack-wait=never: an answer without ACK comes once, and again for every NAK', () =>
  behaving('ack-wait=never', async (pad) => {
    await pad.ask(checkZero)
    for (let round = 0; round < 5; round++) {
      pad.send(NAK)
      assert.equal(await pad.reply(), empty)
    }
    await pad.settle()
  }))

test('read-error: 06 has ACK and EOT', () =>
  behaving('read-error', async (pad) => {
    pad.send(getSerial)
    assert.equal(await pad.hear(2), ACK + EOT)
    assert.equal(await pad.exchange(checkZero), empty)
  }))

test('operator=absent: 02 has EOT instead of ACK, 90 and 94 have error 1, and other messages are carried out', () =>
  behaving('operator=absent', async (pad) => {
    pad.send(loadZero)
    assert.equal(await pad.hear(1), EOT)
    assert.equal(await pad.exchange(loadIk), '02 39 31 31 31 03 0B'.replaceAll(' ', ''))
    assert.equal(await pad.exchange(transaction('94')), transaction('9111'))
    assert.equal(await pad.exchange(admin('081')), admin('080'))
    assert.equal(await pad.exchange(checkZero), empty)
    assert.deepEqual(pad.slots(), [])
  }))

test('operator=once: a presence check ends key-inject mode, and the load behind it has EOT', () =>
  behaving('operator=once', async (pad) => {
    await pad.load(loadZero)
    assert.equal(await pad.exchange(checkZero), present)
    pad.send(admin(`021${K1}`))
    assert.equal(await pad.hear(1), EOT)
    assert.deepEqual(pad.slots(), [zero])
  }))

test('closing-eot=off: nothing follows the ACK of an answer, and EOT still follows that of an echo', () =>
  behaving('closing-eot=off', async (pad) => {
    for (const frame of [checkZero, getSerial, admin('081'), loadIk]) {
      await pad.ask(frame)
      pad.send(ACK)
    }
    await pad.load(loadZero)
    await pad.load(admin('05SN1'))
    assert.equal(await pad.exchange(admin('138')), admin('130'))
  }))

for (const [setting, heard] of [
  ['ack', ACK + ACK],
  ['silent', ACK],
] as const) {
  test(`unknown=${setting}: messages with an unknown id have ${heard === ACK ? 'nothing' : 'ACK and no more'}`, () =>
    behaving(`unknown=${setting}`, async (pad) => {
      for (const frame of [admin('01'), admin('90'), transaction('02'), transaction('Z62.'), admin('M04'), admin('')]) {
        pad.send(frame + checkZero)
        assert.equal(await pad.hear(heard.length / 2), heard)
        assert.equal(await pad.reply(), empty)
        await pad.settle()
      }
    }))
}

test('attributes=off: a key that is there is F and no more', () =>
  behaving('attributes=off', async (pad) => {
    await pad.load(loadZero)
    assert.equal(await pad.exchange(checkZero), '0F3034460E4C')
  }))

test("blocks=stated: the page's block of version B, and one of version A with an initial key, have not the stated sizes", () =>
  behaving('blocks=stated', async (pad) => {
    const IK_A = 'A0096B1TX00N0100KS18FFFF9876543210E00000D1C9F5CEA8849115F2ACFC96B2BBAD49B98CFD7E6EFDA66712AEF09A'
    await pad.load(loadKlk)
    assert.equal(await pad.exchange(admin(`021${BLOCK_B}`)), admin('02?A'))
    await pad.load(admin(`021${BLOCK_A}`))
    assert.equal(await pad.exchange(transaction(`90${IK_A}`)), transaction('911A'))
    assert.equal(await pad.exchange(transaction(`90${BLOCK_IK}`)), ikLoaded)
  }))

test('usage-check=any: a MAC key is taken among the PIN keys, and a usage that is none is not', () =>
  behaving('usage-check=any', async (pad) => {
    await pad.load(admin(`021${K1}|M3G`))
    assert.equal(textOf(await pad.exchange(admin('041'))), '04FM3|G|T')
    assert.equal(await pad.exchange(admin(`021${K2}|ZZG`)), admin('02?E'))
  }))

for (const [setting, same, other] of [
  ['any', '2', '2'],
  ['slot', '2', null],
  ['taken', null, null],
] as const) {
  test(`duplicates=${setting}: the same key has ${same ?? 'no refusal'} in its own slot and ${other ?? 'none'} in another`, () =>
    behaving(`duplicates=${setting}`, async (pad) => {
      await pad.load(loadZero)
      const outcome = (frame: string, code: string | null) => (code === null ? frame : admin(`02?${code}`))
      assert.equal(await pad.exchange(loadZero), outcome(loadZero, same))
      assert.equal(await pad.exchange(admin(`021${KLK}`)), outcome(admin(`021${KLK}`), other))
      assert.equal(await pad.exchange(transaction(`90${KLK}FFFF9876543210E00000`)), ikLoaded)
    }))
}

const afterThree = async (pad: SimulatedPad) => {
  await pad.load(admin(`020${K1}`))
  await pad.load(loadKlk)
  await pad.load(admin(`021${BLOCK_A}`))
  await pad.load(admin(`022${K2}`))
  return pad.slots()
}
const wipes: readonly (readonly [setting: string, left: readonly string[]])[] = [
  ['each', ['TMK 2 D2B91CC5A758BB08']],
  ['first', ['TMK 0 08D7B4FB629D0885', klk, 'TMK 1 6AEB1DC46E097FC5', 'TMK 2 D2B91CC5A758BB08']],
  ['none', ['TMK 0 08D7B4FB629D0885', klk, 'TMK 1 6AEB1DC46E097FC5', 'TMK 2 D2B91CC5A758BB08']],
]
for (const [setting, left] of wipes) {
  test(`clear-wipe=${setting}: clear loads erase as it says, and blocks erase nothing`, () =>
    behaving(`clear-wipe=${setting}`, async (pad) => assert.deepEqual(await afterThree(pad), left)))
}

test('clear-wipe=first: the first clear load after a new authentication erases, and none does with clear-wipe=none', async () => {
  for (const [setting, left] of [
    ['first', ['TMK 1 08D7B4FB629D0885']],
    ['none', [zero, 'TMK 1 08D7B4FB629D0885']],
  ] as const) {
    await behaving(`clear-wipe=${setting}`, async (pad) => {
      await pad.load(loadZero)
      await pad.exchange(checkZero)
      await pad.load(admin(`021${K1}`))
      assert.deepEqual(pad.slots(), left)
    })
  }
})

test('load-limit=0: no load is taken', () =>
  behaving('load-limit=0', async (pad) => {
    assert.equal(await pad.exchange(loadZero), admin('02?F'))
    assert.equal(await pad.exchange(loadIk), transaction('911F'))
  }))

test('ksn=checked: a serial number of another form, or with a counter, has 4; otherwise it is taken', async () => {
  const odd = ['0000987654321000000A', 'FFFF9876543210E00001', '1FFF9876543210E00000']
  for (const [setting, answer] of [
    ['ksn=checked', transaction('9114')],
    ['ksn=any', ikLoaded],
  ] as const) {
    await behaving(setting, async (pad) => {
      for (const ksn of odd) assert.equal(await pad.exchange(transaction(`90${K1}${ksn}`)), answer, ksn)
      assert.equal(await pad.exchange(loadIk), ikLoaded)
    })
  }
})

test('strict-rate: at another rate than its own it is not understood, and does nothing', () =>
  withPad({ behave: ['strict-rate'], baud: 9_600 }, async (pad) => {
    pad.send(loadZero)
    assert.notEqual(await pad.hear(1), '')
    assert.deepEqual(pad.slots(), [])
  }))
