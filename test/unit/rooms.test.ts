// The map of rooms, held: every import in the sources is compared with the table, and the table itself is tried.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge, readSource, roomOf } from '../harness/rooms.js'
import { filesBelow, foldersIn, linesOf, textOf } from '../harness/tree.js'

const LONGEST_FILE = 250
/** Longer is a remark in the report, not a failure. */
const LONG_MEDIAN = 80
const LONGEST_README = 15

const code = ['electron', 'renderer'].flatMap((folder) => filesBelow(folder, /\.(ts|cts|tsx)$/))
const everything = [...code, ...filesBelow('native', /\.(c|h|ts)$/), ...filesBelow('test', /\.ts$/)]

test('no file imports what the table does not allow it', () => {
  assert.ok(code.length > 50, 'the sources were found')
  assert.deepEqual(
    code.flatMap((path) => judge(readSource(path, textOf(path)))),
    [],
  )
})

const refused: readonly [what: string, path: string, text: string, sentence: string][] = [
  [
    'the cable that asks the log for something',
    'electron/wire/serial.ts',
    "import { append } from '../audit/log.js'",
    'electron/wire/serial.ts (wire) imports ../audit/log.js (audit)',
  ],
  [
    'a driver that makes check values of its own',
    'electron/devices/newland-k21/index.ts',
    "import { checkValue } from '../../keys/kcv.js'",
    'electron/devices/newland-k21/index.ts (family) imports ../../keys/kcv.js (keys)',
  ],
  [
    'a driver that borrows from another family',
    'electron/devices/newland-k21/index.ts',
    "import { codes } from '../pax-d/codes.js'",
    'electron/devices/newland-k21/index.ts imports ../pax-d/codes.js: a family never knows another',
  ],
  [
    'a simulator that shares the codec with its driver',
    'electron/devices/newland-k21/sim.ts',
    "import { stxBcd2 } from '../../wire/codecs/stx-bcd2.js'",
    'electron/devices/newland-k21/sim.ts (family simulator) imports ../../wire/codecs/stx-bcd2.js (wire)',
  ],
  [
    'a simulator written from its driver',
    'electron/devices/newland-k21/sim.ts',
    "import { commands } from './commands.js'",
    'electron/devices/newland-k21/sim.ts (family simulator) imports ./commands.js (family)',
  ],
  [
    'the renderer that takes a value from the contract',
    'renderer/app.tsx',
    "import { faultTable } from '../electron/contract/fault-table.js'",
    'renderer/app.tsx (renderer) imports ../electron/contract/fault-table.js (contract)',
  ],
  [
    'the renderer that reaches for Node',
    'renderer/app.tsx',
    "import { readFileSync } from 'node:fs'",
    'renderer/app.tsx imports the package node:fs',
  ],
  [
    'a room that opens files',
    'electron/injection/run.ts',
    "import { readFileSync } from 'node:fs'",
    'electron/injection/run.ts touches the file system',
  ],
  [
    'a package taken in by a dynamic import',
    'electron/keys/kcv.ts',
    "const it = await import('left-pad')",
    'electron/keys/kcv.ts imports the package left-pad',
  ],
  [
    'a second door for messages',
    'electron/window.ts',
    "import { ipcMain } from 'electron'",
    'electron/window.ts touches ipcMain',
  ],
  [
    'electron where the room must run headless',
    'electron/audit/log.ts',
    "import { app } from 'electron'",
    'electron/audit/log.ts touches electron',
  ],
  [
    'the serial port outside the cable',
    'electron/devices/find.ts',
    "import { SerialPort } from 'serialport'",
    'electron/devices/find.ts touches serialport',
  ],
  [
    'the addon outside the vault',
    'electron/injection/run.ts',
    "const native = require('../../native/build/Release/kcv_native.node')",
    'electron/injection/run.ts touches the native addon',
  ],
]

for (const [what, path, text, sentence] of refused)
  test(`the table refuses ${what}`, () => {
    assert.ok(judge(readSource(path, text)).includes(sentence), judge(readSource(path, text)).join('\n'))
  })

const allowed: readonly [what: string, path: string, text: string][] = [
  [
    'a driver that names a key by its type',
    'electron/devices/newland-k21/a.ts',
    "import type { Secret } from '../../keys/vault.js'",
  ],
  [
    'types among braces',
    'renderer/app.tsx',
    "import { type StationView, type LogView } from '../electron/contract/views.js'",
  ],
  ['a word in a comment', 'electron/window.ts', '// ipcMain stays in the gate\nexport const x = 1'],
]

for (const [what, path, text] of allowed)
  test(`the table allows ${what}`, () => {
    assert.deepEqual(judge(readSource(path, text)), [])
  })

test('one value among types counts as a value', () => {
  const { imported } = readSource('renderer/app.tsx', "import { type A, b } from './b'")
  assert.deepEqual(imported, [{ from: './b', typeOnly: false }])
})

test('an import over several lines and a re-export are both seen', () => {
  const { imported } = readSource(
    'x.ts',
    "import {\n  a,\n  b,\n} from './ab.js'\nexport * from './c.js'\nimport './d.css'",
  )
  assert.deepEqual(
    imported.map(({ from }) => from),
    ['./ab.js', './c.js', './d.css'],
  )
})

test('no file is longer than it should be', (t) => {
  const long = everything.filter((path) => linesOf(textOf(path)) > LONGEST_FILE)
  for (const [room, median] of medians())
    if (median > LONG_MEDIAN) t.diagnostic(`${room}: the median file has ${median} lines`)
  assert.deepEqual(long, [])
})

function medians(): [room: string, lines: number][] {
  const byRoom = new Map<string, number[]>()
  for (const path of code) {
    const name = roomOf(path)?.name ?? 'none'
    byRoom.set(name, [...(byRoom.get(name) ?? []), linesOf(textOf(path))])
  }
  return [...byRoom].map(([name, lengths]) => [name, lengths.sort((a, b) => a - b)[lengths.length >> 1]!])
}

for (const folder of [...foldersIn('electron'), 'native', 'renderer'])
  test(`${folder} says what it is in a README of at most ${LONGEST_README} lines`, () => {
    const lines = linesOf(textOf(`${folder}/README.md`))
    assert.ok(lines <= LONGEST_README, `${lines} lines`)
  })

for (const folder of foldersIn('electron/devices'))
  test(`${folder} names its settings and sources in a README`, () => {
    assert.match(textOf(`${folder}/README.md`), /\S/)
  })
