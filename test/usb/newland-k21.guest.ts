// Inside the guest: a K21 on a real USB cable, and the station's command line at the other end of it.
import assert from 'node:assert/strict'
import nodeModules from 'node:module'
import { after, before, test } from 'node:test'
import { newlandK21Simulator } from '../../electron/devices/newland-k21/sim.js'
import { type RunningSimulator, startSimulator } from '../../electron/devices/simulator.js'
import { type CliResult, cli, type Scratch } from '../harness/cli.js'
import { cliHere } from '../harness/cli-here.js'
import { faultOf, job, kcvOf, Lab, last, names, tpk } from '../harness/lab.js'
import { COMPUTER_END, makeGadget, seen } from './gadget.js'
import { type Break, usbCable } from './usb-cable.js'

/** The vendor is Newland's (usb.ids); the product is ours to choose, for the driver goes by the vendor alone. */
const ids = { vendorId: '1eab', productId: '0f21', manufacturer: 'Newland', product: 'PIN pad' }
/** TPK 2 of the job; the terminal gives eight bytes. */
const LOADED = { usage: 'TPK', slot: 2, kcv: '08D7B4FB629D0885' }
/** The load's TPK, in clear, slot 2, and how its published key begins; half of its sixteen bytes pass. */
const MIDDLE_OF_THE_KEY: Break = { bytes: '02010200160123', after: 5 + 8 }

let lab: Lab
before(async () => {
  // The processes to come find the station's modules compiled (Node from 22 on).
  ;(nodeModules as { flushCompileCache?: () => void }).flushCompileCache?.()
  makeGadget(ids)
  lab = await Lab.create(here)
})
after(() => lab.close())

/** A command in this process: starting one takes an emulated machine several seconds. */
async function here(_place: Scratch, words: readonly string[], input: object | string = ''): Promise<CliResult> {
  const { code, out, err } = await cliHere(words.join(' '), [input])
  const json = out.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { code, out: out.join('\n'), err: err.join('\n'), json }
}
/** A load has a process of its own, as in a station's life. The terminal is told by its USB ids alone. */
const load = () => cli(lab.place, ['inject', '--data-dir', lab.data, '--port', COMPUTER_END], job([tpk()]))
const portsSeen = async () =>
  (await cliHere('ports', [])).out.map((line) => JSON.parse(line)).filter(({ path }) => path === COMPUTER_END)
const readBack = (attempt: string) =>
  lab.run(['read-back', '--port', `${COMPUTER_END}=newland-k21`, '--attempt', attempt])
const outcome = (result: CliResult) => [result.code, last(result).outcome]

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
    const result = await load()
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
    const result = await load()
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
      const result = await load()
      assert.deepEqual(outcome(result), [2, 'indeterminate'], result.out + result.err)
      assert.deepEqual(tpks(terminal), [])
      await seen(false)

      fragile = false
      terminal.replug()
      await seen(true)
      const blocked = await lab.inject(job([tpk()]), COMPUTER_END)
      assert.deepEqual([...outcome(blocked), faultOf(last(blocked))], [1, 'refused', 'injection/blocked'])
      const back = await readBack(String(last(result).attempt))
      assert.equal(back.code, 2, back.out)
      assert.deepEqual(tpks(terminal), [])
    },
    () => (fragile ? MIDDLE_OF_THE_KEY : null),
  )
})
