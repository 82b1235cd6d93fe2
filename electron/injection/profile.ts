// What can be chosen for a port: a set of keys with a name. Its job is made afresh for every use, for reading overwrites it.
import type { Bilingual } from '../contract/values.js'

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
