// The simulated K21 by literal frames over a real pseudo-terminal: loads, check values, identity.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SerialPort } from 'serialport'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import { bytesOf, code, defaultTlk, framed, k1Loaded, loadK1, tdk6, withK21 } from '../harness/simulated-k21.js'

test('loading TMK K1 answers its check value, and the key is there', () =>
  withK21({}, async (k21) => {
    assert.equal(await k21.ask(loadK1, 21), k1Loaded)
    assert.deepEqual(k21.slots(), [defaultTlk, 'TMK 2 08D7B4FB629D0885'])
  }))

test('a serial port opens it and loads a key', async () => {
  const simulator = await startSimulator(simulatorOf('newland-k21'))
  const port = new SerialPort({ path: simulator.path, baudRate: 115_200 })
  const heard = await new Promise<Buffer>((resolve) => {
    let bytes = Buffer.alloc(0)
    port.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      if (bytes.length >= 21) resolve(bytes)
    })
    port.write(bytesOf(loadK1))
  })
  assert.equal(heard.toString('hex').toUpperCase(), k1Loaded)
  await new Promise((closed) => port.close(closed))
  await simulator.stop()
})

test('the load of the TLK is answered by the frame on the protocol page', () =>
  withK21({}, async (k21) => {
    const load = '02 0024 1A02 2F E5 05 01 0016 655EA628CF62585F655EA628CF62585F 03 E7'
    assert.equal(await k21.ask(load, 21), '0200161A022FE53030303040826A5800608C87035C')
  }))

test('a wrong check value is answered 41 by the frame on the protocol page, and the slot stays empty', () =>
  withK21({}, async (k21) => {
    const load = framed('1A02 2F E5 02 02 0016 253C9D9D7C2FBBFA253C9D9D7C2FBBFA FF 0004 82E13666')
    assert.equal(await k21.ask(load, 13), '0200081A022FE53030343103DC')
    assert.deepEqual(k21.slots(), [defaultTlk])
  }))

// In this order: the keys under TMK 2 need the first TMK 2.
const vectors: readonly [name: string, load: string, answer: string][] = [
  ['TLK', '0200241A022F0105010016655EA628CF62585F655EA628CF62585F0303', '0200161A022F013030303040826A5800608C8703B8'],
  [
    'TMK 2',
    '0200311A022F0202020016A67E197C00818E9BA67E197C00818E9BFF0004FBDD2EC50327',
    '0200161A022F0230303030FBDD2EC5498B1F520362',
  ],
  [
    'TMK 5 under TMK 2',
    '0200311A022F030405001689BBD66A20CD322789BBD66A20CD32270200049F815527037B',
    '0200161A022F03303030309F815527DE88E49F0360',
  ],
  [
    'TPK 7 in clear',
    '0200341A052F040202070016A69FC51F503CEDE6A69FC51F503CEDE600061DFB5845B5DD010386',
    '0200161A052F04303030301DFB5845B5DDD7760313',
  ],
  [
    'TPK 6 under TMK 2',
    '0200341A052F050202060016B4C3887A6C6EA53DB4C3887A6C6EA53D000621F11CD09018000380',
    '0200161A052F053030303021F11CD09018C830034C',
  ],
  [
    'TDK 64 in clear',
    '0200341A052F060102400016793CA1EA4FC85CFB793CA1EA4FC85CFB0006EB5AC58A59C3010337',
    '0200161A052F0630303030EB5AC58A59C3ECC0036B',
  ],
  [
    'TDK 70 under TMK 2',
    '0200341A052F070102460016578DAD0EE8AAF8B0578DAD0EE8AAF8B000066CB45B1D7BD8000368',
    '0200161A052F07303030306CB45B1D7BD86D0A0378',
  ],
  [
    'TAK 4 in clear',
    '0200341A052F080302040016477CD6842043FEC0477CD6842043FEC0000623B9839EFD33010352',
    '0200161A052F083030303023B9839EFD33B52203F3',
  ],
  [
    'TAK 2 under TMK 2',
    '0200341A052F090302020016F5285F116A86E18EF5285F116A86E18E0006A8B7B5BD4A67000327',
    '0200161A052F0930303030A8B7B5BD4A67D6400380',
  ],
  [
    'TMK 5 of the DUKPT test',
    '0200311A022F0A02050016CB62659448AC8A721E28428CFDB2FD30FF00045244255003B8',
    '0200161A022F0A30303030524425506A75B873039F',
  ],
  [
    'TPK 2 in clear',
    '0200321A052F0B020102001617171717171717171919191919191919000454BA08220103DC',
    '0200161A052F0B3030303054BA0822AAE5EB1D0353',
  ],
  [
    'TPK 4 in clear',
    '0200321A052F0C02010400161919191919191919191919191919191900049DA493AA010319',
    '0200161A052F0C303030309DA493AA4B21B8D1032A',
  ],
  [
    'TMK 2 alternative',
    '0200311A022F0D02020016253C9D9D7C2FBBFA253C9D9D7C2FBBFAFF000482E1366503D5',
    '0200161A022F0D3030303082E13665B4624DF50371',
  ],
]
test('every key of the protocol page loads, and its check value is the one in the table', () =>
  withK21({}, async (k21) => {
    for (const [name, load, answer] of vectors) assert.equal(await k21.ask(load, 21), answer, name)
    assert.equal(k21.slots().length, 11)
  }))

