// Where a production station was born on the machine, the command line's lab and calculators are closed: each one, tried.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeIo } from '../../electron/cli/io.js'
import { commands, runCli } from '../../electron/cli.js'
import { dataDirectoryHere } from '../../electron/station-place.js'
import { markedDirectory, markProduction } from '../../electron/store-people.js'

const folder = mkdtempSync(join(tmpdir(), 'kcv-mark-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const state = join(folder, 'state')
const environment = { XDG_STATE_HOME: state, HOME: folder, LANG: 'C' }
const root = join(state, 'kcv-station')

async function run(words: readonly string[]) {
  const out: string[] = []
  const io = makeIo({ json: true, read: () => 0, environment, out: (line) => void out.push(line), err: () => {} })
  return { code: await runCli([...words, '--json'], io), out: out.join('\n') }
}

/** What an auditor and somebody who plugs in a terminal need; docs say the same. */
const open = /^(ports|drivers|update .+|audit .+)$/

test('only ports, drivers, update and audit say of themselves that production leaves them open', () => {
  assert.deepEqual(
    commands.filter(({ inProduction }) => inProduction).map(({ name }) => name),
    commands.filter(({ name }) => open.test(name)).map(({ name }) => name),
  )
  for (const name of ['kcv', 'combine', 'inject', 'init', 'simulate', 'diagnose', 'read-back'])
    assert.ok(
      commands.some((command) => command.name === name && !command.inProduction),
      name,
    )
})

for (const { name, inProduction } of commands.filter((command) => !command.inProduction))
  test(`${name} answers 77 where the mark lies, before it reads anything`, async () => {
    markProduction(root, join(folder, 'gone'))
    const { code, out } = await run(name.split(' '))
    assert.equal(code, 77)
    assert.equal((JSON.parse(out) as { code: string }).code, 'station/production-here')
    assert.equal(inProduction, false)
  })

test('the window opens the station that the mark names, and no other', () => {
  const directory = join(folder, 'station')
  const ways = () => dataDirectoryHere({ ...environment, KCV_DATA_DIR: join(folder, 'lab') })
  rmSync(root, { recursive: true, force: true })
  assert.equal(ways(), join(folder, 'lab'))
  mkdirSync(directory)
  markProduction(root, directory)
  assert.equal(markedDirectory(environment), directory)
  assert.equal(dataDirectoryHere(environment), directory)
  assert.equal(dataDirectoryHere({ ...environment, KCV_DATA_DIR: `${directory}/` }), directory)
  assert.throws(ways, { code: 'station/production-here' })
})

for (const text of ['', 'null', '{}', '{"directory":7}', '{"directory":"/nowhere/at/all"}', 'not JSON'])
  test(`a mark that says ${JSON.stringify(text)} closes the lab all the same`, async () => {
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, 'production'), text)
    assert.throws(() => dataDirectoryHere(environment), { code: 'station/production-here' })
    assert.throws(() => dataDirectoryHere({ ...environment, KCV_DATA_DIR: folder }), {
      code: 'station/production-here',
    })
    assert.equal((await run(['kcv', '--method', 'tdes-zeros'])).code, 77)
  })
