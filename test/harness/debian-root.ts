// A clean Debian with the package's dependencies and nothing else, made by debootstrap once and kept in the cache.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
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

/**
 * @param remark hears why there is none, where there is no debootstrap
 * @returns the folder, with nothing of this machine in it; this machine's own root where there is none
 * @throws Error where debootstrap reaches no mirror
 */
export async function cleanDebian(deb: string, remark: (why: string) => void): Promise<string> {
  if (spawnSync('debootstrap', ['--version']).status !== 0) {
    remark('no clean Debian: the package debootstrap is not installed; on top of this machine’s own files instead')
    return '/'
  }
  const cache = process.env.KCV_CACHE ?? join(homedir(), '.cache', 'kcv-station')
  const depends = must('dpkg-deb', ['-f', deb, 'Depends']).trim()
  const folder = join(cache, `debian-${RELEASE}-${createHash('sha256').update(depends).digest('hex').slice(0, 8)}`)
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  mkdirSync(cache, { recursive: true })
  try {
    must('debootstrap', ['--variant=minbase', RELEASE, fresh, MIRROR])
    // The first of each choice, without its version.
    const names = depends.split(/,\s*/).map((one) => one.split(/[ |(]/)[0]!)
    const apt = ['apt-get', '-q', '-y', '--no-install-recommends', 'install', ...names]
    must('chroot', [fresh, 'env', 'DEBIAN_FRONTEND=noninteractive', ...apt])
    must('chroot', [fresh, 'apt-get', 'clean'])
    renameSync(fresh, folder)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return folder
}
