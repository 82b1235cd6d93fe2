// The simulated UIC / IPP pad by literal frames over a real pseudo-terminal: handshake, loads, presence, serial number, selection.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SerialPort } from 'serialport'
import { startSimulator } from '../../electron/devices/simulator.js'
import { readBehaviours } from '../../electron/devices/simulator-behaviours.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { Exchange } from '../../electron/devices/uic-ipp/sim-exchange.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import {
  ACK,
  admin,
  BLOCK_A,
  BLOCK_A_PRINTED,
  BLOCK_B,
  BLOCK_IK,
  behaving,
  bytesOf,
  checkZero,
  EOT,
  getSerial,
  IK,
  ikLoaded,
  K1,
  K2,
  KLK,
  KSN,
  klk,
  loadIk,
  loadKlk,
  loadZero,
  NAK,
  textOf,
  transaction,
  withPad,
  zero,
} from '../harness/simulated-pad.js'

test('the test builds the frames of the protocol page', () => {
  assert.equal(admin('040'), checkZero)
  assert.equal(admin('04F'), '0F3034460E4C')
  assert.equal(admin('06'), getSerial)
  assert.equal(admin('087'), '0F3038370E31')
  assert.equal(admin('0200123456789ABCDEF'), '0F3032303031323334353637383941424344454' + '60E3A')
  assert.equal(admin(`020${KLK}`), loadZero)
  assert.equal(
    loadIk,
    `02 3930 ${Buffer.from(IK).toString('hex')} ${Buffer.from(KSN).toString('hex')} 03 0C`.replaceAll(' ', ''),
  )
  assert.equal(transaction('910'), ikLoaded)
  assert.equal(transaction('911C'), '02393131430379')
})

test('a master key loads by the frame of the page: ACK, echo, ACK, EOT, and the check of master key 0 says so', () =>
  behaving('attributes=off', async (pad) => {
    assert.equal(await pad.exchange(checkZero), '0F3034300E3A')
    pad.send(loadZero)
    assert.equal(await pad.hear(1), '06')
    assert.equal(await pad.hear(38), loadZero)
    pad.send('06')
    assert.equal(await pad.hear(1), '04')
    assert.equal(await pad.exchange(checkZero), '0F3034460E4C')
    assert.deepEqual(pad.slots(), [zero])
  }))

test('the key is stored at the ACK of its echo, not before', () =>
  behaving('', async (pad) => {
    assert.equal(await pad.ask(loadZero), loadZero)
    assert.deepEqual(pad.slots(), [])
    await pad.settle()
    assert.deepEqual(pad.slots(), [zero])
  }))

test('EOT instead of ACK cancels: nothing is stored, nothing is said, and a late ACK stores nothing', () =>
  behaving('', async (pad) => {
    await pad.ask(loadZero)
    pad.send(EOT + ACK)
    assert.equal(textOf(await pad.exchange(checkZero)), '040')
    assert.deepEqual(pad.slots(), [])
  }))

test('a cancelled load leaves the keys that it would have erased', () =>
  behaving('', async (pad) => {
    await pad.load(loadKlk)
    await pad.ask(admin(`021${K1}`))
    pad.send(EOT)
    await pad.exchange(checkZero)
    assert.deepEqual(pad.slots(), [klk])
  }))

test('NAK brings the echo again as often as it comes, and the ACK then stores', () =>
  behaving('', async (pad) => {
    await pad.ask(loadZero)
    for (let round = 0; round < 5; round++) {
      pad.send(NAK)
      assert.equal(await pad.reply(), loadZero)
    }
    assert.deepEqual(pad.slots(), [])
    await pad.settle()
    assert.deepEqual(pad.slots(), [zero])
  }))

test('a new message instead of the ACK cancels the load', () =>
  behaving('', async (pad) => {
    await pad.ask(loadZero)
    assert.equal(textOf(await pad.exchange(checkZero)), '040')
    assert.deepEqual(pad.slots(), [])
  }))

