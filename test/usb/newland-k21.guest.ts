// Inside the guest: a K21 on a real USB cable, and the station's command line at the other end of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newlandK21Simulator } from '../../electron/devices/newland-k21/sim.js'
import { type RunningSimulator, startSimulator } from '../../electron/devices/simulator.js'
import type { CliResult } from '../harness/cli.js'
import { cliHere } from '../harness/cli-here.js'
import { faultOf, job, kcvOf, Lab, last, names, tpk } from '../harness/lab.js'
import { COMPUTER_END, makeGadget, seen } from './gadget.js'
import { type Break, usbCable } from './usb-cable.js'

/** The vendor is Newland's (usb.ids); the product is ours to choose, for the driver goes by the vendor alone. */
const ids = { vendorId: '1eab', productId: '0f21', manufacturer: 'Newland', product: 'PIN pad' }
/** TPK 2 of the job; the terminal gives eight bytes. */
const LOADED = { usage: 'TPK', slot: 2, kcv: '08D7B4FB629D0885' }
/** Twenty bytes behind the load's command code, in the middle of the key. */
const MIDDLE_OF_THE_KEY: Break = { bytes: '1A05', after: 20 }

let lab: Lab
before(async () => {
  makeGadget(ids)
  lab = await Lab.create()
})
after(() => lab.close())

/** What the simulated terminal says of its keys is the judge: its TPKs, whatever the station believes. */
const tpks = (terminal: RunningSimulator) => terminal.slots().filter(({ usage }) => usage === 'TPK')

/** A terminal with this serial number, to USB and to the protocol, plugged in for the time of a scene. */
async function plugged(
  serial: string,
  behaviours: readonly string[],
  scene: (terminal: RunningSimulator) => Promise<void>,
  breaks?: () => Break | null,
): Promise<void> {
  const cable = usbCable(serial, breaks)
  const terminal = await startSimulator(newlandK21Simulator, { serial, behave: behaviours, cable })
  try {
    await seen(true)
    await scene(terminal)
  } finally {
    await terminal.stop()
    await seen(false)
  }
}
/** A command in this process: starting one takes an emulated machine several seconds. Loads have a process of their own. */
async function here(words: string, input: readonly object[] = []): Promise<CliResult> {
  const { code, out, err } = await cliHere(words, input)
  const json = out.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { code, out: out.join('\n'), err: err.join('\n'), json }
}
const AT = `--port ${COMPUTER_END}=newland-k21`
const portsSeen = async () => (await here('ports')).json.filter(({ path }) => path === COMPUTER_END)
const readBack = (attempt: string) => here(`read-back --data-dir ${lab.data} ${AT} --attempt ${attempt}`)
const outcome = (result: CliResult) => [result.code, last(result).outcome]

test('a terminal that is plugged in is listed with its ids and its family, and not before nor after', async () => {
  assert.deepEqual(await portsSeen(), [])
  await plugged('N850USB00001', [], async () => {
    assert.deepEqual(await portsSeen(), [
      {
        path: COMPUTER_END,
        vendorId: '1eab',
        productId: '0f21',
        serialNumber: 'N850USB00001',
        drivers: ['newland-k21'],
      },
    ])
  })
  assert.deepEqual(await portsSeen(), [])
})

test('chosen by its USB ids, identified, loaded and read back: injected, and the key is there', () =>
  plugged('N850USB00002', [], async (terminal) => {
    const result = await lab.inject(job([tpk()]), COMPUTER_END)
    assert.deepEqual(outcome(result), [0, 'injected'], result.out + result.err)
    assert.deepEqual(names(result), [
      'attempt-intent',
      'device',
      'slots',
      'attempt-armed',
      'kcv',
      'slots',
      'attempt-result',
    ])
    const { reported, provenance, verdict } = kcvOf(result)!
    assert.deepEqual([reported, provenance, verdict], ['08D7B4', 'computed', 'match'])
    assert.deepEqual(tpks(terminal), [LOADED])
  }))

test('unplugged after the key and before the answer: only that very terminal, plugged in again, settles it', () =>
  plugged('N850USB00003', ['cut-after-load', 'replug=never'], async (terminal) => {
    const result = await lab.inject(job([tpk()]), COMPUTER_END)
    assert.deepEqual(outcome(result), [2, 'indeterminate'], result.out + result.err)
    assert.equal(faultOf(last(result)), 'wire/gone')
    const attempt = String(last(result).attempt)
    await seen(false)

    await plugged('N850USB00004', [], async (stranger) => {
      const refused = await readBack(attempt)
      assert.deepEqual([refused.code, last(refused).code], [77, 'injection/other-device'], refused.out)
      assert.deepEqual(tpks(stranger), [])
    })

    terminal.replug()
    await seen(true)
    const back = await readBack(attempt)
    assert.deepEqual([back.code, kcvOf(back)?.verdict, kcvOf(back)?.reported], [0, 'match', '08D7B4'], back.out)
    assert.deepEqual(tpks(terminal), [LOADED])
  }))

test('unplugged in the middle of the key: indeterminate, never loaded again, and an empty slot is no success', async () => {
  let fragile = true
  await plugged(
    'N850USB00005',
    [],
    async (terminal) => {
      const result = await lab.inject(job([tpk()]), COMPUTER_END)
      assert.deepEqual(outcome(result), [2, 'indeterminate'], result.out + result.err)
      assert.deepEqual(tpks(terminal), [])
      await seen(false)

      fragile = false
      terminal.replug()
      await seen(true)
      const blocked = await here(`inject --data-dir ${lab.data} ${AT}`, [job([tpk()])])
      assert.deepEqual([...outcome(blocked), faultOf(last(blocked))], [1, 'refused', 'injection/blocked'])
      const back = await readBack(String(last(result).attempt))
      assert.equal(back.code, 2, back.out)
      assert.deepEqual(tpks(terminal), [])
    },
    () => (fragile ? MIDDLE_OF_THE_KEY : null),
  )
})
