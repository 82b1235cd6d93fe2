// Every behaviour that simulated terminals share, seen on the simulated Futurex-style receiver to do what its row says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { openPort } from '../harness/simulated.js'
import {
  behaving,
  framed,
  IK,
  K2,
  K2_UNDER_K1,
  k1Loaded,
  kcvs,
  ktk,
  load,
  loadFx,
  loadK1,
  loadKtk,
  readSerial,
  spoken,
  tmk1,
  underK1,
  withReceiver,
} from '../harness/simulated-futurex.js'

const serialRead = framed('0300FXSIM00000000001')

test('wrong-kcv: the right key is stored, and the answer has another value, computed or echoed', async () => {
  await behaving('wrong-kcv', async (receiver) => {
    assert.equal(await receiver.ask(loadK1), framed('0200F7D7'))
    assert.deepEqual(receiver.slots(), [tmk1])
  })
  await behaving('wrong-kcv dialect=fx', async (receiver) => assert.equal(await receiver.say(loadFx()), '0200F7D7'))
})

test('echo-kcv: whatever value was sent is taken and answered, that of the KTK too', () =>
  behaving('echo-kcv', async (receiver) => {
    assert.equal(await receiver.say(load({ kcv: 'DEAD' })), '0200DEAD')
    assert.deepEqual(receiver.slots(), [tmk1])
    await receiver.say(load({ slot: '03', type: '06', key: IK, kcv: '0000' }))
    const under = { encryption: '01', ktkSlot: '03', ktkKcv: 'BEEF' }
    assert.equal(await receiver.say(load({ ...under, slot: '02', key: K2, kcv: '1234' })), '02001234')
  }))

test('stale: a load is answered with success and the old key stays, which a computed value shows and an echoed does not', async () => {
  await behaving('stale', async (receiver) => {
    const answer = await receiver.ask(loadK1)
    assert.match(answer, /^0230323030/)
    assert.notEqual(answer, k1Loaded)
    assert.notDeepEqual(receiver.slots(), [tmk1])
    assert.equal(await receiver.ask(loadK1), answer)
  })
  await behaving('stale kcv=echoed', async (receiver) => {
    assert.equal(await receiver.ask(loadK1), k1Loaded)
    assert.notDeepEqual(receiver.slots(), [tmk1])
  })
})

test('stale: the KTK is an old one too', () =>
  behaving('stale', async (receiver) => {
    assert.equal(await receiver.say(load({ ...underK1, key: K2_UNDER_K1, kcv: 'D2B9' })), '02130000')
  }))

test('nak-once: the first load has 08 and keeps nothing, the second is taken', () =>
  behaving('nak-once', async (receiver) => {
    assert.equal(await receiver.ask(readSerial), serialRead)
    assert.equal(await receiver.ask(loadK1), framed('02080000'))
    assert.deepEqual(receiver.slots(), [])
    assert.equal(await receiver.ask(loadK1), k1Loaded)
    assert.equal(await receiver.say(loadKtk), '02090000')
  }))

test('refuse: every load has the code asked for and keeps nothing, and other commands are carried out', () =>
  behaving('refuse=2A', async (receiver) => {
    assert.equal(await receiver.ask(loadK1), framed('022A0000'))
    assert.equal(await receiver.ask(loadK1), framed('022A0000'))
    assert.equal(await receiver.ask(readSerial), serialRead)
    assert.deepEqual(receiver.slots(), [])
  }))

test('tampered: it says who it is, and whatever changes something has 07', () =>
  behaving('tampered', async (receiver) => {
    assert.equal(await receiver.ask(loadK1), framed('02070000'))
    assert.equal(await receiver.say('04ABCDEFGH12345678'), '0407')
    assert.equal(await receiver.say('05'), '0507')
    assert.equal(await receiver.say('060101'), '0607')
    assert.equal(await receiver.ask(readSerial), serialRead)
    assert.deepEqual(receiver.slots(), [])
  }))

test('silent-after-load: the load has no answer, the key is stored, and the next command is answered', () =>
  behaving('silent-after-load', async (receiver) => {
    receiver.send(loadK1)
    assert.equal(await receiver.ask(readSerial), serialRead)
    assert.deepEqual(receiver.slots(), [tmk1])
  }))

test('bad-checksum-once: the first load is carried out and its answer fails the check; sent again it has 09', () =>
  behaving('bad-checksum-once', async (receiver) => {
    assert.equal(await receiver.ask(loadK1), '02303230303038443703' + '05')
    assert.deepEqual(receiver.slots(), [tmk1])
    assert.equal(await receiver.ask(loadK1), framed('02090000'))
  }))

