// Where keys are while the station works, looked at from outside by root: 200 keys through the command line and the app.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launchStation } from '../harness/app.js'
import { scratch } from '../harness/cli.js'
import { openDisplay } from '../harness/display.js'
import { familyOf, formsOf, type Occurrences, occurrences } from '../harness/memory.js'
import { startSimulatorProcess } from '../harness/simulator.js'

const KEYS = 200
const KEYS_A_JOB = 25
// Every key and every component of this run begins with these bytes: one search finds any of them, in any form.
const marker = randomBytes(8)
const forms = formsOf(marker)
const keys = Array.from({ length: KEYS }, () => Buffer.concat([marker, randomBytes(8)]))

const skip =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'reads the memory of other processes: needs root on Linux'
    : false
const cliMain = fileURLToPath(new URL('../../electron/cli-main.js', import.meta.url))

const scan = (pids: readonly number[]): Occurrences =>
  pids
    .map((pid) => occurrences(pid, forms))
    .reduce((sum, one) => ({ locked: sum.locked + one.locked, elsewhere: sum.elsewhere + one.elsewhere }))

/** A TMK as two components, the first of them and the key itself marked; it travels enciphered. */
const jobKey = (key: Buffer, slot: number) => {
  const second = Buffer.concat([Buffer.alloc(8), randomBytes(8)])
  const first = Buffer.from(key.map((byte, i) => byte ^ second[i]!))
  return {
    label: `TMK ${slot}`,
    slot,
    usage: 'TMK',
    algorithm: 'tdes',
    kcv: { method: 'tdes-zeros' },
    material: { form: 'components', values: [first.toString('hex').toUpperCase(), second.toString('hex')] },
    under: { label: 'TLK', slot: 1, material: { form: 'components', values: ['31'.repeat(16)] } },
  }
}
const jobs = Array.from({ length: KEYS / KEYS_A_JOB }, (_, i) =>
  JSON.stringify({
    run: `memory ${i}`,
    lab: true,
    keys: keys.slice(i * KEYS_A_JOB, (i + 1) * KEYS_A_JOB).map((key, at) => jobKey(key, i * KEYS_A_JOB + at + 1)),
  }),
)

/** Lines of a child's standard output; `until` waits for one that fits. */
function follow(child: ReturnType<typeof spawn>) {
  let text = ''
  child.stdout!.on('data', (chunk) => (text += chunk))
  return async (done: (text: string) => boolean) => {
    while (!done(text)) {
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${text.slice(-400)}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

test('the scan finds a planted key in every form it may take', { skip }, async () => {
  const plant = `const key = Buffer.from(process.env.MARK, 'hex'); const text = key.toString('base64'); console.log(text.length); setInterval(() => [key, text], 1e6)`
  const child = spawn(process.execPath, ['-e', plant], {
    env: { ...process.env, MARK: keys[0]!.toString('hex') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await follow(child)((text) => text.includes('\n'))
    for (const form of [marker, Buffer.from(marker.toString('hex'))])
      assert.ok(occurrences(child.pid!, [form]).elsewhere > 0)
  } finally {
    child.kill()
  }
})

test('after 200 keys the process that computed their check values holds none of them', { skip }, async () => {
  const child = spawn(process.execPath, [cliMain, 'kcv', '--method', 'tdes-zeros'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  try {
    child.stdin!.write(keys.map((key) => `${key.toString('hex')}\n`).join(''))
    await follow(child)((text) => text.split('\n').length > KEYS)
    assert.deepEqual(scan([child.pid!]), { locked: 0, elsewhere: 0 })
  } finally {
    child.kill()
  }
})

test('while a job runs its keys stand in locked memory alone, in the station and in the simulated terminal', {
  skip,
}, async () => {
  const place = scratch()
  const terminal = await startSimulatorProcess('newland-k21', ['--behave', 'slow=300'])
  const data = join(place.folder, 'lab')
  try {
    await new Promise((resolve) =>
      spawn(process.execPath, [cliMain, 'init', '--data-dir', data, '--mode', 'lab'], { stdio: 'ignore' }).on(
        'exit',
        resolve,
      ),
    )
    const child = spawn(
      process.execPath,
      [cliMain, 'inject', '--json', '--data-dir', data, '--port', `${terminal.path}=newland-k21`],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    )
    child.stdin!.end(jobs[0]!)
    const until = follow(child)
    await until((text) => (text.match(/attempt-result/g) ?? []).length >= 3)
    const station = scan([child.pid!])
    assert.equal(station.elsewhere, 0)
    assert.ok(station.locked >= KEYS_A_JOB, `${station.locked} in locked pages`)
    const device = scan(familyOf(terminal.pid))
    assert.equal(device.elsewhere, 0)
    child.kill()
  } finally {
    await terminal.stop()
    place.remove()
  }
})

test('after 200 keys through the window no process of the app holds one outside the terminal’s own locked memory', {
  skip,
}, async (t) => {
  const screen = await openDisplay()
  const station = await launchStation({ env: { DISPLAY: screen.display } })
  try {
    const { page, app, home } = station
    await page.getByTestId('language').waitFor()
    await page.getByTestId('start-simulator').click()
    const card = page.locator('[data-testid^="port-card-"]').first()
    await card.getByTestId('profile-open').waitFor()
    for (const [i, job] of jobs.entries()) {
      const path = join(home, `job-${i}.json`)
      writeFileSync(path, job)
      await app.evaluate(({ dialog }, picked) => {
        dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [picked] })) as typeof dialog.showOpenDialog
      }, path)
      await pickAndLoad(page, i)
    }
    const pids = familyOf(app.process().pid!)
    const whole = scan(pids)
    t.diagnostic(`${pids.length} processes scanned, ${KEYS} keys loaded: ${JSON.stringify(whole)}`)
    assert.equal(whole.elsewhere, 0)
    // The simulated terminal keeps what it was given; the station itself keeps nothing.
    assert.deepEqual(scan([app.process().pid!]), { locked: 0, elsewhere: 0 })
    await app.evaluate((_electron, hex) => {
      ;(globalThis as { planted?: unknown }).planted = Buffer.from(hex, 'hex')
    }, keys[0]!.toString('hex'))
    assert.ok(scan([app.process().pid!]).elsewhere > 0, 'the planted control was not found')
  } finally {
    await station.close()
    screen.close()
  }
})

type Page = Awaited<ReturnType<typeof launchStation>>['page']

/** Opens the job file that the dialog will name, loads it, and waits until its last key has ended. */
async function pickAndLoad(page: Page, index: number): Promise<void> {
  const ask = (name: string, args: object) =>
    page.evaluate(
      ([command, words]) =>
        (
          globalThis as unknown as {
            station: { ask(name: string, args: unknown): Promise<{ ok: boolean; value: never }> }
          }
        ).station.ask(command, words),
      [name, args] as const,
    )
  const port = await page.locator('[data-testid^="port-card-"]').first().getAttribute('data-testid')
  const path = port!.slice('port-card-'.length)
  const opened = await ask('job/open', { port: path })
  assert.ok(opened.ok, JSON.stringify(opened))
  assert.ok((await ask('job/start', { ports: [path] })).ok)
  const last = `TMK ${(index + 1) * KEYS_A_JOB}`
  for (;;) {
    const { value } = (await ask('station/view', {})) as unknown as {
      value: { ports: { presence: string; keys: { label: string; state: string; outcome: string }[] }[] }
    }
    const [card] = value.ports
    const row = card?.keys.find(({ label }) => label === last)
    if (card?.presence === 'ready' && row?.state === 'done') {
      assert.equal(row.outcome, 'unverified')
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
