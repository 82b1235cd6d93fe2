// Jobs that a person picks as files, one dialog at a time.
import type { Bench } from './injection/bench.js'
import { fileProfile } from './injection/profile.js'
import type { Station } from './station.js'
import { noteOpened } from './station-people.js'
import { readWhole } from './store.js'

export class JobFiles {
  #count = 0
  #picking = false
  constructor(
    private readonly station: Station,
    private readonly bench: Bench,
    /** Lets a person pick one; null where nobody did. */
    private readonly pick: () => Promise<string | null>,
  ) {}

  /** @returns the profile it became; null where nobody picked one, or somebody is picking. @throws what is wrong with the job */
  readonly open = async (): Promise<string | null> => {
    if (this.#picking) return null
    this.#picking = true
    const path = await this.pick().finally(() => {
      this.#picking = false
    })
    if (path === null) return null
    const profile = fileProfile(`file-${++this.#count}`, path, readWhole)
    await noteOpened(this.station, this.bench.profiles.offer(profile), profile)
    return profile.id
  }
}
