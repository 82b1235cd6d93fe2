// A machine of its own for tests of real USB devices: an emulator that runs Debian's kernel over this machine's files.
// Nothing of this machine is touched: its files are read-only there, and the USB bus is the guest's.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../harness/tree.js'
import { archive } from './cpio.js'

/** One test of the guest, as `result-lines.ts` writes it. */
export interface GuestResult {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  readonly seconds: number
  /** Why it failed. */
  readonly because?: string
}
export interface GuestWork {
  /** Absolute paths of compiled test programs, run one after another. */
  readonly programs: readonly string[]
  /** The Node that runs them. */
  readonly node: string
}
export interface GuestEnd {
  readonly results: readonly GuestResult[]
  /** Exit status of the worst program; null where the guest did not come to its end. */
  readonly status: number | null
  /** The guest's console, also kept at `logFile`. */
  readonly log: string
  readonly logFile: string
}

/** A guest that does nothing any more is ended; the slowest machine seen needs half of it. */
const PATIENCE_MS = 330_000
const MEGABYTES = '1024'

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** What the guest runs, one test program after another; what it tells is in the last line of its second serial port. */
const work = ({ programs, node }: GuestWork): string => `
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/run TMPDIR=/run LC_ALL=C NO_COLOR=1
# Reading the station's modules is most of a command's time there; Node from 22 on remembers them compiled.
export NODE_COMPILE_CACHE=/run/compiled
cd ${quoted(projectRoot)}
/lib/systemd/systemd-udevd --daemon
worst=0
for program in ${programs.map(quoted).join(' ')}; do
  echo "== $program"
  ${quoted(node)} --test-reporter=spec --test-reporter-destination=stdout \\
    --test-reporter=./dist/test/usb/result-lines.js --test-reporter-destination=/run/results "$program" || worst=$?
  cat /run/results >/dev/ttyS1
done
echo "== the end, $worst"
echo "{\\"status\\":$worst}" >/dev/ttyS1
`

const firstFiles = (guest: string, what: GuestWork): Buffer =>
  archive([
    ...['bin', 'proc', 'sys', 'dev', 'modules'].map((path) => ({ path })),
    { path: 'bin/busybox', bytes: readFileSync(join(guest, 'busybox')) },
    { path: 'init', bytes: readFileSync(`${projectRoot}test/usb/init.sh`) },
    { path: 'work', bytes: Buffer.from(work(what)) },
    ...readdirSync(join(guest, 'modules'))
      .sort()
      .map((name) => ({ path: `modules/${name}`, bytes: readFileSync(join(guest, 'modules', name)) })),
  ])

/** A comma would end an option's value. */
const value = (path: string): string => path.replaceAll(',', ',,')

/** Of all that is emulated the newest processor is the slowest: its wide registers and its guards cost most. */
const PROCESSOR = 'Nehalem,+rdrand'

const machine = (guest: string, folder: string): readonly string[] => [
  // Emulated throughout: nested virtualisation, where there is any, is not to be trusted to boot.
  ...['-accel', 'tcg', '-cpu', PROCESSOR, '-smp', '2', '-m', MEGABYTES],
  ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
  ...['-kernel', join(guest, 'vmlinuz'), '-initrd', join(folder, 'first-files')],
  ...['-append', 'console=ttyS0 quiet panic=-1 mitigations=off'],
  ...['-serial', `file:${value(join(folder, 'console'))}`, '-serial', `file:${value(join(folder, 'results'))}`],
  ...['-fsdev', 'local,id=host,path=/,security_model=none,readonly=on,multidevs=remap'],
  ...['-device', 'virtio-9p-pci,fsdev=host,mount_tag=host'],
]

/**
 * Boots the guest, runs compiled test programs in it in this order and waits for its end.
 * @param guest the folder that the preparation made: vmlinuz, busybox, modules/
 */
export async function runInGuest(guest: string, what: GuestWork): Promise<GuestEnd> {
  const folder = mkdtempSync(join(tmpdir(), 'kcv-usb-'))
  const logFile = `${projectRoot}dist/usb/guest.log`
  try {
    writeFileSync(join(folder, 'first-files'), firstFiles(guest, what))
    const problem = await emulated(machine(guest, folder))
    const log = `${textIn(join(folder, 'console'))}${problem}`
    mkdirSync(join(logFile, '..'), { recursive: true })
    writeFileSync(logFile, log)
    return { ...told(textIn(join(folder, 'results'))), log, logFile }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns what the emulator itself had to say; empty where all is well */
async function emulated(words: readonly string[]): Promise<string> {
  const emulator = spawn('qemu-system-x86_64', words, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const hear = (text: Buffer) => {
    said += text
  }
  emulator.stdout.on('data', hear)
  emulator.stderr.on('data', hear)
  const timer = setTimeout(() => {
    said += `the guest did not end within ${PATIENCE_MS / 1000} s\n`
    emulator.kill('SIGKILL')
  }, PATIENCE_MS)
  try {
    await once(emulator, 'close')
  } catch (error) {
    said += `${(error as Error).message}\n`
  } finally {
    clearTimeout(timer)
  }
  return said
}

const textIn = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r', '')
  } catch {
    return ''
  }
}

function told(text: string): Pick<GuestEnd, 'results' | 'status'> {
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as GuestResult | { readonly status: number })
  const end = lines.find((line) => 'status' in line)
  return { results: lines.filter((line) => 'name' in line), status: end?.status ?? null }
}
