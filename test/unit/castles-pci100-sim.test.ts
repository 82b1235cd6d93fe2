// The simulated PCI100 by literal frames over a real pseudo-terminal: stuffing, loads, the check of check values, serial number, MACs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SerialPort } from 'serialport'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import {
  badKcv,
  behaving,
  bytesOf,
  framed,
  info,
  K1,
  K1_UNDER_R,
  K2_UNDER_K1,
  loadK1,
  loadK1Body,
  loadR,
  ok,
  open,
  R,
  R_UNDER_K1,
  S,
  tmk100,
  unframed,
  withCastles,
  withSession,
} from '../harness/simulated-castles.js'

test('the test builds and reads the frames of the protocol page', () => {
  assert.equal(framed('30'), info.replaceAll(' ', ''))
  assert.equal(framed(loadK1Body), loadK1.replaceAll(' ', ''))
  assert.equal(framed('00'), ok)
  assert.equal(framed('04'), badKcv)
  assert.equal(unframed(framed('00101003')), '00101003')
})

test('it says its version and its serial number, padded with spaces or, where that is set, with zeros', async () => {
  await withCastles({ serial: 'SN0001' }, async (pad) =>
    assert.equal(await pad.ask(info), framed('00 312E3030 534E3030303120202020202020202020')),
  )
  await withCastles({ serial: 'SN0001', behave: ['fill=nul'] }, async (pad) =>
    assert.equal(await pad.ask(info), framed('00 312E3030 534E3030303100000000000000000000')),
  )
})

test('K1 loads in clear by the frame of the page once the station is authenticated', () =>
  withSession('', async (pad) => {
    assert.equal(await pad.ask(loadK1), ok)
    assert.deepEqual(pad.slots(), [tmk100])
  }))

test('a wrong check value is answered by the frame of the page, and nothing is kept', () =>
  withSession('', async (pad) => {
    assert.equal(await pad.ask(framed(`2D6410${K1}08D7B5`)), badKcv)
    assert.deepEqual(pad.slots(), [])
  }))

test('a load is refused with 20 where the station is not authenticated, and taken where it need not be', async () => {
  await behaving('', async (pad) => {
    assert.equal(await pad.ask(loadK1), '100220201003')
    assert.deepEqual(pad.slots(), [])
  })
  await open('', async (pad) => {
    assert.equal(await pad.ask(loadK1), ok)
    assert.deepEqual(pad.slots(), [tmk100])
  })
})

test('a refused load leaves the key that was there', () =>
  open('', async (pad) => {
    await pad.ask(loadK1)
    assert.equal(await pad.say(`2D6410${R}08D7B4`), '04')
    assert.deepEqual(pad.slots(), [tmk100])
  }))

test('a serial port opens it and loads a key', async () => {
  const simulator = await startSimulator(simulatorOf('castles-pci100'), { behave: ['auth=off'] })
  const port = new SerialPort({ path: simulator.path, baudRate: 9_600 })
  const heard = await new Promise<Buffer>((resolve) => {
    let bytes = Buffer.alloc(0)
    port.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      if (bytes.length >= 6) resolve(bytes)
    })
    port.write(bytesOf(loadK1))
  })
  assert.equal(heard.toString('hex').toUpperCase(), ok)
  await new Promise((closed) => port.close(closed))
  await simulator.stop()
})

test('a single wrong bit anywhere in a check value is found', () =>
  open('', async (pad) => {
    for (let bit = 0; bit < 24; bit++) {
      const wrong = (0xaf8c07 ^ (1 << bit)).toString(16).padStart(6, '0')
      assert.equal(await pad.say(`2D6410${R}${wrong}`), '04', `bit ${bit}`)
    }
    assert.deepEqual(pad.slots(), [])
  }))

test('the halves of a key are not exchanged', () =>
  open('', async (pad) => {
    assert.equal(await pad.say(`2D6410${R.slice(16)}${R.slice(0, 16)}AF8C07`), '04')
    assert.deepEqual(pad.slots(), [])
  }))

test('keys of single, double and triple length load in clear, under a master key, and under that one', () =>
  open('', async (pad) => {
    for (const load of [
      loadK1Body,
      `2D0008${S}A8B7B5`,
      `2DC618${K1}6AC292FAA1315B4DA60BD5`,
      `2C646510${R_UNDER_K1}AF8C07`,
      `2E646610${K2_UNDER_K1}D2B91C`,
      '2E006308CE9F175D2F2BD023D5D44F',
    ]) {
      assert.equal(await pad.say(load), '00', load)
    }
    assert.deepEqual(pad.slots(), [
      tmk100,
      'TMK 0 A8B7B5BD4A67D640',
      'TMK 198 A60BD533BC71C908',
      'TMK 101 AF8C074A692A3666',
      'TPK 102 D2B91CC5A758BB08',
      'TPK 99 D5D44FF720683D0D',
    ])
  }))

test('a working key comes under a master key that came under another', () =>
  open('same-key=kind', async (pad) => {
    await pad.ask(loadK1)
    await pad.say(`2C646510${R_UNDER_K1}AF8C07`)
    assert.equal(await pad.say(`2E656410${K1_UNDER_R}08D7B4`), '00')
    assert.equal(await pad.say(`2E656510${K1_UNDER_R}08D7B5`), '04')
    assert.deepEqual(pad.slots(), [tmk100, 'TMK 101 AF8C074A692A3666', 'TPK 100 08D7B4FB629D0885'])
  }))

