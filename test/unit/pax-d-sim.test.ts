// The simulated PAX D by literal frames over a real pseudo-terminal: handshake, loads, check values, read-backs, erasing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SerialPort } from 'serialport'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import {
  answered,
  behaving,
  bytesOf,
  code,
  framed,
  K1,
  kcvError,
  loaded,
  loadK1,
  ping,
  R,
  R_UNDER_K1,
  readTmk1,
  tlk,
  tmk1,
  tmk1Read,
  withPax,
} from '../harness/simulated-pax.js'

test('the test builds the frames of the protocol page', () => {
  assert.equal(framed('9036'), ping.replaceAll(' ', ''))
  assert.equal(framed('9001', `01 00 02 01 10 ${K1} 01 05 04 08D7B4FB`), loadK1.replaceAll(' ', ''))
  assert.equal(framed('900B', '02 01 00 09 08 0000000000000000'), readTmk1.replaceAll(' ', ''))
  assert.equal(answered('9001', 0), loaded)
  assert.equal(answered('9001', -325), kcvError)
})

test('a ping has an ACK, then its answer', () =>
  behaving('', async (pax) => assert.equal(await pax.ask(ping), '029036000400000000A2')))

test('TMK K1 loads in clear by the frame of the page, and its check value is read back by the frame of the page', () =>
  behaving('', async (pax) => {
    assert.equal(await pax.ask(loadK1), loaded)
    assert.equal(await pax.ask(readTmk1), tmk1Read)
    assert.deepEqual(pax.slots(), [tmk1])
  }))

test('a wrong check value is answered -325 by the frame of the page, and the slot stays empty', () =>
  behaving('', async (pax) => {
    assert.equal(await pax.ask(framed('9001', `01 00 02 01 10 ${K1} 01 05 04 08D7B4FC`)), kcvError)
    assert.deepEqual(pax.slots(), [])
    assert.equal(await pax.ask(readTmk1), answered('900B', -301))
  }))

test('a refused load leaves the key that was there', () =>
  behaving('', async (pax) => {
    await pax.ask(loadK1)
    assert.equal(await code(pax, '9001', `01 00 02 01 10 ${R} 01 05 04 08D7B4FB`), -325)
    assert.deepEqual(pax.slots(), [tmk1])
  }))

test('a serial port opens it and loads a key', async () => {
  const simulator = await startSimulator(simulatorOf('pax-d'))
  const port = new SerialPort({ path: simulator.path, baudRate: 115_200 })
  const heard = await new Promise<Buffer>((resolve) => {
    let bytes = Buffer.alloc(0)
    port.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      if (bytes.length >= 11) resolve(bytes)
    })
    port.write(bytesOf(loadK1))
  })
  assert.equal(heard.toString('hex').toUpperCase(), `06${loaded}`)
  await new Promise((closed) => port.close(closed))
  await simulator.stop()
})

const macs: readonly [data: string, kcv: string][] = [
  ['', '86C2A603'],
  ['1122334455667788', 'CEEC9BFF'],
  ['1122334455667788', 'CEEC9BFF94745BF4'],
  ['AABBCCDD', 'A2925D07'],
]
const mode3 = (data: string, kcv: string, macMode = '00') => {
  const tail = `${hexByte(data.length / 2)}${data}${macMode}${hexByte(kcv.length / 2)}${kcv}`
  return `03${hexByte(tail.length / 2)}${tail}`
}
const hexByte = (value: number) => value.toString(16).padStart(2, '0')

// Key R, under TLK K1: KCV mode 1 over zeros, 2 over 1234567890123456, 3 the MAC over its cryptogram.
const checks: readonly (readonly [name: string, kcvInfo: string])[] = [
  ['mode 0', '00'],
  ['mode 1', '01 05 04 AF8C074A'],
  ['mode 2', '02 05 04 A78BFFBF'],
  ...macs.map(([data, kcv]) => [`mode 3, data "${data}", ${kcv.length / 2} bytes`, mode3(data, kcv)] as const),
]
test('every KCV mode takes the right value, and the key is there', () =>
  behaving('', async (pax) => {
    await pax.ask(framed('9001', tlk))
    for (const [name, kcvInfo] of checks) {
      assert.equal(await code(pax, '9001', `01 01 02 07 10 ${R_UNDER_K1} ${kcvInfo}`), 0, name)
      assert.deepEqual(pax.slots(), ['TLK 1 08D7B4FB629D0885', 'TMK 7 AF8C074A692A3666'])
      await pax.ask(framed('9001', `01 01 02 07 10 ${'00'.repeat(16)} 00`))
    }
  }))

