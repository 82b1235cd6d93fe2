// Where a component goes that was typed: into locked memory, and nowhere else. Ceremonies with real key presses, loads by the
// hundred, and then everything the station touched is searched from outside, as root, for the eight bytes that mark it.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkValue } from '../../electron/keys/kcv.js'
import { secretFromBytes, xor } from '../../electron/keys/vault.js'
import { type LaunchedStation, launchStation } from '../harness/app.js'
import { openDisplay } from '../harness/display.js'
import { familyOf, formsOf, type Occurrences, occurrences } from '../harness/memory.js'
import { overhear, overheard } from '../harness/overheard.js'
import { startSimulatorProcess } from '../harness/simulator.js'
import { focusWindow, pressKeys, typeSigns } from '../harness/typing.js'

/** Loads with keys that were typed: what the issue asks for, and what the continuous check has time for. */
const LOADS = process.env.KCV_LONG ? 1000 : 100
const CEREMONIES = 2

const marker = randomBytes(8)
const forms = formsOf(marker)

const skip =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'reads the memory of other processes: needs root on Linux'
    : false

/** Two components; the first of them and the key they make begin with the marker. */
function components(): { readonly typed: readonly [string, string]; readonly kcvs: readonly [string, string, string] } {
  const first = Buffer.concat([marker, randomBytes(8)])
  const second = Buffer.concat([Buffer.alloc(8), randomBytes(8)])
  const typed = [first.toString('hex').toUpperCase(), second.toString('hex').toUpperCase()] as const
  using one = secretFromBytes(first)
  using two = secretFromBytes(second)
  using key = xor([one, two])
  const value = (of: typeof key) => checkValue(of, 'tdes-zeros', 3).hex
  return { typed, kcvs: [value(one), value(two), value(key)] }
}

const scan = (pids: readonly number[]): Occurrences =>
  pids
    .map((pid) => occurrences(pid, forms))
    .reduce((sum, one) => ({ locked: sum.locked + one.locked, elsewhere: sum.elsewhere + one.elsewhere }))

const found = (bytes: Buffer): boolean => {
  const oneCase = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1')
  return forms.some(
    (form) => bytes.includes(form) || oneCase.includes(Buffer.from(form.toString('latin1').toLowerCase(), 'latin1')),
  )
}
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })

type Ask = (name: string, args: object) => Promise<{ ok: boolean; value: never; fault?: { code: string } }>
const askOf =
  ({ page }: LaunchedStation): Ask =>
  (name, args) =>
    page.evaluate(
      ([command, words]) =>
        (globalThis as unknown as { station: { ask(name: string, args: unknown): Promise<never> } }).station.ask(
          command,
          words,
        ),
      [name, args] as const,
    )

async function until(ask: Ask, holds: (view: View) => boolean): Promise<View> {
  for (;;) {
    const { value } = await ask('station/view', {})
    if (holds(value as View)) return value as View
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
interface View {
  readonly ceremony: {
    readonly running: {
      readonly state: string
      readonly entry: { readonly digits: number } | null
      readonly ending: string | null
    } | null
    readonly held: readonly { readonly id: string; readonly loads: number }[]
  }
  readonly ports: readonly {
    readonly port: string
    readonly presence: string
    readonly keys: readonly { readonly state: string; readonly outcome: string | null }[]
  }[]
}

/** A ceremony from its file to the key that is ready, typed with real key presses. @returns the key's id */
async function ceremony(station: LaunchedStation, ask: Ask, index: number): Promise<string> {
  const { typed, kcvs } = components()
  const path = join(station.home, `ceremony-${index}.json`)
  const key = { label: 'TPK', slot: 2, usage: 'TPK', algorithm: 'tdes', bytes: 16 }
  const kcv = { method: 'tdes-zeros', bytes: 3, expected: kcvs[2] }
  const file = {
    ceremony: `taint ${index}`,
    lab: true,
    key: { ...key, kcv },
    components: [{ kcv: kcvs[0] }, { kcv: kcvs[1] }],
  }
  writeFileSync(path, JSON.stringify({ ...file, life: { loads: 1000, idleMinutes: 15 } }))
  await station.app.evaluate(({ dialog }, picked) => {
    dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [picked] })) as typeof dialog.showOpenDialog
  }, path)
  const { value } = (await ask('ceremony/open', {})) as unknown as { value: { profile: string } }
  assert.ok((await ask('ceremony/begin', { profile: value.profile })).ok)
  for (const digits of typed) {
    await station.page.getByTestId('ceremony-bring-keyboard').click()
    await until(ask, ({ ceremony: { running } }) => running?.state === 'entering')
    typeSigns(digits)
    pressKeys('Return')
    await until(ask, ({ ceremony: { running } }) => running?.state === 'checking')
    assert.ok((await ask('ceremony/confirm', {})).ok)
  }
  await until(ask, ({ ceremony: { running } }) => running?.state === 'approving')
  assert.ok((await ask('ceremony/approve', {})).ok)
  const { ceremony: now } = await until(ask, ({ ceremony: { held } }) => held.length > 0)
  await ask('ceremony/abort', {})
  return now.held[0]!.id
}

