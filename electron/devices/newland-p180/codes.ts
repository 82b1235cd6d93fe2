// Codes that the P180 answers changes with. The source knows one of them.
import type { Bilingual } from '../../contract/values.js'

export const DONE = '00'

/** @param code two letters or digits, never 00 */
export const meaningOf = (code: string): Bilingual => ({
  zh: `终端拒绝，返回码 ${code}，含义未公开`,
  en: `refused with code ${code}, whose meaning is not public`,
})
