// How far a long look at a log has come: a remark on standard error every few seconds, for people at a terminal.
import type { VerifyProgress } from '../audit/verify.js'
import type { Io } from './io.js'

const every = 3_000

/** Shorter work says nothing. */
export function progressOn(io: Io): { readonly onProgress: (progress: VerifyProgress) => void } {
  let told = Date.now()
  return {
    onProgress: ({ records, bytes, ofBytes }) => {
      if (Date.now() - told < every) return
      told = Date.now()
      const percent = ofBytes === 0 ? 0 : Math.floor((100 * bytes) / ofBytes)
      io.remark(`${records} ${io.language === 'zh' ? '条记录，' : 'records, '}${percent} %`)
    },
  }
}
