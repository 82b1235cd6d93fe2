// The files of a folder, or of a tar archive with one folder in it.
import { fstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Files {
  readonly names: readonly string[]
  /** null where there is no such file. */
  readonly read: (name: string) => Buffer | null
}

/** @throws Error for what is no export */
export function openFiles(path: string): Files {
  if (statSync(path).isDirectory()) {
    const names = readdirSync(path, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'))
    return { names, read: (name) => (names.includes(name) ? readFileSync(join(path, name)) : null) }
  }
  const fd = openSync(path, 'r')
  const members = new Map<string, { at: number; size: number }>()
  const bytesAt = (at: number, size: number) => {
    const bytes = Buffer.alloc(size)
    if (readSync(fd, bytes, 0, size, at) !== size) throw new Error('the archive is cut short')
    return bytes
  }
  let at = 0
  for (let header = bytesAt(at, 512); header.some((byte) => byte !== 0); header = bytesAt(at, 512)) {
    const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0)
    const field = (from: number, to: number) => header.toString('latin1', from, to).replace(/[\0 ]+$/, '')
    const [name, size] = [field(0, 100).replace(/^[^/]+\//, ''), Number.parseInt(field(124, 136), 8)]
    const isPlain = Number.parseInt(field(148, 156), 8) === sum && field(257, 262) === 'ustar' && header[156] === 48
    if (!isPlain || members.has(name)) throw new Error(`no tar header, or a second ${name}, at byte ${at}`)
    members.set(name, { at: at + 512, size })
    at += 512 + Math.ceil(size / 512) * 512
  }
  if (fstatSync(fd).size !== at + 1024) throw new Error('the archive does not end where it says')
  const read = (name: string) => {
    const member = members.get(name)
    return member === undefined ? null : bytesAt(member.at, member.size)
  }
  return { names: [...members.keys()], read }
}
