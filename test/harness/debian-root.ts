// A clean Debian with the package's dependencies and nothing else, made by debootstrap once and kept in the cache.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const RELEASE = 'bookworm'
const MIRROR = process.env.KCV_DEBIAN_MIRROR ?? 'http://deb.debian.org/debian'

const must = (program: string, words: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${stderr.slice(-2000)}${stdout.slice(-2000)}`)
  return stdout
}

/** @returns the folder; nothing in it is of this machine. @throws Error where debootstrap is not there or reaches no mirror */
export async function cleanDebian(deb: string): Promise<string> {
  const cache = join(process.env.KCV_CACHE ?? join(homedir(), '.cache', 'kcv-station'))
  const folder = join(cache, `debian-${RELEASE}-clean`)
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  mkdirSync(cache, { recursive: true })
  try {
    must('debootstrap', ['--variant=minbase', RELEASE, fresh, MIRROR])
    const depends = must('dpkg-deb', ['-f', deb, 'Depends'])
    // The first of each choice, without its version.
    const names = depends
      .trim()
      .split(/,\s*/)
      .map((one) => one.split(/[ |(]/)[0]!)
    const apt = ['apt-get', '-q', '-y', '--no-install-recommends', 'install', ...names]
    must('chroot', [fresh, 'env', 'DEBIAN_FRONTEND=noninteractive', ...apt])
    must('chroot', [fresh, 'apt-get', 'clean'])
    renameSync(fresh, folder)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return folder
}
