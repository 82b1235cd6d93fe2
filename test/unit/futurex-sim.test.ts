// The simulated Futurex-style receiver by literal frames over a real pseudo-terminal: loads in both dialects, serial number, deletion.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SerialPort } from 'serialport'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import {
  A128,
  A192,
  A256,
  behaving,
  framed,
  IK,
  IK_UNDER_K1,
  K1,
  K2,
  K2_UNDER_K1,
  KSN,
  k1Loaded,
  kcvs,
  ktk,
  type LoadFields,
  load,
  loadFx,
  loadK1,
  loadKtk,
  NO_KSN,
  readSerial,
  tmk1,
  underK1,
  withReceiver,
} from '../harness/simulated-futurex.js'

test('the test builds the frames of the protocol page', () => {
  assert.equal(framed(load()), loadK1.replaceAll(' ', ''))
  assert.equal(load(), `0201010001${'00'}08D70000${'0'.repeat(20)}020${K1}000`)
  assert.equal(framed('03'), readSerial.replaceAll(' ', ''))
  assert.equal(framed('020008D7'), k1Loaded)
})

test('TMK K1 loads in clear by the frame of the page, and its check value is in the answer', () =>
  behaving('', async (receiver) => {
    assert.equal(await receiver.ask(loadK1), k1Loaded)
    assert.deepEqual(receiver.slots(), [tmk1])
  }))

test('a serial port opens it and loads a key', async () => {
  const simulator = await startSimulator(simulatorOf('futurex'))
  const port = new SerialPort({ path: simulator.path, baudRate: 115_200 })
  const heard = await new Promise<Buffer>((resolve) => {
    let bytes = Buffer.alloc(0)
    port.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      if (bytes.length >= 11) resolve(bytes)
    })
    port.write(Buffer.from(loadK1.replaceAll(' ', ''), 'hex'))
  })
  assert.equal(heard.toString('hex').toUpperCase(), k1Loaded)
  await new Promise((closed) => port.close(closed))
  await simulator.stop()
})

const clear: readonly (readonly [fields: LoadFields, slot: string])[] = [
  [{ slot: '00', key: IK, kcv: 'AF8C' }, `TMK 0 ${kcvs.IK}`],
  [{ slot: '0A', key: IK, kcv: 'AF8C' }, `TMK 10 ${kcvs.IK}`],
  [{ slot: '63', key: K2, kcv: 'D2B9' }, `TMK 99 ${kcvs.K2}`],
  [{ type: '02', key: IK, kcv: 'AF8C', ksn: KSN }, `IK 1 ${kcvs.IK}`],
  [{ type: '03', key: IK, kcv: 'AF8C', ksn: KSN }, `IK 1 ${kcvs.IK}`],
  [{ type: '04' }, `TAK 1 ${kcvs.K1}`],
  [{ type: '05' }, `TPK 1 ${kcvs.K1}`],
  [{ type: '06' }, `TLK 1 ${kcvs.K1}`],
  [{ type: '08' }, `KEK 1 ${kcvs.K1}`],
  [{ type: '0B', key: A128, kcv: '7DF7', ksn: KSN }, 'IK 1 7DF76B0C1AB899B3 aes'],
  [{ type: '0C' }, `TDK 1 ${kcvs.K1}`],
  [{ type: '10', key: A256, kcv: 'E568' }, 'KEK 1 E568F68194CF76D6 aes'],
  [{ key: `${K1}6AC292FAA1315B4D`, kcv: 'A60B' }, 'TMK 1 A60BD533BC71C908'],
]
test('clear keys of every type load into their slots, each with its own check value', () =>
  behaving('', async (receiver) => {
    for (const [fields, slot] of clear) {
      assert.equal(await receiver.say(load(fields)), `0200${fields.kcv ?? '08D7'}`, slot)
      assert.deepEqual(receiver.slots(), [slot])
      assert.equal(await receiver.say('05'), '0500')
    }
  }))

