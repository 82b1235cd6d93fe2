// Every behaviour of a simulated terminal, seen on a real pseudo-terminal to do what its row says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import {
  code,
  defaultTlk,
  framed,
  k1Loaded,
  loadK1,
  openPort,
  readTdk6,
  type SimulatedK21,
  tdk6,
  tdk6Loaded,
  withK21,
} from '../harness/simulated-k21.js'

const loadTdk6 = framed(tdk6)
const tdk6Read = framed('1A05 2F 21 30303030 A8B7B5BD4A67D640')
const random = '02 0004 F102 2F 09 03 D2'
const tmk2 = 'TMK 2 08D7B4FB629D0885'
const held = 'TDK 6 A8B7B5BD4A67D640'
const behaving = (behave: string, scene: (k21: SimulatedK21) => Promise<void>) =>
  withK21({ behave: behave === '' ? [] : behave.split(' ') }, scene)

test('wrong-kcv: the right key is stored, and load and read-back report another value', () =>
  behaving('wrong-kcv', async (k21) => {
    assert.equal(await k21.ask(loadTdk6, 21), framed('1A05 2F 06 30303030 57B7B5BD4A67D640'))
    assert.equal(await k21.ask(readTdk6, 21), framed('1A05 2F 21 30303030 57B7B5BD4A67D640'))
    assert.deepEqual(k21.slots(), [defaultTlk, held])
  }))

test('echo-kcv: whatever value was sent comes back, and the read-back tells the truth', () =>
  behaving('echo-kcv', async (k21) => {
    const load = framed('1A05 2F 06 01 01 06 0008 1313131313131313 0004 DEADBEEF 01')
    assert.equal(await k21.ask(load, 17), framed('1A05 2F 06 30303030 DEADBEEF'))
    assert.equal(await k21.ask(readTdk6, 21), tdk6Read)
  }))

test('echo-kcv: where no value was sent the answer has none', () =>
  behaving('echo-kcv', async (k21) => assert.equal(await code(k21, `1A02 2F 01 02 02 0016 ${'11'.repeat(16)}`), '00')))

test('stale: the load is answered with success and the old key stays', () =>
  behaving('stale', async (k21) => {
    const before = await k21.ask(readTdk6, 21)
    const answer = await k21.ask(loadTdk6, 21)
    assert.equal(answer.slice(0, 22), framed('1A05 2F 06 30303030 0000000000000000').slice(0, 22))
    assert.notEqual(answer, tdk6Loaded)
    assert.equal(answer.slice(22, 38), before.slice(22, 38))
    assert.equal(await k21.ask(readTdk6, 21), before)
  }))

test('nak-once: the first load is refused and keeps nothing, the second is taken', () =>
  behaving('nak-once', async (k21) => {
    assert.equal(await code(k21, tdk6), '02')
    assert.deepEqual(k21.slots(), [defaultTlk])
    assert.equal(await k21.ask(loadTdk6, 21), tdk6Loaded)
  }))

test('refuse: every load has the code asked for and keeps nothing', () =>
  behaving('refuse=47', async (k21) => {
    assert.equal(await code(k21, tdk6), '47')
    assert.equal(await k21.ask(loadK1, 13), framed('1A02 2F 01 3030 3437'))
    assert.deepEqual(k21.slots(), [defaultTlk])
  }))

test('tampered: it says who it is and takes no key until the security register is cleared', () =>
  behaving('tampered', async (k21) => {
    assert.deepEqual(k21.slots(), [])
    assert.equal(await k21.ask(loadK1, 11), framed('1A02 2F 01 3036'))
    assert.match(await k21.ask('02 0004 F101 2F 05 03 DD', 67), /^020062F1012F053030/)
    assert.equal(await k21.ask(framed('FF03 2F 06'), 11), framed('FF03 2F 06 3030'))
    assert.equal(await k21.ask(loadK1, 21), k1Loaded)
  }))

test('kcv-bytes: loads and read-backs answer that many bytes', () =>
  behaving('kcv-bytes=4', async (k21) => {
    assert.equal(await k21.ask(loadTdk6, 17), framed('1A05 2F 06 30303030 A8B7B5BD'))
    assert.equal(await k21.ask(readTdk6, 17), framed('1A05 2F 21 30303030 A8B7B5BD'))
  }))

test('silent-after-load: the key is stored, that load has no answer, and the next command has', () =>
  behaving('silent-after-load', async (k21) => {
    k21.send(loadTdk6)
    assert.equal(await k21.ask(readTdk6, 21), tdk6Read)
    assert.deepEqual(k21.slots(), [defaultTlk, held])
  }))

test('bad-checksum-once: the first load is carried out and its answer fails the check', () =>
  behaving('bad-checksum-once', async (k21) => {
    const answer = await k21.ask(loadTdk6, 21)
    assert.equal(answer.slice(0, -2), tdk6Loaded.slice(0, -2))
    assert.notEqual(answer, tdk6Loaded)
    assert.equal(await k21.ask(readTdk6, 21), tdk6Read)
    assert.equal(await k21.ask(loadTdk6, 21), tdk6Loaded)
  }))