test("the page's blocks of version A, its MAC put right, and B load under the KLK in F", () =>
  behaving('duplicates=taken', async (pad) => {
    await pad.load(loadKlk)
    assert.equal(await pad.exchange(admin(`020${BLOCK_A_PRINTED}`)), admin('02?C'))
    await pad.load(admin(`020${BLOCK_A}`))
    await pad.load(admin(`021${BLOCK_B}`))
    assert.deepEqual(pad.slots(), [klk, 'TMK 0 6AEB1DC46E097FC5', 'TPK 1 6AEB1DC46E097FC5'])
    assert.equal(textOf(await pad.exchange(admin('040'))), '04FK0|D|T')
    assert.equal(textOf(await pad.exchange(admin('041'))), '04FP0|E|T')
    assert.equal(textOf(await pad.exchange(admin('04F'))), '04FK0|D|T')
  }))

test('the answer to 04 tells the attributes by literal bytes', () =>
  behaving('', async (pad) => {
    await pad.load(loadZero)
    assert.equal(await pad.exchange(checkZero), '0F 30 34 46 4B 30 1C 44 1C 54 0E 27'.replaceAll(' ', ''))
  }))

const kcvs = { K1: '08D7B4FB629D0885', K2: 'D2B91CC5A758BB08', IK: 'AF8C074A692A3666' }
const clear: readonly (readonly [load: string, slot: string, presence: string])[] = [
  [`020${K1}`, `TMK 0 ${kcvs.K1}`, 'FK0|D|T'],
  [`029${IK}`, `TMK 9 ${kcvs.IK}`, 'FK0|D|T'],
  [`023${K2}|P0E`, `TPK 3 ${kcvs.K2}`, 'FP0|E|T'],
  [`02B${K1}|M3G`, `TAK 1 ${kcvs.K1}`, 'FM3|G|T'],
  [`02E${IK}|M3V`, `TAK 4 ${kcvs.IK}`, 'FM3|V|T'],
  [`02F${K1}|K0D`, `TLK 1 ${kcvs.K1}`, 'FK0|D|T'],
  [`02G${IK}|D0D`, `TDK 1 ${kcvs.IK}`, 'FD0|D|T'],
  [`021${K1}1122334455667788`, 'TMK 1 8BB7CF39BC856FF4', 'FK0|D|T'],
  [`02G${IK}1122334455667788|D0E`, 'TDK 1 F1B74CACEE2F6743', 'FD0|E|T'],
]
test('clear keys of every group load with their attributes, each with its own check value', () =>
  behaving('', async (pad) => {
    for (const [load, slot, presence] of clear) {
      await pad.load(admin(load))
      assert.deepEqual(pad.slots(), [slot], 'a clear load erases all other master keys')
      assert.equal(textOf(await pad.exchange(admin(`04${load[2]}`))), `04${presence}`, load)
    }
  }))

test('an initial key loads in clear by the frame of the page, and no clear master key erases it', () =>
  behaving('', async (pad) => {
    assert.equal(await pad.exchange(loadIk), ikLoaded)
    assert.equal(await pad.exchange(transaction(`94${K1}${KSN}`)), ikLoaded)
    assert.equal(await pad.exchange(transaction(`900123456789ABCDEF${KSN}`)), ikLoaded)
    await pad.load(loadZero)
    assert.deepEqual(pad.slots(), [`IK 2 ${kcvs.K1}`, 'IK 1 D5D44FF720683D0D', zero])
  }))

test('an initial key loads in a block with its serial number, and is there before the ACK', () =>
  behaving('', async (pad) => {
    await pad.load(loadKlk)
    assert.equal(await pad.ask(transaction(`90${BLOCK_IK}`)), ikLoaded)
    assert.deepEqual(pad.slots(), [klk, `IK 1 ${kcvs.IK}`])
    await pad.settle()
    assert.equal(await pad.exchange(transaction(`94${BLOCK_IK}`)), ikLoaded)
    assert.deepEqual(pad.slots(), [klk, `IK 1 ${kcvs.IK}`, `IK 2 ${kcvs.IK}`])
  }))

