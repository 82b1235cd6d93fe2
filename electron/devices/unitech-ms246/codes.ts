// How the MS246 refuses: by NAK, and no code is known.
import type { Bilingual } from '../../contract/values.js'

/** What the exchange says of a frame that the reader did not take. */
export const NAK = 'NAK'

/** The serial number was taken and its key was not: the reader is not as it was. */
export const NAK_AFTER_KSN = 'NAK-AFTER-KSN'
export const keyNotTaken: Bilingual = {
  zh: '读卡器已存储新的密钥序列号，但未接受密钥（NAK）：原密钥现与新序列号并存，须重新灌装后方可使用',
  en: 'the reader stored the new key serial number and did not take the key (NAK): its old key now stands beside the new number; load it again before use',
}

export const notTaken: Bilingual = { zh: '终端未接受该命令（NAK）', en: 'the reader did not take the command (NAK)' }