test('every KCV mode but 0 refuses a value with one wrong bit in its last byte with -325', () =>
  behaving('', async (pax) => {
    await pax.ask(framed('9001', tlk))
    for (const [name, kcvInfo] of checks.slice(1)) {
      const wrong = kcvInfo.slice(0, -1) + (Number.parseInt(kcvInfo.slice(-1), 16) ^ 1).toString(16)
      assert.equal(await code(pax, '9001', `01 01 02 07 10 ${R_UNDER_K1} ${wrong}`), -325, name)
    }
    assert.deepEqual(pax.slots(), ['TLK 1 08D7B4FB629D0885'])
  }))

test('the halves of a key are not exchanged, and the right value for another method is a wrong one', () =>
  behaving('', async (pax) => {
    const load = (key: string, info: string) => code(pax, '9001', `01 00 02 01 10 ${key} ${info}`)
    assert.equal(await load(R.slice(16) + R.slice(0, 16), '01 05 04 AF8C074A'), -325)
    assert.equal(await load(R, '01 05 04 A78BFFBF'), -325)
    assert.equal(await load(R, '02 05 04 AF8C074A'), -325)
    assert.deepEqual(pax.slots(), [])
  }))

test('a key without odd parity is taken in KCV mode 2, and refused with -332 where parity is checked', async () => {
  const load = `01 00 02 01 10 ${R} 02 05 04 A78BFFBF`
  const odd = '01 00 02 01 10 6BC292FBA1315B4C858AB3A2D6D5923B 02 05 04 A78BFFBF'
  await behaving('', async (pax) => assert.equal(await code(pax, '9001', load), 0))
  await behaving('parity=checked', async (pax) => {
    assert.equal(await code(pax, '9001', load), -332)
    assert.deepEqual(pax.slots(), [])
    assert.equal(await code(pax, '9001', odd), 0)
    assert.equal(await code(pax, '9001', `01 00 02 02 10 ${R} 01 05 04 AF8C074A`), 0)
  })
})

test('keys of every type load under TLK and TMK, each with its own check value', () =>
  behaving('', async (pax) => {
    await pax.ask(framed('9001', tlk))
    const kcv = '01 05 04 AF8C074A'
    for (const load of [
      `01 01 02 64 10 ${R_UNDER_K1} ${kcv}`,
      `01 01 03 01 10 ${R_UNDER_K1} ${kcv}`,
      '02 64 03 02 10 06C305FEB2D48D85712CCCBD61E3B607 01 05 04 08D7B4FB',
      '02 64 04 02 10 06C305FEB2D48D85712CCCBD61E3B607 01 05 04 08D7B4FB',
      '02 64 05 02 10 06C305FEB2D48D85712CCCBD61E3B607 01 05 04 08D7B4FB',
      '01 01 05 03 10 9B3A7B883A100F73B4ABA2BB791C50E7 01 05 04 D2B91CC5',
      '01 01 04 04 08 2ADB94D065A39091 01 05 04 A8B7B5BD',
    ]) {
      assert.equal(await code(pax, '9001', load), 0, load)
    }
    assert.deepEqual(pax.slots(), [
      'TLK 1 08D7B4FB629D0885',
      'TMK 100 AF8C074A692A3666',
      'TPK 1 AF8C074A692A3666',
      'TPK 2 08D7B4FB629D0885',
      'TAK 2 08D7B4FB629D0885',
      'TDK 2 08D7B4FB629D0885',
      'TDK 3 D2B91CC5A758BB08',
      'TAK 4 A8B7B5BD4A67D640',
    ])
  }))

