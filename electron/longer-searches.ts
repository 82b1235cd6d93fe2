// Searches for two wrong digits that are under way: how far each is, and how it is stopped.
import type { DiagnosisView } from './contract/diagnosis-views.js'
import type { Diagnosis } from './diagnosis/index.js'
import type { Depths } from './diagnosis/search.js'

export class LongerSearches {
  readonly #running = new Map<number, { readonly stop: AbortController; done: number }>()

  /** @returns null where it was stopped: nothing came of it, and nothing is recorded */
  async run<T>(diagnosis: number, search: (depths: Depths) => Promise<T>): Promise<T | null> {
    const running = { stop: new AbortController(), done: 0 }
    this.#running.set(diagnosis, running)
    const { signal } = running.stop
    const onProgress = (done: number) => {
      running.done = done
    }
    try {
      return await search({ long: true, signal, onProgress })
    } catch (error) {
      if (!signal.aborted) throw error
      return null
    } finally {
      this.#running.delete(diagnosis)
    }
  }

  /** 0 to 1; null where none is under way. */
  told(diagnosis: number, stop: boolean): { done: number | null } {
    const running = this.#running.get(diagnosis)
    if (stop) running?.stop.abort()
    return { done: running?.done ?? null }
  }
}

interface Searched {
  readonly made: Diagnosis
  readonly searched: boolean
  readonly longer: boolean
}
/** Worth trying where the usual search named nobody. */
export function longerOf({ searched, longer, made }: Searched): Pick<DiagnosisView, 'longer'> {
  if (longer) return { longer: 'done' }
  const cause = made.report.causes[0]?.cause
  return searched && (cause === 'unknown' || cause === 'entry-error') ? { longer: 'offered' } : {}
}
