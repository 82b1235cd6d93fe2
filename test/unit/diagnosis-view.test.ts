// A diagnosis as the window shows it: sentences apart, lists where no machine looked, ticks and answers out of records.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditRecord } from '../../electron/audit/record.js'
import { commands } from '../../electron/contract/commands.js'
import type { TypedCase } from '../../electron/contract/diagnosis-commands.js'
import { statusOf } from '../../electron/diagnosis/checklists.js'
import { diagnose, readCase } from '../../electron/diagnosis/index.js'
import { nothingDone, type Progress, withRecord } from '../../electron/diagnosis/progress.js'
import { bytesOf } from '../../electron/diagnosis/typed-case.js'
import { diagnosisView } from '../../electron/diagnosis/view.js'

const typed: TypedCase = {
  ...{ method: 'tdes-zeros', expected: '849956', station: '', reported: '8c a6 4d', form: 'components' },
  ...{ components: ['A1B2C3', 'A1B2C3'], before: '', serial: 'SN0001', code: '', signIn: null },
}
/** A sign-in of which nothing is known yet. */
const noSignIn: NonNullable<TypedCase['signIn']> = {
  ...{ field62: '', wrong: [], pikKcv: '', makKcv: '', tdkKcv: '', tmkKcv: '', hostTmkKcv: '' },
  ...{ keyIndex: '', loadedIndex: '', terminalId: '', keyTerminalId: '', algorithm: '', slotState: '' },
  ...{ othersFailing: null, onset: '', codes: '', events: [] },
}
const shown = async (one: TypedCase, progress: Progress = nothingDone) => {
  using open = readCase(bytesOf(one), { lab: false })
  const made = await diagnose(open.case)
  return diagnosisView({
    ...{ made, known: open.case, progress, id: 12, wall: '2026-11-22T08:00:00.000Z', attempt: null, label: null },
    ...{ search: 'impossible', practice: null },
  })
}
const record = (type: string, seq: number, body: object): AuditRecord =>
  ({ type, seq, wall: '2026-11-22T08:01:00.000Z', actors: ['zhang'], body }) as unknown as AuditRecord
const of = { diagnosis: 12, attempt: 'at-1' }
/** As the monitor and the diagnosis both leave it. */
const ticking = (seq: number, change: object) =>
  record('plan-step-ticked', seq, {
    ...{ plan: 'diagnosis/at-1', step: 'custody-check', done: true, by: 'li', note: '' },
    ...change,
  })
const tick = (seq: number, change: object) =>
  record('diagnosis-step', seq, { ...of, serial: null, step: 'custody-check', kind: 'step', done: true, ...change })

test('the first sentence names the cause, the rest says what to do', async () => {
  const { causes, values, marked } = await shown(typed)
  assert.equal(causes[0]?.cause, 'component-duplicated')
  assert.deepEqual(causes[0].said, { zh: '同一分量被输入了两次。', en: 'A component went in twice.' })
  assert.match(causes[0].advice.en, /^Begin the load anew/)
  assert.equal(values.reported, '8CA64D')
  assert.deepEqual(marked.components, [1, 2])
})

test('a tick names who and when, and is gone once it is taken back', async () => {
  const ticked = withRecord(nothingDone, tick(20, {}), of)
  const step = async (progress: Progress) =>
    (await shown(typed, progress)).plan.find(({ id }) => id === 'custody-check')
  assert.deepEqual((await step(ticked))?.done, { by: 'zhang', wall: '2026-11-22T08:01:00.000Z', seq: 20 })
  assert.equal((await step(withRecord(ticked, tick(21, { done: false }), of)))?.done, null)
})

test('a tick of another attempt counts for nothing here; one of an earlier diagnosis of this attempt counts', () => {
  assert.equal(withRecord(nothingDone, tick(20, { diagnosis: 3, attempt: 'at-2' }), of), nothingDone)
  assert.equal(withRecord(nothingDone, tick(20, { diagnosis: 3 }), of).steps.size, 1)
  assert.equal(
    withRecord(nothingDone, tick(20, { diagnosis: 3, attempt: null }), { ...of, attempt: null }),
    nothingDone,
  )
})

