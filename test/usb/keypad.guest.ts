// Inside the guest: a component typed on a designated keypad. While the station has it, the desktop sees no key press of it.
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { ComponentEntry } from '../../electron/ceremony/entry.js'
import { checkValue } from '../../electron/keys/kcv.js'
import { type Drained, openKeypad } from '../../electron/keys/keypad.js'
import { FIRST, FIRST_KCV } from '../harness/ceremony.js'
import { BACKSPACE, codesOf, ENTER, LETTER_O, openDesktop, plugKeypad } from './keypad-device.js'

/** Long enough for a key press to have come through the emulated machine's desktop. */
const SETTLES_MS = 700

/** What several looks told, as one. */
function add(sum: { -readonly [Name in keyof Drained]: Drained[Name] }, one: Drained): void {
  for (const name of ['taken', 'refused', 'full'] as const) sum[name] += one[name]
  for (const name of ['finish', 'abort', 'lost'] as const) sum[name] ||= one[name]
}

test('without the grab a program on the desktop sees every key press of a keypad; with it none, and the station all', async () => {
  const keypad = await plugKeypad()
  const desktop = await openDesktop(keypad, mkdtempSync(join(tmpdir(), 'kcv-desk-')))
  try {
    await pause(SETTLES_MS)
    const first = desktop.seen()
    await keypad.press(codesOf('123'))
    while (desktop.seen() < first + 3) await pause(50)

    using entry = new ComponentEntry(16)
    const taken = openKeypad(keypad.found.path)
    const before = desktop.seen()
    const told = { taken: 0, refused: 0, full: 0, finish: false, abort: false, lost: false }
    const looking = setInterval(() => !told.finish && add(told, taken.drain(entry.native)), 15)
    await keypad.press([...codesOf(FIRST.slice(0, 20)), LETTER_O, BACKSPACE])
    await keypad.press([...codesOf(FIRST.slice(19)), 2, ENTER, 2])
    while (!told.finish && !told.lost) await pause(20)
    clearInterval(looking)
    assert.deepEqual(told, { taken: 20 + 1 + 13, refused: 1, full: 1, finish: true, abort: false, lost: false })
    using component = entry.seal()!
    assert.equal(checkValue(component, 'tdes-zeros').hex, FIRST_KCV)
    assert.doesNotMatch(JSON.stringify(told), /[A-F]/)
    await pause(SETTLES_MS)
    assert.equal(desktop.seen(), before, 'the desktop saw none of it')
    assert.throws(() => openKeypad(keypad.found.path), { code: 'ceremony/keypad-refused' })

    taken.close()
    await pause(SETTLES_MS)
    await keypad.press(codesOf('45'))
    while (desktop.seen() < before + 2) await pause(50)
  } finally {
    await desktop.close()
    await keypad.unplug()
  }
})

test('a keypad that is unplugged while a component is typed is lost, not waited for', async () => {
  const keypad = await plugKeypad()
  using entry = new ComponentEntry(16)
  const taken = openKeypad(keypad.found.path)
  await keypad.press(codesOf('1234'))
  assert.deepEqual(taken.drain(entry.native), {
    taken: 4,
    refused: 0,
    full: 0,
    finish: false,
    abort: false,
    lost: false,
  })
  await keypad.unplug()
  assert.equal(taken.drain(entry.native).lost, true)
  taken.close()
  taken.close()
})

test('a keypad that is pressed faster than it is asked is lost: a digit that is missing is never passed over', async () => {
  const keypad = await plugKeypad()
  using entry = new ComponentEntry(16)
  const taken = openKeypad(keypad.found.path)
  await keypad.press(codesOf(`${FIRST}${FIRST}${FIRST}`))
  assert.equal(taken.drain(entry.native).lost, true)
  taken.close()
  await keypad.unplug()
})