test('wrap=cbc: the second half of the cryptogram is chained', () =>
  open('wrap=cbc', async (pad) => {
    await pad.ask(loadK1)
    assert.equal(await pad.say(`2C646510${R_UNDER_K1}AF8C07`), '04')
    assert.equal(await pad.say('2C646510D6BAB875F279357268BEFEE815532F0AAF8C07'), '00')
  }))

test('a key that is at another id is refused with 16, and one that comes again to its own id is taken', () =>
  open('', async (pad) => {
    await pad.ask(loadK1)
    assert.equal(await pad.say(`2D6510${K1}08D7B4`), '16')
    assert.equal(await pad.ask(loadK1), ok)
    assert.equal(await pad.say(loadR('65')), '00')
    assert.equal(await pad.say(`2E656410${K1_UNDER_R}08D7B4`), '16')
    assert.equal(await pad.say(loadR('64')), '16')
    assert.deepEqual(pad.slots(), [tmk100, 'TMK 101 AF8C074A692A3666'])
  }))

test('a key whose place is taken by another may come elsewhere', () =>
  open('', async (pad) => {
    await pad.ask(loadK1)
    assert.equal(await pad.say(loadR('64')), '00')
    assert.equal(await pad.say(`2D6510${K1}08D7B4`), '00')
  }))

test('same-key: a master key may be a working key too, or any key anywhere', async () => {
  await open('same-key=kind', async (pad) => {
    await pad.ask(loadK1)
    await pad.say(loadR('65'))
    assert.equal(await pad.say(`2E656410${K1_UNDER_R}08D7B4`), '00')
    assert.equal(await pad.say(`2E656610${K1_UNDER_R}08D7B4`), '16')
  })
  await open('same-key=none', async (pad) => {
    await pad.ask(loadK1)
    assert.equal(await pad.say(`2D6510${K1}08D7B4`), '00')
    assert.deepEqual(pad.slots(), [tmk100, 'TMK 101 08D7B4FB629D0885'])
  })
})

test('ids=shared: a working key takes the place of a master key, and is no master key itself', () =>
  open('ids=shared', async (pad) => {
    await pad.ask(loadK1)
    assert.equal(await pad.say(`2E646410${K2_UNDER_K1}D2B91C`), '00')
    assert.deepEqual(pad.slots(), ['TPK 100 D2B91CC5A758BB08'])
    assert.equal(await pad.say(`2E646510${R_UNDER_K1}AF8C07`), '14')
    assert.equal(await pad.say(loadR('64')), '00')
    assert.deepEqual(pad.slots(), ['TMK 100 AF8C074A692A3666'])
  }))

test('a pad without a serial number has none to tell, authenticates nobody, and takes one from anybody once', () =>
  behaving('no-serial random=F0F1F2F3F4F5F6F7', async (pad) => {
    assert.equal(await pad.say('30'), `00312E3030${'00'.repeat(16)}`)
    assert.equal(await pad.say('310001020304050607'), 'FD')
    assert.equal(await pad.say(`34${'30'.repeat(15)}`), '01')
    assert.equal(await pad.say(`34${'30'.repeat(16)}`), '00')
    assert.equal(await pad.say('30'), `00312E3030${'30'.repeat(16)}`)
    assert.equal(await pad.say('310001020304050607'), '00F0F1F2F3F4F5F6F7A591817DA4971AEB')
    assert.equal(await pad.say(`34${'31'.repeat(16)}`), '20')
    assert.equal(await pad.say('32E3DC44BCF2053B21'), '00')
    assert.equal(await pad.say(`34${'31'.repeat(16)}`), '00')
    assert.equal(await pad.ask(loadK1), '100220201003')
    assert.equal(await pad.say('30'), `00312E3030${'31'.repeat(16)}`)
  }))

test('a PIN entry and a MAC need a working key; nobody enters a PIN, and the page gives a MAC no data', async () => {
  await open('', async (pad) => {
    await pad.ask(loadK1)
    assert.equal(await pad.say('44'), '02')
    assert.equal(await pad.say('43'), '02')
    await pad.say(`2E646610${K2_UNDER_K1}D2B91C`)
    assert.equal(await pad.say('44'), '0A')
    assert.equal(await pad.say('43'), 'FE')
  })
  for (const end of ['0B', '0C']) {
    await open(`pin=${end}`, async (pad) => {
      await pad.ask(loadK1)
      await pad.say(`2E646610${K2_UNDER_K1}D2B91C`)
      assert.equal(await pad.say('44'), end)
    })
  }
})

test('no key is left in memory when the simulator has stopped', async () => {
  const before = liveSecrets()
  await withSession('', async (pad) => {
    await pad.ask(loadK1)
    await pad.say(loadR('65'))
    await pad.say(loadR('65'))
    await pad.say(`2D6610${K1}08D7B4`)
    // Two keys, the admin key and two session keys.
    assert.equal(liveSecrets(), before + 5)
  })
  assert.equal(liveSecrets(), before)
})
