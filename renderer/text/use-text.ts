// The sentences and number forms of the language main says is in use.
import { createContext, useContext } from 'react'
import type { Bilingual, Language } from '../../electron/contract/values.js'
import { en } from './en'
import type { Sentences } from './sentences'
import { zh } from './zh'

export interface Speech extends Sentences {
  readonly language: Language
  /** The right half of a sentence that came in both languages. */
  readonly say: (both: Bilingual) => string
  /** 4182 → 4,182 */
  readonly count: (n: number) => string
  /** Local time with seconds and zone, 2026-11-22 16:45:12 UTC+8; what is no time stays as it came. */
  readonly moment: (wall: string) => string
}

const two = (n: number) => String(n).padStart(2, '0')
const zone = (minutes: number): string => {
  const away = Math.abs(minutes)
  const rest = away % 60
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(away / 60)}${rest ? `:${two(rest)}` : ''}`
}
const moment = (wall: string): string => {
  const at = new Date(wall)
  if (Number.isNaN(at.getTime())) return wall
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
  return `${day} ${time} ${zone(-at.getTimezoneOffset())}`
}
const digits = new Intl.NumberFormat('en-US')

const speech = (language: Language, sentences: Sentences): Speech => ({
  ...sentences,
  language,
  say: (both) => both[language],
  count: (n) => digits.format(n),
  moment,
})
export const speeches: Readonly<Record<Language, Speech>> = { zh: speech('zh', zh), en: speech('en', en) }

export const SpeechContext = createContext<Speech>(speeches.zh)
export const useText = (): Speech => useContext(SpeechContext)
