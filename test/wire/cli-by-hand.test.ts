// Loading by hand from the command line: the job on standard input, people's answers from a file, every step in the log.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { cli } from '../harness/cli.js'
import { faultOf, job, kcvOf, Lab, last, names, tmk } from '../harness/lab.js'

let lab: Lab
before(async () => {
  lab = await Lab.create()
})
after(() => lab.close())

const PORT = 'manual:1=manual'
const byHand = (change: object = {}) => {
  const { under: _, ...key } = tmk({
    material: { form: 'by-hand' },
    kcv: { method: 'tdes-zeros', bytes: 3, expected: '08D7B4' },
  })
  return { ...key, ...change }
}
const serial = (text: string) => ({ answer: { kind: 'serial', serial: text, how: 'typed', again: text } })
const loaded = { answer: { kind: 'load' } }
const reading = (value: string | null) => ({ answer: { kind: 'reading', value } })
let files = 0
function answers(...lines: object[]): string[] {
  const path = join(lab.place.folder, `answers-${++files}`)
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'))
  return ['--answers', path]
}
const load = (lines: object[], ports = [PORT], keys = [byHand()]) =>
  lab.run(['inject', ...answers(...lines), ...ports.flatMap((port) => ['--port', port])], job(keys))

test('a TMK loaded by hand is attested; the questions come as events, and no event before the end holds the value', async () => {
  const result = await load([serial('LD0001'), loaded, reading('08D7B4'), reading('08D7B4')])
  assert.equal(result.code, 1, result.out + result.err)
  assert.deepEqual(names(result), [
    'attempt-intent',
    'question',
    'device',
    'slots',
    'attempt-armed',
    'question',
    'question',
    'question',
    'kcv',
    'slots',
    'attempt-result',
  ])
  assert.deepEqual([last(result).outcome, last(result).warnings], ['attested', ['single-person']])
  assert.equal(kcvOf(result)!.provenance, 'human')
  assert.doesNotMatch(JSON.stringify(result.json.slice(0, 8)), /08D7B4/)
  const [device] = result.json.filter(({ event }) => event === 'device')
  assert.deepEqual([device!.serial, device!.serialSource, device!.family], ['LD0001', 'scanned', 'manual'])
  const { json } = await lab.records('attempt-answer')
  assert.deepEqual(
    json.map(({ body }) => (body as { said: string }).said),
    ['loaded', 'value', 'value'],
  )
})
test('answers that end after people were told to load: indeterminate, blocked, and settled by a later reading', async () => {
  const cut = await load([serial('LD0002'), loaded, reading('08D7B4')])
  assert.equal(cut.code, 2, cut.out)
  assert.deepEqual([last(cut).outcome, faultOf(last(cut))], ['indeterminate', 'people/called-off'])
  // Two people are still to read it.
  assert.doesNotMatch(cut.out, /08D7B4/)
  const again = await load([serial('LD0002'), loaded])
  assert.deepEqual([last(again).outcome, faultOf(last(again))], ['refused', 'injection/blocked'])
  const id = String(cut.json[0]!.attempt)
  const back = (...lines: object[]) => lab.run(['read-back', '--port', PORT, '--attempt', id, ...answers(...lines)])
  const other = await back(serial('LD0009'))
  assert.equal(last(other).code, 'injection/other-device')
  const differing = [reading('08D7B4'), reading('08D784')]
  const unread = await back(serial('LD0002'), ...differing, ...differing, ...differing)
  assert.equal(unread.code, 2, unread.out)
  assert.doesNotMatch(unread.out, /08D7B4/)
  const settled = await back(serial('LD0002'), reading('08D7B4'), reading('08D7B4'))
  assert.equal(settled.code, 1, settled.out)
  assert.deepEqual([last(settled).verdict, last(settled).provenance], ['match', 'human'])
  assert.equal(last(await load([serial('LD0002'), loaded, reading('08D7B4'), reading('08D7B4')])).outcome, 'attested')
})
test('two places at once take their answers by port', async () => {
  const at = (port: string, line: object) => ({ port, ...line })
  const both = ['manual:1', 'manual:2'].flatMap((port) =>
    [serial(`SN-${port}`), loaded, reading('08D7B4'), reading('08D7B4')].map((line) => at(port, line)),
  )
  const result = await load(both, ['manual:1=manual', 'manual:2=manual'])
  const outcomes = result.json.filter(({ event }) => event === 'attempt-result').map(({ outcome }) => outcome)
  assert.deepEqual(outcomes, ['attested', 'attested'], result.out)
})
test('a line and people do not go together, nor does a key in the job', async () => {
  const wrong = await load([], ['/dev/ttyS77=manual'])
  assert.deepEqual([wrong.code, wrong.json[0]!.code], [64, 'people/no-line'])
  const path = await load([], ['manual:1=newland-k21'])
  assert.equal(path.json[0]!.code, 'people/no-line')
  const clear = await load([serial('LD0003')], [PORT], [byHand({ material: tmk().material })])
  assert.deepEqual(
    [clear.code, clear.json[0]!.code, clear.json[0]!.field],
    [65, 'devices/cannot-load', 'keys[0].material.form'],
  )
})
test('without a keyboard and without answers nobody can be asked, and nothing is begun', async () => {
  const result = await lab.run(['inject', '--port', PORT, '--answers', join(lab.place.folder, 'none')], job([byHand()]))
  assert.deepEqual([result.code, result.json[0]!.code], [65, 'input/unreadable-file'])
})
test('the driver is listed with what it proves', async () => {
  const { json } = await cli(lab.place, ['drivers'])
  const row = json.find(({ id }) => id === 'manual') as { loads: { provenance: string; forms: string[] }[] } | undefined
  assert.ok(row?.loads.every(({ provenance, forms }) => provenance === 'human' && forms.join() === 'by-hand'))
})
