// The .deb installed for real, the station started by an ordinary user with the sandbox on, one key loaded by real key
// presses. In a clean Debian (debootstrap) with --long, otherwise on top of this machine's own files.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { cleanDebian } from '../harness/debian-root.js'
import { insideDeb, openRoot, packageFacts, whyNoRoot } from '../harness/installed.js'
import { openScreen } from '../harness/screen.js'
import { projectRoot } from '../harness/tree.js'

const facts = packageFacts()
const PERSON = 4711
const LAB = '/var/lib/kcv-station/home/.local/share/kcv-station/lab'
const DEADLINE_MS = 90_000
const skip = whyNoRoot() ?? false
const pictures = join(projectRoot, 'dist', 'package', 'pictures')

const programOf = (pid: string): string => {
  try {
    return readlinkSync(`/proc/${pid}/exe`)
  } catch {
    return ''
  }
}
const stationProcesses = () =>
  readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && programOf(pid).endsWith('/kcv-station-app'))
const field = (pid: string, name: string): string =>
  new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''

test('the installed station loads a key for an ordinary user', { skip, timeout: 600_000 }, async (t) => {
  const lower = process.env.KCV_LONG ? await cleanDebian(facts.deb, (why) => t.diagnostic(why)) : '/'
  const root = await openRoot(facts.deb, lower)
  const screen = await openScreen()
  try {
    const person = { user: PERSON, env: { HOME: '/home/technician', DISPLAY: screen.display, LANG: 'C.UTF-8' } }
    const cli = (...words: string[]) => root.run(['kcv-station', ...words], person)

    await t.test('dpkg installs it', () => {
      const { code, out, err } = root.run(['dpkg', '--force-unsafe-io', '-i', insideDeb(facts.deb)])
      assert.equal(code, 0, out + err)
      assert.equal(root.run(['dpkg', '--verify', 'kcv-station']).out, '')
      root.run(['useradd', '--uid', `${PERSON}`, '--create-home', 'technician'])
      root.put('/home/technician/.Xauthority', screen.cookie, PERSON, 0o600)
    })

    await t.test('it belongs to root and its account, and nobody else runs the inner program', () => {
      const modes = root.run([
        'stat',
        '-c',
        '%A %U %G %n',
        '/usr/bin/kcv-station',
        '/opt/kcv-station/kcv-station-app',
        '/opt/kcv-station/chrome-sandbox',
        '/var/lib/kcv-station/home',
        '/var/lib/kcv-station/exchange',
        '/var/lib/kcv-station-releases/newest',
      ])
      assert.deepEqual(modes.out.trim().split('\n'), [
        '-rwsr-sr-x kcv-station kcv-station /usr/bin/kcv-station',
        '-rwxr-x--- root kcv-station /opt/kcv-station/kcv-station-app',
        '-rwsr-xr-x root root /opt/kcv-station/chrome-sandbox',
        'drwx------ kcv-station kcv-station /var/lib/kcv-station/home',
        'drwxr-xr-x kcv-station kcv-station /var/lib/kcv-station/exchange',
        '-rw-r--r-- root root /var/lib/kcv-station-releases/newest',
      ])
      assert.notEqual(root.run(['/opt/kcv-station/kcv-station-app'], person).code, 0)
      const others = root.run(['find', '/opt/kcv-station', '-perm', '/022', '!', '-type', 'l']).out
      assert.equal(others, '', 'nobody but root changes a file of the program')
    })

    await t.test('the command line answers, deaf to what is in the environment', () => {
      const env = {
        ...person.env,
        LD_PRELOAD: '/tmp/none.so',
        NODE_OPTIONS: '--inspect',
        ELECTRON_RUN_AS_NODE: '1',
        KCV_DATA_DIR: '/tmp/other',
      }
      const words = ['kcv-station', 'kcv', '--method', 'tdes-zeros']
      const { out, err, code } = root.run(words, { ...person, env, input: '0123456789ABCDEFFEDCBA9876543210\n' })
      assert.equal(out, '08D7B4\n', err)
      assert.equal(code, 0)
      assert.doesNotMatch(err, /Debugger|ld\.so/)
    })

    await t.test('the window takes no words', () => {
      const { code } = root.run(['kcv-station-window', '--remote-debugging-port=9222'], person)
      assert.equal(code, 77)
    })

    root.start(['kcv-station-window'], join(mkdirs(pictures), 'window.log'), person)
    await screen.window('KCV Station')
    const empty = await screen.still()
    root.start(
      ['kcv-station', 'simulate', '--driver', 'newland-k21', '--show', '--serial', 'SN7K21000001'],
      join(pictures, 'terminal.log'),
      person,
    )
    const waiting = await screen.still(empty)

    await t.test('a key is loaded by key presses alone, and the record says injected', async () => {
      // From the page's end: the job file, the key under a TMK, the TPK, the TMK.
      screen.press('shift+Tab', 'shift+Tab', 'shift+Tab', 'shift+Tab', 'Return')
      await screen.still(waiting)
      screen.press('F9')
      const result = await recordOf('attempt-result', () => cli('audit', 'list', '--data-dir', LAB, '--json').out)
      screen.save(join(pictures, 'injected.png'))
      assert.equal(result.outcome, 'injected')
      const { expected, station, reported } = result.kcv as Record<string, string>
      assert.deepEqual([expected, station, reported], ['AF8C07', 'AF8C07', 'AF8C07'])
    })

    await t.test(
      'every process of it is the account’s, cannot be read, dumped or given rights; no port listens',
      () => {
        const processes = stationProcesses()
        assert.ok(processes.length >= 5, `${processes.length} processes`)
        const account = root.run(['id', '-u', 'kcv-station']).out.trim()
        for (const pid of processes) {
          assert.equal(field(pid, 'Uid').split('\t')[0], account)
          assert.match(readFileSync(`/proc/${pid}/limits`, 'utf8'), /Max core file size\s+0\s+0\s/)
        }
        const main = processes.filter((pid) => !readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type='))
        assert.equal(main.length, 2, 'the window and the simulated terminal')
        for (const pid of main) {
          assert.equal(field(pid, 'NoNewPrivs'), '1')
          assert.notEqual(root.run(['cat', `/proc/${pid}/environ`], { user: Number(account) }).code, 0, 'not dumpable')
        }
        const renderers = processes.filter((pid) =>
          readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type=renderer'),
        )
        assert.ok(renderers.length >= 1)
        for (const pid of renderers) assert.equal(field(pid, 'Seccomp'), '2', 'the sandbox is on')
        const listening = spawnSync('ss', ['-Hltnp'], { encoding: 'utf8' }).stdout
        assert.doesNotMatch(listening, /kcv-station/)
      },
    )

    await t.test('a process that dies of a fault leaves no core', async () => {
      const terminal = stationProcesses().find((pid) =>
        readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('simulate'),
      )!
      process.kill(Number(terminal), 'SIGSEGV')
      await gone(terminal)
      const places =
        '/ /opt/kcv-station /var/lib/kcv-station /var/crash /var/lib/systemd/coredump /tmp /home/technician'
      const cores = root.run([
        'sh',
        '-c',
        `find ${places} -maxdepth 3 -xdev -name 'core*' -type f -newer /home/technician/.Xauthority`,
      ])
      assert.equal(cores.out, '')
    })

    for (const pid of stationProcesses())
      if (!readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type=')) process.kill(Number(pid), 'SIGTERM')
    await allGone()

    await t.test('its log verifies', () => {
      const { out, err } = cli('audit', 'verify', '--data-dir', LAB, '--json')
      assert.equal(JSON.parse(out).verdict, 'pass', err)
    })

    await t.test(
      'an update signed by two of three release keys is installed by root; the same one again is not',
      () => {
        const work = '/tmp/update'
        root.run([
          'sh',
          '-c',
          `mkdir ${work} && dpkg-deb -R ${insideDeb(facts.deb)} ${work}/tree && sed -i 's/^Version: .*/Version: 99.0.0/' ${work}/tree/DEBIAN/control && echo 2 > ${work}/tree/opt/kcv-station/release-number && dpkg-deb -Znone --root-owner-group -b ${work}/tree ${work}/new.deb`,
        ])
        const note = spawnSync('node', ['--input-type=module', '-e', signing], {
          encoding: 'utf8',
          env: {
            ...process.env,
            KEYS: facts.keyFolder,
            FACTS: root.run(['sh', '-c', `stat -c %s ${work}/new.deb; sha256sum ${work}/new.deb | cut -c1-64`]).out,
          },
        }).stdout
        root.put(`${work}/new.deb.note`, note, 0, 0o644)
        const judged = cli('update', 'verify', '--file', `${work}/new.deb`, '--json')
        assert.equal(judged.code, 0, judged.err + judged.out)
        const installed = root.run(['kcv-station-install-update', `${work}/new.deb`])
        assert.equal(installed.code, 0, installed.err + installed.out)
        assert.match(root.run(['dpkg-query', '-W', 'kcv-station']).out, /99\.0\.0/)
        assert.equal(root.run(['cat', '/var/lib/kcv-station-releases/newest']).out, '2\n')
        const again = root.run(['kcv-station-install-update', `${work}/new.deb`])
        assert.equal(again.code, 65)
        assert.match(again.err, /release 2, and this machine has had release 2/)
        assert.equal(root.run(['stat', '-c', '%A %U', '/usr/bin/kcv-station']).out, '-rwsr-sr-x kcv-station\n')
      },
    )

    await t.test('removed, even purged, the log stays', () => {
      assert.equal(root.run(['dpkg', '--purge', 'kcv-station']).code, 0)
      assert.equal(root.run(['test', '-d', LAB]).code, 0)
      assert.equal(root.run(['test', '-e', '/opt/kcv-station']).code, 1)
      assert.equal(root.run(['test', '-e', '/usr/bin/kcv-station']).code, 1)
    })
  } finally {
    for (const pid of stationProcesses()) process.kill(Number(pid), 'SIGKILL')
    screen.close()
    root.close()
  }
})

/** Signs what FACTS says with two of the keys below KEYS. */
const signing = `
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { noteText, signatureLine } from ${JSON.stringify(join(projectRoot, 'build', 'package', 'note.mjs'))}
const [size, sha256] = process.env.FACTS.trim().split('\\n')
const text = noteText({ version: '99.0.0', sequence: 2, architecture: '${process.arch === 'x64' ? 'amd64' : process.arch}', size, sha256 })
const sign = (name) => signatureLine(text, name, createPrivateKey(readFileSync(process.env.KEYS + '/' + name + '.private')))
process.stdout.write(text + '\\n' + sign('release-1') + sign('release-3'))
`

function mkdirs(folder: string): string {
  mkdirSync(folder, { recursive: true })
  return folder
}

async function recordOf(type: string, list: () => string): Promise<Record<string, unknown>> {
  for (const end = performance.now() + DEADLINE_MS; performance.now() < end; await pause(500)) {
    const records = list()
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
    const found = records.find((record) => record.type === type)
    if (found) return found.body
  }
  throw new Error(`no record ${type} came`)
}

const gone = async (pid: string) => {
  for (const end = performance.now() + DEADLINE_MS; programOf(pid) !== '' && performance.now() < end; ) await pause(100)
}
const allGone = async () => {
  for (const pid of stationProcesses()) await gone(pid)
}