test('garbage: noise without control bytes stands before every answer', () =>
  behaving('garbage', async (receiver) => {
    for (let round = 0; round < 5; round++) {
      receiver.send(readSerial)
      let noise = ''
      for (let byte = await receiver.hear(1); byte !== '02'; byte = await receiver.hear(1)) noise += byte
      assert.match(noise, /^([2-9A-F].){1,16}$/)
      assert.equal(`02${await receiver.reply()}`, serialRead)
    }
  }))

test('split: the answer is the same byte by byte', () =>
  behaving('split', async (receiver) => assert.equal(await receiver.ask(loadK1), k1Loaded)))

test('slow: the answer comes later', () =>
  behaving('slow=150', async (receiver) => {
    const start = performance.now()
    assert.equal(await receiver.ask(loadK1), k1Loaded)
    assert.ok(performance.now() - start >= 150)
  }))

test('silent: nothing is answered and nothing is done', () =>
  behaving('silent', async (receiver) => {
    receiver.send(loadK1 + readSerial)
    await new Promise((resolve) => setTimeout(resolve, 100))
    assert.deepEqual(receiver.slots(), [])
    receiver.simulator.unplug()
    await assert.rejects(receiver.hear(1), /hung up after 0/)
  }))

test('stale-bytes: answers to nobody come first, and the first command is answered after them', () =>
  behaving('stale-bytes', async (receiver) => {
    receiver.send(readSerial)
    assert.equal(await receiver.hear(17), `303030300300${framed('0200D2B9')}`)
    assert.equal(await receiver.reply(), serialRead)
  }))

test('boot-chatter: text comes first, and the first command is answered after it', () =>
  behaving('boot-chatter', async (receiver) => {
    const chatter = Buffer.from('\r\nFX boot 1.0\r\nself test ok\r\n')
    receiver.send(readSerial)
    assert.equal(await receiver.hear(chatter.length), chatter.toString('hex').toUpperCase())
    assert.equal(await receiver.reply(), serialRead)
  }))

for (const [behaviour, afterwards] of [
  ['cut-after-load', [tmk1]],
  ['cut-before-load', []],
] as const) {
  test(`${behaviour}: the line hangs up without an answer, and the receiver comes back with its keys`, () =>
    behaving(`${behaviour} replug=20`, async (receiver) => {
      const back = new Promise<string>((resolve) => receiver.simulator.onPath((path) => path && resolve(path)))
      receiver.send(loadK1)
      await receiver.gone
      const again = spoken(receiver.simulator, openPort(await back))
      assert.equal(await again.ask(readSerial), serialRead)
      await again.close()
      assert.deepEqual(receiver.slots(), afterwards)
    }))
}

test('eight receivers in one process answer at the same time, each with its own keys', async () => {
  const scene = (index: number) =>
    withReceiver({ serial: `SN${index}` }, async (receiver) => {
      assert.equal(await receiver.say(load({ slot: `0${index}`, key: IK, kcv: 'AF8C' })), '0200AF8C')
      assert.deepEqual(receiver.slots(), [`TMK ${index} ${kcvs.IK}`])
    })
  await Promise.all(Array.from({ length: 8 }, (_, index) => scene(index + 1)))
})

test('keys outlive a replugging, and injection mode comes again', () =>
  behaving('operator=0', async (receiver) => {
    await receiver.say(loadKtk)
    receiver.simulator.unplug()
    await receiver.gone
    receiver.simulator.replug()
    const again = spoken(receiver.simulator, openPort(receiver.simulator.path))
    assert.equal(await again.say(load({ key: K2, kcv: 'D2B9' })), '0200D2B9')
    await again.close()
    assert.deepEqual(receiver.slots(), [ktk, `TMK 1 ${kcvs.K2}`])
  }))

test('what the device cannot have is refused', async () => {
  const start = (options: object) => startSimulator(simulatorOf('futurex'), options)
  for (const behave of [
    'refuse=00',
    'refuse=1d',
    'refuse=100',
    'dialect=other',
    'operator=soon',
    'slots=0',
    'slots=257',
    'busy=many',
    'block-versions=F',
    'kcv',
    'kcv-bytes=4',
  ]) {
    await assert.rejects(start({ behave: [behave] }), { code: 'devices/bad-setting' }, behave)
  }
  for (const serial of ['', 'a b', 'x'.repeat(17)]) {
    await assert.rejects(start({ serial }), { code: 'devices/bad-setting' }, serial)
  }
})