test('a KLK can be replaced by a block under the present one, and nothing is erased', () =>
  behaving('', async (pad) => {
    await pad.load(loadKlk)
    await pad.load(admin(`020${BLOCK_A}`))
    await pad.load(admin('02FA0072K0TD00N00003905500879EDA2C93E9034F652780B01A797445982B7105015C236D6'))
    assert.deepEqual(pad.slots(), ['TMK 0 6AEB1DC46E097FC5', `TLK 1 ${kcvs.IK}`])
  }))

test('single-length data and MAC keys come in blocks, with algorithm D', () =>
  behaving('', async (pad) => {
    await pad.load(loadKlk)
    await pad.load(admin('02GB0064D0DD00N0000A05163CD57A435FE37D6A756C0C6ABEED34DAE7DEC001CD8'))
    assert.equal(textOf(await pad.exchange(admin('04G'))), '04FD0|D|D')
    assert.deepEqual(pad.slots(), [klk, 'TDK 1 D5D44FF720683D0D'])
  }))

test('the serial number is read, written at the ACK of its echo, and 12 zeros where there is none', () =>
  withPad({ serial: 'SN0001' }, async (pad) => {
    assert.equal(textOf(await pad.exchange(getSerial)), '06SN0001')
    await pad.ask(admin('05ABC123'))
    pad.send(EOT)
    assert.equal(textOf(await pad.exchange(getSerial)), '06SN0001')
    await pad.load(admin('05ABCdef123456'))
    assert.equal(textOf(await pad.exchange(getSerial)), '06ABCdef123456')
    await pad.load(admin('05'))
    assert.equal(textOf(await pad.exchange(getSerial)), '06000000000000')
  }))

test('a master key is selected, and an index above 9 is refused with 1', () =>
  behaving('', async (pad) => {
    assert.equal(await pad.exchange('0F3038370E31'), admin('080'))
    for (const index of ['10', 'A', '']) assert.equal(await pad.exchange(admin(`08${index}`)), admin('081'), index)
  }))

test('a serial port opens it and loads a key', async () => {
  const simulator = await startSimulator(simulatorOf('uic-ipp'), { baud: 115_200 })
  const port = new SerialPort({ path: simulator.path, baudRate: 115_200 })
  let acknowledged = false
  const heard = await new Promise<Buffer>((resolve) => {
    let bytes = Buffer.alloc(0)
    port.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      if (bytes.length >= 40) resolve(bytes)
      else if (bytes.length >= 39 && !acknowledged) {
        acknowledged = true
        port.write(bytesOf(ACK))
      }
    })
    port.write(bytesOf(loadZero))
  })
  assert.equal(heard.toString('hex').toUpperCase(), ACK + loadZero + EOT)
  await new Promise((closed) => port.close(closed))
  await simulator.stop()
})

test('no key is left in memory when the simulator has stopped, one that waits for its ACK neither', async () => {
  const before = liveSecrets()
  await behaving('', async (pad) => {
    await pad.load(loadKlk)
    await pad.exchange(loadIk)
    await pad.ask(admin(`020${BLOCK_A}`))
    await pad.ask(admin(`021${BLOCK_B}`))
    assert.equal(liveSecrets(), before + 3)
  })
  assert.equal(liveSecrets(), before)
})

test('an echo is wiped when the station has acknowledged or cancelled it', () => {
  const behaves = readBehaviours('uic-ipp', simulatorOf('uic-ipp').behaviours, [])
  for (const end of [(exchange: Exchange) => exchange.acknowledged(0), (exchange: Exchange) => exchange.abandon()]) {
    const exchange = new Exchange(behaves)
    const frame = Uint8Array.from(bytesOf(loadZero))
    const said = exchange.answering(() => ({ frame, loads: false, closes: true })).answer()
    assert.equal(Buffer.from(said).toString('hex').toUpperCase(), loadZero)
    end(exchange)
    assert.deepEqual(frame, new Uint8Array(38))
  }
})