test('the halves of a key are not exchanged', () =>
  behaving('', async (receiver) => {
    const exchanged = IK.slice(16) + IK.slice(0, 16)
    assert.equal(await receiver.say(load({ key: exchanged, kcv: 'AF8C' })), '02120000')
    assert.equal(await receiver.say(load({ key: exchanged, kcv: '1467' })), '02001467')
    assert.deepEqual(receiver.slots(), ['TMK 1 14677BE1B942A649'])
  }))

test('keys load under a KTK that is loaded, in ECB', () =>
  behaving('', async (receiver) => {
    assert.equal(await receiver.say(loadKtk), '020008D7')
    assert.equal(await receiver.say(load({ ...underK1, type: '05', key: K2_UNDER_K1, kcv: 'D2B9' })), '0200D2B9')
    assert.equal(
      await receiver.say(load({ ...underK1, type: '03', key: IK_UNDER_K1, kcv: 'AF8C', ksn: KSN })),
      '0200AF8C',
    )
    const triple = '1A4D672DCA6CB3351FD1B02B237AF9AED6BAB875F2793572'
    assert.equal(await receiver.say(load({ ...underK1, type: '04', key: triple, kcv: 'A60B' })), '0200A60B')
    const aes = '20C3CA6028419ED2CAAF7D5204BCF5F8'
    assert.equal(await receiver.say(load({ ...underK1, type: '10', key: aes, kcv: '7DF7' })), '02007DF7')
    assert.deepEqual(receiver.slots(), [
      ktk,
      `TPK 1 ${kcvs.K2}`,
      `IK 1 ${kcvs.IK}`,
      'TAK 1 A60BD533BC71C908',
      'KEK 1 7DF76B0C1AB899B3 aes',
    ])
  }))

test('a key loads under a KTK in the message, and that KTK is not kept', () =>
  behaving('', async (receiver) => {
    const fields = { encryption: '02', ktkKcv: '08D7', key: IK_UNDER_K1, kcv: 'AF8C', ktk: K1 }
    assert.equal(await receiver.say(load(fields)), '0200AF8C')
    assert.deepEqual(receiver.slots(), [`TMK 1 ${kcvs.IK}`])
    const aes = '27227269D1CF1058130EA81E45FB95E7'
    const underAes = { encryption: '02', ktkKcv: 'E568', type: '0B', ksn: KSN, key: aes, kcv: '7DF7', ktk: A256 }
    assert.equal(await receiver.say(load(underAes)), '02007DF7')
  }))

const fx: readonly (readonly [fields: LoadFields, slot: string])[] = [
  [{}, tmk1],
  [{ slot: '10', type: '05', key: IK, kcv: 'AF8C' }, `TPK 10 ${kcvs.IK}`],
  [{ slot: '99', type: '03', key: IK, kcv: 'AF8C', ksn: KSN }, `IK 99 ${kcvs.IK}`],
  [{ algorithm: '01', key: `${K1}6AC292FAA1315B4D`, kcv: 'A60B' }, 'TMK 1 A60BD533BC71C908'],
  [{ algorithm: '02', type: '05', key: A128, kcv: '7DF7' }, 'TPK 1 7DF76B0C1AB899B3 aes'],
  [{ algorithm: '03', type: '0C', key: A192, kcv: '2245' }, 'TDK 1 22452D8E49A8A593 aes'],
  [{ algorithm: '04', type: '06', key: A256, kcv: 'E568' }, 'TLK 1 E568F68194CF76D6 aes'],
]
test('dialect fx: slots in decimal, lengths in bytes, algorithm and count, with total and index at each of their places', async () => {
  for (const at of ['end', 'after-subtype', 'after-ksn'] as const) {
    await behaving(`dialect=fx total-index=${at}`, async (receiver) => {
      for (const [fields, slot] of fx) {
        assert.equal(await receiver.say(loadFx(fields, at)), `0200${fields.kcv ?? '08D7'}`, slot)
        assert.deepEqual(receiver.slots(), [slot])
        assert.equal(await receiver.say('05'), '0500')
      }
    })
  }
})