test('a single-length key in clear loads as the page sends it', () =>
  withK21({}, async (k21) => {
    const load = '02 0024 1A05 2F DD 03 01 03 0008 1313131313131313 0004 A8B7B5BD 01 03 D1'
    assert.equal(await k21.ask(load, 21), '0200161A052FDD30303030A8B7B5BD4A67D6400354')
  }))

test('the check value of a working key is read back, and 47 where there is none', () =>
  withK21({}, async (k21) => {
    const read = '1A05 2F 21 01 01 06 0008 0000000000000000 0008 0000000000000000 02'
    assert.equal(await code(k21, read), '47')
    await k21.ask(framed(tdk6), 21)
    assert.equal(await k21.ask(framed(read), 21), framed('1A05 2F 21 30303030 A8B7B5BD4A67D640'))
    assert.equal(
      await k21.ask(framed('1A05 2F 22 01 00 06 0000 0000 02'), 21),
      framed('1A05 2F 22 30303030 A8B7B5BD4A67D640'),
    )
  }))

test('a TMK is read back only where that is switched on', async () => {
  const read = '1A05 2F 21 00 02 02 0008 0000000000000000 0008 0000000000000000 02'
  await withK21({}, async (k21) => {
    await k21.ask(loadK1, 21)
    assert.equal(await code(k21, read), '02')
  })
  await withK21({ behave: ['tmk-readback=on'] }, async (k21) => {
    await k21.ask(loadK1, 21)
    assert.equal(await k21.ask(framed(read), 21), framed('1A05 2F 21 30303030 08D7B4FB629D0885'))
  })
})

const ansiCheck = '360DF76D5DC8CF0AAF8C074A692A3666'
test('the ANSI initial key answers its DUKPT check value, and a wrong one sent along is accepted', () =>
  withK21({}, async (k21) => {
    const load = `02 0053 1A17 2F 03 02 0A FFFF9876543210E00000 0016 F4711B8C560CA4592CA722D93BA44B44 01 0016 ${ansiCheck} 03 D9`
    assert.equal(await k21.ask(load, 29), `0200241A172F0330303030${ansiCheck}038A`)
    const wrong = framed(
      `1A17 2F 03 02 0B FFFF9876543210E00000 0016 F4711B8C560CA4592CA722D93BA44B44 01 0008 ${'11'.repeat(8)}`,
    )
    assert.equal(await k21.ask(wrong, 29), `0200241A172F0330303030${ansiCheck}038A`)
    assert.deepEqual(k21.slots(), [defaultTlk, 'IK 10 AF8C074A692A3666', 'IK 11 AF8C074A692A3666'])
  }))

test("the page's own DUKPT key answers the source's check value, and its echo is a setting", async () => {
  const ask = (cv: string) =>
    framed(`1A17 2F 09 02 05 FFFFFFFFFFFFFFE00006 0016 CB62659448AC8A721E28428CFDB2FD30 01 0016 ${cv}`)
  await withK21({}, async (k21) => {
    assert.equal(
      await k21.ask(ask('11'.repeat(16)), 29),
      framed('1A17 2F 09 30303030 CEB1BBCA24CFEADBE8FE4896E9D1228D'),
    )
  })
  await withK21({ behave: ['cv=echo'] }, async (k21) => {
    assert.equal(await k21.ask(ask('22'.repeat(16)), 29), framed(`1A17 2F 09 30303030 ${'22'.repeat(16)}`))
  })
})

test('it says who it is: serial number at 9, application at 22, firmware at 49', () =>
  withK21({ serial: 'SN0001' }, async (k21) => {
    const answer = Buffer.from(await k21.ask('02 0004 F101 2F 05 03 DD', 67), 'hex').toString('latin1')
    assert.equal(answer.slice(7, 21), '00SN0001      ')
    assert.equal(answer.slice(22, 49), 'KCVSIM-1.0'.padEnd(27))
    assert.equal(answer.slice(49, 65), 'ME3X-SIM-1.0'.padEnd(16))
  }))

test('random bytes come in the length asked for and differ', () =>
  withK21({}, async (k21) => {
    const first = await k21.ask('02 0004 F102 2F 09 03 D2', 19)
    const second = await k21.ask('02 0004 F102 2F 09 03 D2', 19)
    assert.match(first, /^020014F1022F093030.{16}03/)
    assert.notEqual(first, second)
    assert.match(await k21.ask(framed('F104 2F 0A 20'), 43), /^020038F1042F0A3030/)
  }))

test('a command that no page row describes is answered 06 and changes nothing', () =>
  withK21({}, async (k21) => assert.equal(await k21.ask(framed('1A99 2F 0B 0102'), 11), framed('1A99 2F 0B 3036'))))

test('no key is left in memory when the simulator has stopped', async () => {
  const before = liveSecrets()
  await withK21({ behave: ['stale'] }, async (k21) => {
    await k21.ask(loadK1, 21)
    await k21.ask(framed(tdk6), 21)
    await k21.ask(framed(tdk6), 21)
    assert.equal(liveSecrets(), before + k21.slots().length)
  })
  assert.equal(liveSecrets(), before)
})
