// Roles × actions, written down a second time by hand: every cell of the table is compared, and asked at the gate.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CommandName, commands } from '../../electron/contract/commands.js'
import type { Fault } from '../../electron/contract/fault.js'
import { type Role, roles } from '../../electron/contract/persons.js'
import { type Action, stateChanges } from '../../electron/custody/action.js'
import { mayDo, ruleOf, rules } from '../../electron/custody/roles.js'
import { assertMay, type Standing } from '../../electron/custody/staff.js'

/**
 * Columns: administrator, technician, custodian, officer, auditor, nobody. `+` may; `.` may not; `2` may with a second
 * person; `w` may, and where it weakens something with a second person.
 */
const table = `
station/view          + + + + + +
station/language      + + + + + +
session/sign-in       + + + + + +
session/claim         + + + + + +
session/sign-out      + + + + + +
session/lock          + + + + + .
second/agree          + + + + + .
second/withdraw       + + + + + .
credential/change     + + + + + .
factor/begin          + + + + + .
factor/confirm        + + + + + .
factor/remove         2 2 2 2 2 .
birth/begin           . . . . . .
birth/person          . . . . . .
birth/finish          . . . . . .
birth/cancel          . . . . . .
person/list           + . . + + .
person/enrol          2 . . . . .
person/role           2 . . . . .
person/remove         2 . . . . .
person/unlock         2 . . . . .
person/reset          2 . . . . .
policy/set            w . . w . .
port/simulate         . . . . . .
port/probe            . . . . . .
port/add              . + . . . .
port/remove           . + . . . .
port/identify         . + . . . .
port/family           . + . . . .
port/rename           . + . . . .
port/settings         . + . . . .
port/configure        . + . . . .
port/scan             . + . . . .
job/open              . + . + . .
job/approve           . . . + . .
job/choose            . + . . . .
job/start             . + . . . .
job/allow-erase       . 2 . . . .
job/stop              + + . + . .
attempt/read-back     . + . . . .
attempt/close         . . . + . .
question/answer       . + + . . .
ceremony/begin        . . + + . .
ceremony/open         . . . + . .
ceremony/bring        . . + . . .
ceremony/finish       . . + . . .
ceremony/clear        . . + . . .
ceremony/confirm      . . + . . .
ceremony/differs      . . + . . .
ceremony/again        . . + . . .
ceremony/take         . . + + . .
ceremony/approve      . . . + . .
ceremony/abort        + + + + . .
ceremony/wipe         + + + + . .
ceremony/keypad       + . . + . .
component/enter       . . + . . .
key/approve           . . . + . .
key/station-combine   . . . 2 . .
load/arm              . + . . . .
device/release        . . . + . .
audit/list            + + . + + .
audit/survey          + + . + + .
audit/rows            + + . + + .
audit/record          + + . + + .
audit/verify          + + . + + .
audit/stop            + + . + + .
audit/report          . . . + + .
audit/csv             . . . + + .
audit/print           . . . + + .
audit/report-csv      . . . + + .
audit/runs            . . . + + .
audit/receipt         . + . + + .
audit/receipt-paper   . + . + + .
audit/export          . . . + + .
audit/cosign          . . . w . .
audit/prune-plan      + . . + . .
audit/prune           2 . . 2 . .
monitor/view          + . . + + .
monitor/export        . . . + + .
alert/acknowledge     . . . + . .
plan/tick             + + . + . .
threshold/change      w . . . . .
syslog/set            w . . . . .
diagnosis/explain     . + . + . .
diagnosis/case        . + . + . .
diagnosis/search      . . . . . .
diagnosis/longer      . . . . . .
diagnosis/search-longer . . . . . .
diagnosis/tick        . + . + . .
diagnosis/check       . + . + . .
diagnosis/failures    . + . + . .
diagnosis/import-log  . + . + . .
diagnosis/print       . + . + . .
monitor/print         . . . + + .
register/view         + + . + + .
register/firmware     + . . . . .
register/calendar     + . . + . .
register/withdraw     + . . + . .
register/dependency   + . . . . .
training/view         . . . . . .
training/start        . . . . . .
`
type Cell = '+' | '.' | '2' | 'w'
const standings = [...roles, 'nobody'] as const
const cells = table
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [action, ...marks] = line.split(/\s+/) as [Action, ...Cell[]]
    return standings.map((standing, column) => ({ action, standing, cell: marks[column]! }))
  })

/** Rows of rooms that others build; they bring a row here with their command. */
const written = new Set(cells.map(({ action }) => action))

test('every command and every change of state has its row, and no row outlived its action', () => {
  const all = [...Object.keys(commands), ...stateChanges].sort()
  assert.deepEqual(Object.keys(rules).sort(), all)
  assert.deepEqual([...written].sort(), all)
})

const found = (action: Action, standing: Role | 'nobody'): Cell => {
  const rule = ruleOf(action)
  if (standing === 'nobody') return rule.nobody ? '+' : '.'
  if (!mayDo(standing, action)) return '.'
  if (!rule.with) return '+'
  return rule.when === 'weakens' ? 'w' : '2'
}

for (const { action, standing, cell } of cells)
  test(`${standing} × ${action} is ${cell}`, () => {
    assert.equal(found(action, standing), cell)
    if (Object.hasOwn(commands, action))
      assert.equal(atTheGate(standing, action as CommandName), cell === '.' ? 'denied' : 'let through')
  })

function atTheGate(standing: Standing, name: CommandName): 'denied' | 'let through' {
  try {
    assertMay(standing, name)
    return 'let through'
  } catch (error) {
    const { code } = error as Fault
    assert.equal(code, standing === 'nobody' ? 'custody/nobody' : 'custody/not-your-role')
    return 'denied'
  }
}

test('what takes two can be agreed to by somebody, and lab knows no roles', () => {
  for (const action of written) {
    const { with: seconds } = ruleOf(action)
    if (seconds) assert.ok(seconds.length > 0, action)
  }
  for (const name of Object.keys(commands) as CommandName[]) assert.doesNotThrow(() => assertMay('lab', name))
})

test('an officer never injects, and an auditor changes nothing', () => {
  for (const action of ['job/start', 'job/choose', 'load/arm', 'job/allow-erase', 'component/enter'] as const)
    assert.equal(mayDo('officer', action), false, action)
  const own = /^(station|session|second|credential|factor)\//
  const allowed = (Object.keys(rules) as Action[]).filter((action) => mayDo('auditor', action) && !own.test(action))
  const reading = /^(audit\/|monitor\/(view|export|print)|person\/list|register\/view)/
  assert.deepEqual(
    allowed.filter((action) => !reading.test(action)),
    [],
  )
})
