// How the MS246 refuses: by NAK, and no code is known.
import type { Bilingual } from '../../contract/values.js'

/** What the exchange says of a frame that the reader did not take. */
export const NAK = 'NAK'

export const notTaken: Bilingual = { zh: '终端未接受该命令（NAK）', en: 'the reader did not take the command (NAK)' }