test('a list is offered where no machine looked, and its answers decide; where the machine knows, its word stands', async () => {
  const answers = [
    { item: 'display', answer: 'ok' },
    { item: 'cable', answer: 'bad' },
  ]
  const body = { ...of, serial: null, check: 'system/hardware', answers }
  const { levels } = await shown(typed, withRecord(nothingDone, record('diagnosis-check', 22, body), of))
  const [hardware, firmware] = levels.system
  assert.equal(hardware?.status, 'fail')
  assert.equal(hardware.answered?.seq, 22)
  assert.equal(hardware.checklist?.find(({ item }) => item === 'cable')?.answer, 'bad')
  assert.equal(firmware?.checklist, null)
  assert.equal(statusOf(['none', 'none']), 'unknown')
  assert.equal(statusOf(['ok', 'none']), 'ok')
})

test('of a sign-in field 62 says what was expected of the key that is doubted', async () => {
  const field62 = '6701EAD6A9AD51E51AA406E2C27FCFA98D0A74B8B651F9E9BACE9AE10000000000000000AB7153CA'
  const signIn = { ...noSignIn, field62, wrong: ['mak'] as const, makKcv: '2E108E0E' }
  const { values, causes } = await shown({ ...typed, expected: '', reported: '', components: [], signIn })
  assert.equal(values.expected, 'AB7153CA')
  assert.equal(values.reported, '2E108E0E')
  assert.equal(causes[0]?.cause, 'zero-padded')
})

test('the gate takes no text as long as a key for a check value', () => {
  const accepts = (change: object) =>
    commands['diagnosis/case'].args.safeParse({ typed: { ...typed, ...change } }).success
  assert.ok(accepts({}))
  assert.ok(!accepts({ expected: '0123456789ABCDEFFEDCBA9876543210' }))
  assert.ok(!accepts({ components: ['0123456789ABCDEFFEDCBA9876543210'] }))
  assert.ok(!accepts({ lab: { key: '00' } }))
})

test('a tick of the monitor is a tick of the diagnosis; one of an alert with the same step is not', () => {
  assert.deepEqual(withRecord(nothingDone, ticking(30, {}), of).steps.get('custody-check'), {
    by: 'li',
    wall: '2026-11-22T08:01:00.000Z',
    seq: 30,
  })
  assert.equal(withRecord(nothingDone, ticking(30, { plan: 'repeated-mismatch/7/0' }), of), nothingDone)
  const typedCase = { diagnosis: 12, attempt: null }
  assert.equal(withRecord(nothingDone, ticking(30, { plan: 'diagnosis/12' }), typedCase).steps.size, 1)
})

test('all that a sign-in form holds becomes the case of the room', async () => {
  const signIn: NonNullable<TypedCase['signIn']> = {
    ...noSignIn,
    field62: '6701EAD6A9AD51E51AA406E2C27FCFA98D0A74B8B651F9E9BACE9AE10000000000000000AB7153CA',
    wrong: ['pik', 'mak'],
    ...{ keyIndex: '1', loadedIndex: '0', terminalId: '10000001', slotState: 'filled', codes: 'A0, 97 zz' },
    onset: '2026-11-20',
  }
  using open = readCase(bytesOf({ ...typed, expected: '', reported: '', components: [], signIn }), { lab: false })
  assert.deepEqual(
    {
      ...{ index: open.case.signIn?.keyIndex, loaded: open.case.signIn?.loadedIndex, onset: open.case.signIn?.onset },
      ...{ terminal: open.case.signIn?.terminalId, slot: open.case.signIn?.slotState },
      says: open.case.signIn?.events?.map(({ says, code }) => `${code} ${says}`),
    },
    {
      ...{ index: 1, loaded: 0, onset: '2026-11-20', terminal: '10000001', slot: 'filled' },
      says: ['A0 mac-failed', '97 terminal-unknown'],
    },
  )
  const { causes } = (await diagnose(open.case)).report
  assert.equal(causes[0]?.cause, 'wrong-key-index-setting')
})
