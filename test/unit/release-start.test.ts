// What the packaged app may be started with, decided without starting it; the packaged app itself is tried in test/package.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusedVariable } from '../../electron/release/environment.js'
import { readWords, shownWord } from '../../electron/release/words.js'

test('without words the window opens; behind the end of switches stands a command', () => {
  assert.deepEqual(readWords([]), { refused: null, command: null })
  assert.deepEqual(readWords(['--ozone-platform=headless', '--', 'kcv', '--inspect']), {
    refused: null,
    command: ['kcv', '--inspect'],
  })
})

test('every word that is not allowed is refused, also among allowed ones', () => {
  for (const word of ['--inspect', '-r', '--ozone-platform=wayland', '--no-sandbox', 'file.js', '', '—inspect'])
    assert.equal(readWords(['--log-level=3', word, '--', 'kcv']).refused, word)
})

test('of a word only a switch’s name is ever shown', () => {
  assert.equal(shownWord('--js-flags=--expose-gc'), '--js-flags')
  assert.equal(shownWord('0123456789ABCDEFFEDCBA9876543210'), '…')
})

test('a person’s usual variables are no reason to refuse', () => {
  const usual = [
    'HOME',
    'PATH',
    'DISPLAY',
    'XAUTHORITY',
    'LANG',
    'LC_ALL',
    'CHROME_DESKTOP',
    'GTK_IM_MODULE',
    'DBUS_SESSION_BUS_ADDRESS',
  ]
  assert.equal(refusedVariable(usual), null)
  for (const name of ['LD_PRELOAD', 'NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'GTK_MODULES'])
    assert.equal(refusedVariable([...usual, name]), name)
})
