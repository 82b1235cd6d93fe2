// What can be chosen for a port: a set of keys with a name. Its job is made afresh for every use, for reading overwrites it.
import { Fault } from '../contract/fault.js'
import type { Bilingual } from '../contract/values.js'
import type { ProfileView } from '../contract/views.js'
import { readJob } from './job-file.js'
import { prepare } from './prepare.js'

export interface LoadProfile {
  readonly id: string
  readonly title: Bilingual
  readonly about: Bilingual
  /** The driver ids it fits; empty for all. */
  readonly drivers: readonly string[]
  /** The job as it would come on standard input, in a buffer of its own. */
  job(): Uint8Array
}

/** A job that lies in a file; only its path is kept, and the file is read again for every use. */
export const fileProfile = (id: string, path: string, read: (path: string) => Uint8Array): LoadProfile => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return {
    id,
    title: { zh: `任务文件：${name}`, en: `Job file: ${name}` },
    about: { zh: path, en: path },
    drivers: [],
    job: () => read(path),
  }
}

/** The profiles to choose from, and those that came by file. */
export class Profiles {
  readonly #all: LoadProfile[]
  constructor(first: readonly LoadProfile[]) {
    this.#all = [...first]
  }

  /** @throws input/bad-field */
  find(id: string): LoadProfile {
    const profile = this.#all.find((one) => one.id === id)
    if (profile) return profile
    const expected = this.#all.map((one) => one.id).join(', ')
    throw new Fault('input/bad-field', { line: 1, field: 'profile', expected })
  }

  /** @throws what is wrong with its job, before it is taken */
  offer(profile: LoadProfile): void {
    using read = readJob(profile.job())
    prepare(read)[Symbol.dispose]()
    this.#all.push(profile)
  }

  views(): readonly ProfileView[] {
    return this.#all.map(({ id, title, about, drivers }) => ({ id, title, about, drivers }))
  }
}