test('a triple-length TLK loads', () =>
  behaving('', async (pax) => {
    assert.equal(await code(pax, '9001', `01 00 01 01 18 ${K1}6AC292FAA1315B4D 01 05 04 A60BD533`), 0)
    assert.deepEqual(pax.slots(), ['TLK 1 A60BD533BC71C908'])
  }))

test('writing a TLK formats the store, in clear first and under the present one later', () =>
  behaving('', async (pax) => {
    await pax.ask(loadK1)
    assert.equal(await code(pax, '9001', tlk), 0)
    assert.deepEqual(pax.slots(), ['TLK 1 08D7B4FB629D0885'])
    await pax.ask(framed('9001', `01 01 02 07 10 ${R_UNDER_K1} 00`))
    assert.equal(pax.slots().length, 2)
    assert.equal(await code(pax, '9001', `01 01 01 01 10 ${R_UNDER_K1} 01 05 04 AF8C074A`), 0)
    assert.deepEqual(pax.slots(), ['TLK 1 AF8C074A692A3666'])
  }))

test('a TLK that is refused formats nothing', () =>
  behaving('', async (pax) => {
    await pax.ask(loadK1)
    assert.equal(await code(pax, '9001', `01 00 01 01 10 ${R} 01 05 04 00000000`), -325)
    assert.deepEqual(pax.slots(), [tmk1])
  }))

test('a clear key is refused once there is a TLK, and taken again after all was erased', () =>
  behaving('', async (pax) => {
    await pax.ask(framed('9001', tlk))
    assert.equal(await pax.ask(loadK1), answered('9001', -309))
    assert.deepEqual(pax.slots(), ['TLK 1 08D7B4FB629D0885'])
    assert.equal(await pax.ask(framed('900D')), answered('900D', 0))
    assert.deepEqual(pax.slots(), [])
    assert.equal(await pax.ask(loadK1), loaded)
  }))

test('a read-back enciphers the data that it is sent, and answers the first 4 bytes', () =>
  behaving('', async (pax) => {
    await pax.ask(framed('9001', `01 00 02 09 10 ${R} 00`))
    const read = (data: string) =>
      pax.ask(framed('900B', `02 09 00 ${hexByte(data.length / 2 + 1)} ${hexByte(data.length / 2)} ${data}`))
    assert.equal(await read('0000000000000000'), answered('900B', 0, 'AF8C074A'))
    assert.equal(await read('1234567890123456'), answered('900B', 0, 'A78BFFBF'))
    assert.equal(await read(`0000000000000000${K1}`), answered('900B', 0, 'AF8C074A'))
  }))

test('it says its version and its serial number with their lengths, and the serial number bare where that is set', async () => {
  const text = (hex: string) => Buffer.from(hex, 'hex').toString('latin1')
  await withPax({ serial: 'SN0001' }, async (pax) => {
    assert.equal(text(await pax.ask(framed('9000'))).slice(5, -1), '\0\0\0\0\x0fKCVSIM D200 1.0')
    assert.equal(text(await pax.ask(framed('9034'))).slice(5, -1), '\0\0\0\0\x06SN0001')
  })
  await withPax({ serial: 'SN0001', behave: ['sn=text'] }, async (pax) =>
    assert.equal(text(await pax.ask(framed('9034'))).slice(5, -1), '\0\0\0\0SN0001'),
  )
})

test('random bytes differ', () =>
  behaving('', async (pax) => {
    const first = await pax.ask(framed('9038'))
    assert.match(first, /^029038000C00000000.{18}$/)
    assert.notEqual(await pax.ask(framed('9038')), first)
  }))

test('no key is left in memory when the simulator has stopped', async () => {
  const before = liveSecrets()
  await behaving('stale', async (pax) => {
    await pax.ask(loadK1)
    await pax.ask(framed('9001', `01 00 02 01 10 ${R} 00`))
    await pax.ask(framed('9002', `01 00 10 ${R} FFFF9876543210E00000 00`))
    assert.equal(pax.slots().length, 2)
    assert.equal(liveSecrets(), before + 2)
  })
  assert.equal(liveSecrets(), before)
})
