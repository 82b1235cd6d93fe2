// File systems of a test's own: mounted for one test, by root alone.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const run = (program: string, ...words: string[]) => spawnSync(program, words, { encoding: 'utf8' })
const found = (program: string) =>
  ['/usr/sbin', '/sbin', '/usr/bin', '/bin'].some((folder) => fs.existsSync(path.join(folder, program)))

export interface Mounted {
  readonly at: string
  /** What is not mounted any more is left alone. */
  unmount(): void
}

/** @returns the mounted folder, or in one line why there is none */
function mounted(folder: string, words: readonly string[]): Mounted | string {
  if (process.getuid?.() !== 0) return 'mounting needs root'
  const at = path.join(folder, 'mounted')
  fs.mkdirSync(at)
  const { status, stderr } = run('mount', ...words, at)
  if (status !== 0) return `mount: ${stderr.trim()}`
  const unmount = () => {
    run('umount', at)
  }
  return { at, unmount }
}

export const smallDisk = (folder: string, size: string): Mounted | string =>
  mounted(folder, ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs'])

/** An ext4 of its own in the file `image`. */
export function imageDisk(folder: string, image: string, bytes: number): Mounted | string {
  if (!found('mkfs.ext4')) return 'no mkfs.ext4'
  fs.writeFileSync(image, '')
  fs.truncateSync(image, bytes)
  const { status, stderr } = run('mkfs.ext4', '-q', '-F', image)
  if (status !== 0) return `mkfs.ext4: ${stderr.trim()}`
  return mounted(folder, ['-o', 'loop', image])
}
