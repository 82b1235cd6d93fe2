// What can be chosen for a port: a set of keys with a name. Its job is made afresh for every use, for reading overwrites it.
import { createHash } from 'node:crypto'
import { Fault } from '../contract/fault.js'
import type { Bilingual, Mode } from '../contract/values.js'
import type { ProfileView } from '../contract/views.js'
import { type ReadJob, readJob } from './job-file.js'
import { assertMode } from './policy.js'
import { prepare } from './prepare.js'

export interface LoadProfile {
  readonly id: string
  readonly title: Bilingual
  readonly about: Bilingual
  /** The driver ids it fits; empty for all. */
  readonly drivers: readonly string[]
  /** The job as it would come on standard input, in a buffer of its own. */
  job(): Uint8Array
  /** In place of `job`, where the key is held in memory and no text can say it. */
  readonly read?: () => ReadJob
  /** Told right before the work at a port begins. @throws where it may not be loaded any more */
  readonly spend?: () => void
}

/** A job that lies in a file: its path and its hash are kept, and what is loaded is what was chosen. */
export function fileProfile(id: string, path: string, read: (path: string) => Uint8Array): LoadProfile {
  const name = path.slice(path.lastIndexOf('/') + 1)
  let chosen = ''
  return {
    id,
    title: { zh: `任务文件：${name}`, en: `Job file: ${name}` },
    about: { zh: path, en: path },
    drivers: [],
    job: () => {
      const bytes = read(path)
      const hash = createHash('sha256').update(bytes).digest('hex')
      chosen ||= hash
      if (hash === chosen) return bytes
      bytes.fill(0)
      throw new Fault('input/file-changed', { file: name })
    },
  }
}

/** The profiles to choose from, and those that came by file. */
export class Profiles {
  readonly #all: LoadProfile[]
  constructor(
    first: readonly LoadProfile[],
    private readonly doors: { readonly mode: Mode; readonly changed: () => void },
  ) {
    this.#all = [...first]
  }

  /** @throws input/bad-field */
  find(id: string): LoadProfile {
    const profile = this.#all.find((one) => one.id === id)
    if (profile) return profile
    const expected = this.#all.map((one) => one.id).join(', ')
    throw new Fault('input/bad-field', { line: 1, field: 'profile', expected })
  }

  has(id: string): boolean {
    return this.#all.some((one) => one.id === id)
  }
  /** Its job, made afresh. @throws input/bad-field, and what is wrong with it */
  read(id: string): ReadJob {
    const profile = this.find(id)
    return profile.read?.() ?? readJob(profile.job())
  }
  /** The same for work that begins now. @throws ceremony/key-gone too */
  spend(id: string): ReadJob {
    this.find(id).spend?.()
    return this.read(id)
  }
  /** It cannot be chosen any more. */
  withdraw(id: string): void {
    const at = this.#all.findIndex((one) => one.id === id)
    if (at >= 0) this.#all.splice(at, 1)
    this.doors.changed()
  }

  /** @throws what is wrong with its job, before it is taken */
  offer(profile: LoadProfile): void {
    using read = profile.read?.() ?? readJob(profile.job())
    using job = prepare(read)
    assertMode(job, this.doors.mode)
    this.#all.push(profile)
    this.doors.changed()
  }

  views(): readonly ProfileView[] {
    return this.#all.map(({ id, title, about, drivers }) => ({ id, title, about, drivers }))
  }
}