test('garbage: noise without control bytes stands before every answer', () =>
  behaving('garbage', async (k21) => {
    for (let round = 0; round < 5; round++) {
      k21.send(loadTdk6)
      let noise = ''
      for (let byte = await k21.hear(1); byte !== '02'; byte = await k21.hear(1)) noise += byte
      assert.match(noise, /^([2-9A-F].){1,16}$/)
      assert.equal(`02${await k21.hear(20)}`, tdk6Loaded)
    }
  }))

test('split: the answer is the same byte by byte', () =>
  behaving('split', async (k21) => assert.equal(await k21.ask(loadTdk6, 21), tdk6Loaded)))

test('stale-bytes: an answer to nobody comes first, and the first command is answered after it', () =>
  behaving('stale-bytes', async (k21) => {
    const nobody = framed('1A02 2F 00 30303030 0000000000000000')
    assert.equal(await k21.ask(loadTdk6, 48), nobody.slice(-12) + nobody + tdk6Loaded)
    assert.equal(await k21.ask(readTdk6, 21), tdk6Read)
  }))

test('boot-chatter: text comes first, and the first command is answered after it', () =>
  behaving('boot-chatter', async (k21) => {
    const chatter = Buffer.from('\r\nME3x boot 1.0\r\nself test ok\r\n')
    const heard = await k21.ask(loadTdk6, chatter.length + 21)
    assert.equal(heard, chatter.toString('hex').toUpperCase() + tdk6Loaded)
    assert.equal(await k21.ask(readTdk6, 21), tdk6Read)
  }))

for (const [behaviour, afterwards] of [
  ['cut-after-load', [defaultTlk, tmk2]],
  ['cut-before-load', [defaultTlk]],
] as const) {
  test(`${behaviour}: the line hangs up without an answer, and the terminal comes back with its keys`, () =>
    behaving(`${behaviour} replug=20`, async (k21) => {
      const paths: (string | null)[] = []
      const back = new Promise<string>((resolve) => {
        k21.simulator.onPath((path) => {
          paths.push(path)
          if (path) resolve(path)
        })
      })
      const answer = k21.ask(loadK1, 1)
      await assert.rejects(answer, /hung up after 0 of 1 bytes/)
      await k21.gone
      const again = openPort(await back)
      again.send(random)
      assert.match(await again.hear(19), /^020014F1022F09/)
      await again.close()
      assert.deepEqual(paths, [null, k21.simulator.path])
      assert.deepEqual(k21.slots(), afterwards)
    }))
}

test('a cable pulled and plugged in by hand: hang-up, a new path, the keys still there', () =>
  behaving('', async (k21) => {
    await k21.ask(loadK1, 21)
    k21.simulator.unplug()
    await k21.gone
    k21.simulator.unplug()
    k21.simulator.replug()
    k21.simulator.replug()
    const again = openPort(k21.simulator.path)
    again.send(loadTdk6)
    assert.equal(await again.hear(21), tdk6Loaded)
    await again.close()
    assert.deepEqual(k21.slots(), [defaultTlk, tmk2, held])
  }))

test('eight terminals in one process answer at the same time, each with its own keys', async () => {
  const scene = (index: number) => async (k21: SimulatedK21) => {
    const slot = (index + 16).toString(16).toUpperCase()
    const load = tdk6.replace('01 06', `01 ${slot}`)
    assert.equal(await k21.ask(framed(load), 21), tdk6Loaded)
    assert.deepEqual(k21.slots(), [defaultTlk, `TDK ${index + 16} A8B7B5BD4A67D640`])
  }
  await Promise.all(Array.from({ length: 8 }, (_, index) => withK21({ serial: `SN${index}` }, scene(index))))
})

const badAsks: readonly [asked: string, expected: RegExp][] = [
  ['wrongkcv', /"wrongkcv".*silent-after-load.*wrong-kcv.*tmk-readback/],
  ['', /"".*wrong-kcv/],
  ['slow', /slow=MS/],
  ['slow=-1', /slow=MS/],
  ['wrong-kcv=1', /without an argument/],
  ['kcv-bytes=3', /4 to 8/],
  ['refuse=00', /refuse=02/],
  ['replug=soon', /replug=never/],
  ['cv=guess', /cv=computed/],
]
test('a behaviour that there is not is refused, with the names there are', async () => {
  for (const [asked, message] of badAsks) {
    const start = startSimulator(simulatorOf('newland-k21'), { behave: [asked] })
    await assert.rejects(start, { name: 'Fault', code: 'devices/bad-setting', message })
  }
})

test('a serial number or a rate that the device cannot have is refused', async () => {
  for (const options of [
    { serial: '1234567890123' },
    { serial: 'a b' },
    { serial: '' },
    { baud: 0 },
    { baud: 9600.5 },
  ]) {
    await assert.rejects(startSimulator(simulatorOf('newland-k21'), options), { code: 'devices/bad-setting' })
  }
})

test('a driver without a simulated terminal is refused', () =>
  assert.throws(() => simulatorOf('no-such'), { code: 'devices/unknown-driver' }))