test('dialect fx: the length of a double-length key is 010, and a key comes under an AES KTK', () =>
  behaving('dialect=fx', async (receiver) => {
    const payload = loadFx()
    assert.equal(payload, `020101000100000008D70000${NO_KSN}010${K1}000001001`)
    assert.equal(await receiver.say(payload), '020008D7')
    await receiver.say(loadFx({ slot: '03', type: '06', algorithm: '04', key: A256, kcv: 'E568' }))
    const aes = { encryption: '01', ktkSlot: '03', ktkKcv: 'E568', algorithm: '02', type: '05' }
    assert.equal(
      await receiver.say(loadFx({ ...aes, key: '27227269D1CF1058130EA81E45FB95E7', kcv: '7DF7' })),
      '02007DF7',
    )
    assert.deepEqual(receiver.slots().slice(1), ['TLK 3 E568F68194CF76D6 aes', 'TPK 1 7DF76B0C1AB899B3 aes'])
  }))

test('each dialect refuses the load of the other with 03, and changes nothing', async () => {
  await behaving('', async (receiver) => {
    assert.equal(await receiver.say(loadFx()), '02030000')
    assert.deepEqual(receiver.slots(), [])
  })
  await behaving('dialect=fx', async (receiver) => {
    assert.equal(await receiver.ask(loadK1), framed('02030000'))
    assert.deepEqual(receiver.slots(), [])
  })
})

test('the serial number is read by the frame of the page, written, and read again', () =>
  withReceiver({ serial: 'SN0001' }, async (receiver) => {
    assert.equal(await receiver.ask(readSerial), framed('0300SN0001          '))
    assert.equal(await receiver.say('04ABCDEFGH12345678'), '0400')
    assert.equal(await receiver.say('03'), '0300ABCDEFGH12345678')
    assert.equal(await receiver.say('04SHORT'), '0403')
    assert.equal(await receiver.say('04ABCDEFGH1234567\x07'), '0404')
    assert.equal(await receiver.say('03'), '0300ABCDEFGH12345678')
  }))

test('one key is deleted by slot and type, and all are', () =>
  behaving('', async (receiver) => {
    for (const type of ['01', '05', '06'])
      await receiver.say(load({ type, slot: '0A', key: keyFor[type]!, kcv: kcvFor[type]! }))
    assert.equal(await receiver.say('060A05'), '0600')
    assert.deepEqual(receiver.slots(), [`TMK 10 ${kcvs.K1}`, `TLK 10 ${kcvs.IK}`])
    assert.equal(await receiver.say('05'), '0500')
    assert.deepEqual(receiver.slots(), [])
    assert.equal(await receiver.say('05'), '0500')
  }))
const keyFor: Record<string, string> = { '01': K1, '05': K2, '06': IK }
const kcvFor: Record<string, string> = { '01': '08D7', '05': 'D2B9', '06': 'AF8C' }

test('dialect fx: the slot of a deletion is decimal', () =>
  behaving('dialect=fx', async (receiver) => {
    await receiver.say(loadFx({ slot: '10' }))
    assert.equal(await receiver.say('060A01'), '0604')
    assert.equal(await receiver.say('061001'), '0600')
    assert.deepEqual(receiver.slots(), [])
  }))

test('it answers the idle poll', () =>
  behaving('', async (receiver) => assert.equal(await receiver.say('0100|POLL'), '0110|ACK')))

test('no key is left in memory when the simulator has stopped', async () => {
  const before = liveSecrets()
  await behaving('stale', async (receiver) => {
    await receiver.say(loadKtk)
    await receiver.ask(loadK1)
    await receiver.say(load({ encryption: '02', ktkKcv: '08D7', key: IK_UNDER_K1, kcv: 'AF8C', ktk: K1 }))
    await receiver.say(load({ kcv: '0000' }))
    assert.equal(liveSecrets(), before + 2)
  })
  assert.equal(liveSecrets(), before)
})