/** Loads one after the other into the terminal at this port, each to its end. */
async function load(ask: Ask, port: string, key: string, times: number): Promise<number> {
  let injected = 0
  for (let at = 0; at < times; at++) {
    assert.ok((await ask('job/choose', { port, profile: key })).ok)
    assert.ok((await ask('job/start', { ports: [port] })).ok)
    const { ports } = await until(ask, (view) => {
      const card = view.ports.find((one) => one.port === port)
      return card?.presence === 'ready' && card.keys.length > 0 && card.keys.every(({ state }) => state === 'done')
    })
    if (ports.find((one) => one.port === port)?.keys[0]?.outcome !== 'abandoned') injected++
  }
  return injected
}

test(`a typed component stands in locked memory alone, and after ${LOADS} loads and the wipe nowhere`, {
  skip,
}, async (t) => {
  const screen = await openDisplay()
  process.env.DISPLAY = screen.display
  const terminal = await startSimulatorProcess('newland-k21', ['--serial', 'SN7K21000001'])
  const station = await launchStation({ env: { DISPLAY: screen.display } })
  const ask = askOf(station)
  const main = station.app.process().pid!
  try {
    await station.page.getByTestId('language').waitFor()
    await overhear(station.app)
    focusWindow('KCV Station')
    await station.page.getByTestId('nav-ceremony').click()
    assert.ok((await ask('port/add', { port: terminal.path, driver: 'newland-k21' })).ok)
    let loaded = 0
    for (let index = 0; index < CEREMONIES; index++) {
      const key = await ceremony(station, ask, index)
      const held = scan([main])
      assert.deepEqual([held.locked > 0, held.elsewhere], [true, 0], 'held: in locked memory alone')
      loaded += await load(ask, terminal.path, key, LOADS / CEREMONIES)
      assert.ok((await ask('ceremony/wipe', { key })).ok)
      await until(ask, (view) => view.ceremony.held.length === 0)
    }
    assert.equal(loaded, LOADS)
    const family = familyOf(main)
    const after = scan(family)
    t.diagnostic(`${family.length} processes, ${loaded} loads: ${JSON.stringify(after)}`)
    assert.deepEqual(after, { locked: 0, elsewhere: 0 })

    assert.equal(found(Buffer.from(await overheard(station.app))), false, 'crossed between main and page')
    assert.equal(found(Buffer.from(await station.page.content())), false, 'stands in the page')
    assert.equal(found(Buffer.from(station.output())), false, 'was printed')
    const files = filesBelow(station.home)
    t.diagnostic(`${files.length} files searched`)
    assert.deepEqual(
      files.filter((path) => found(readFileSync(path))),
      [],
    )

    // The search would have found it: the same bytes where a careless program leaves them.
    await station.app.evaluate((_electron, hex) => {
      ;(globalThis as { planted?: unknown }).planted = Buffer.from(hex, 'hex')
    }, marker.toString('hex'))
    assert.ok(scan([main]).elsewhere > 0, 'the planted control was not found')
  } finally {
    await station.close()
    await terminal.stop()
    screen.close()
  }
})

test('a station that is killed while a component is typed leaves no core', { skip }, async () => {
  const screen = await openDisplay()
  process.env.DISPLAY = screen.display
  const station = await launchStation({ env: { DISPLAY: screen.display } })
  const ask = askOf(station)
  try {
    await station.page.getByTestId('nav-ceremony').click()
    focusWindow('KCV Station')
    assert.ok((await ask('ceremony/begin', { profile: 'practice' })).ok)
    await station.page.getByTestId('ceremony-bring-keyboard').click()
    await until(ask, ({ ceremony: { running } }) => running?.state === 'entering')
    typeSigns(marker.toString('hex'))
    await until(ask, ({ ceremony: { running } }) => running?.entry?.digits === 16)
    const main = station.app.process().pid!
    assert.ok(scan([main]).locked > 0)
    assert.match(readFileSync(`/proc/${main}/limits`, 'utf8'), /Max core file size +0 +0/)
    const gone = new Promise((resolve) => station.app.process().once('exit', resolve))
    process.kill(main, 'SIGSEGV')
    await gone
    const places = [station.home, process.cwd(), '/var/crash', '/var/lib/systemd/coredump'].filter((path) =>
      existsSync(path),
    )
    const cores = places.flatMap((place) =>
      readdirSync(place).filter((name) => /^core(\.|$)|\.core$|\.crash$|\.dmp$/.test(name)),
    )
    assert.deepEqual(cores, [])
    assert.deepEqual(
      filesBelow(station.home).filter((path) => found(readFileSync(path))),
      [],
    )
  } finally {
    await station.close().catch(() => {})
    screen.close()
  }
})
