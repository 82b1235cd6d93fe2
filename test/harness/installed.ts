// The package, installed for real in a root of its own: this machine's files (or another tree) below, everything written on
// top gone at the end. Needs root and the right to mount; says why where it cannot be had.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { projectRoot } from './tree.js'

export interface PackageFacts {
  /** Where the private halves of the test's own release keys lie. */
  readonly keyFolder: string
  /** The app's folder as it was packed. */
  readonly unpacked: string
  readonly program: string
  /** SHA-256 of app.asar. */
  readonly hash: string
  readonly deb: string
  readonly version: string
  readonly sequence: number
  readonly electron: string
}

export const packageFacts = (): PackageFacts => ({
  ...JSON.parse(readFileSync(join(projectRoot, 'dist', 'package', 'facts.json'), 'utf8')),
  keyFolder: join(projectRoot, 'dist', 'package', 'test-keys'),
})

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}
export interface RunOptions {
  /** Who runs it, by number; root where left out. */
  readonly user?: number
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string | Uint8Array
}

export interface InstalledRoot {
  run(words: readonly string[], options?: RunOptions): Ended
  /** Started and left running; its output goes to the file. */
  start(words: readonly string[], output: string, options?: RunOptions): ChildProcess
  /** Puts a file into the root. */
  put(path: string, content: string | Uint8Array, owner: number, mode: number): void
  close(): void
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
/** Beside the tree: a writable layer in memory, devices and processes of this machine, an empty /run and /tmp. */
const enter = `set -e
mount --make-rprivate /
mount -t tmpfs -o size=3g,mode=755 kcv "$1"
mkdir "$1/upper" "$1/work" "$1/new"
mount -t overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/work" kcv "$1/new"
cd "$1/new"
mkdir -p dev proc sys run tmp old
mount --rbind /dev dev
mount --rbind /proc proc
mount --rbind /sys sys
mount -t tmpfs -o mode=755 kcv run
mount -t tmpfs -o mode=1777 kcv tmp
cp "$3" tmp/
pivot_root . old
umount -l /old
echo ready
exec cat`

/** @returns null where this machine lets nobody mount, with the sentence to skip with */
export function whyNoRoot(): string | null {
  if (process.getuid?.() !== 0) return 'installing the package needs root'
  const { status } = spawnSync('unshare', ['-m', 'sh', '-c', 'mount --make-rprivate / && mount -t tmpfs kcv /mnt'])
  return status === 0 ? null : 'this machine does not let its root mount (a container without that right?)'
}

/** @param lower the tree to install into */
export async function openRoot(deb: string, lower = '/'): Promise<InstalledRoot> {
  const scratch = mkdtempSync(join(tmpdir(), 'kcv-root-'))
  const holder = spawn('unshare', ['-m', 'sh', '-c', enter, 'sh', scratch, lower, deb], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once('data', () => resolve())
    holder.once('exit', (code) => reject(new Error(`the root could not be made: ${code}`)))
  })
  const inside = (words: readonly string[], { user, env = {} }: RunOptions): string[] => {
    const as = user === undefined ? [] : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--']
    const set = Object.entries({ PATH, LANG: 'C.UTF-8', ...env }).map(([name, value]) => `${name}=${value}`)
    return ['-t', `${holder.pid}`, '-m', '-r', '--wd=/', '--', ...as, 'env', '-i', ...set, ...words]
  }
  const run = (words: readonly string[], options: RunOptions = {}): Ended => {
    const input = options.input ?? ''
    const { status, stdout, stderr } = spawnSync('nsenter', inside(words, options), { encoding: 'utf8', input })
    return { code: status, out: stdout, err: stderr }
  }
  return {
    run,
    start: (words, output, options = {}) => {
      writeFileSync(output, '')
      return spawn('sh', [
        '-c',
        'out=$1; shift; exec nsenter "$@" >"$out" 2>&1',
        'sh',
        output,
        ...inside(words, options),
      ])
    },
    put: (path, content, owner, mode) => {
      const { code, err } = run(
        ['sh', '-c', 'cat >"$1" && chown "$2" "$1" && chmod "$3" "$1"', 'sh', path, `${owner}`, mode.toString(8)],
        { input: content },
      )
      if (code !== 0) throw new Error(err)
    },
    close: () => {
      holder.stdin.end()
      holder.kill()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

/** Where the package lies inside. */
export const insideDeb = (deb: string): string => `/tmp/${basename(deb)}`

/** A copy of the unpacked app that anybody may run, for what is tried on the inner program itself. */
export function openCopy(facts: PackageFacts): { readonly program: string; readonly folder: string; close(): void } {
  const folder = mkdtempSync(join('/var/tmp', 'kcv-package-'))
  spawnSync('cp', ['-al', facts.unpacked, join(folder, 'app')])
  spawnSync('chmod', ['-R', 'a+rX', folder])
  mkdirSync(join(folder, 'home'), { mode: 0o777 })
  spawnSync('chmod', ['777', join(folder, 'home')])
  return {
    folder,
    program: join(folder, 'app', basename(facts.program)),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A file of its own instead of the shared one, so that it can be changed. */
export function unshareFile(path: string): void {
  copyFileSync(path, `${path}.own`)
  rmSync(path)
  copyFileSync(`${path}.own`, path)
  rmSync(`${path}.own`)
}
