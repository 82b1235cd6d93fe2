// A step of a plan: what is done, by whom, until when, and what shows that it was done.
import type { Bilingual } from '../../contract/values.js'

export type Owner = 'technician' | 'custodians' | 'officer' | 'administrator' | 'host'
export interface Step {
  readonly text: Bilingual
  readonly owner: Owner
  /** ISO 8601 duration from the diagnosis on. */
  readonly deadline: string
  readonly confirmation: Bilingual
}

/** A step, English before Chinese. */
export const step = (
  owner: Owner,
  deadline: string,
  en: string,
  zh: string,
  shownEn: string,
  shownZh: string,
): Step => ({
  text: { en, zh },
  owner,
  deadline,
  confirmation: { en: shownEn, zh: shownZh },
})
export const [SOON, HOUR, TODAY, WEEK] = ['PT30M', 'PT1H', 'P1D', 'P7D'] as const
