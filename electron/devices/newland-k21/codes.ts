// Result codes of the key commands (offset 9), and the general response code (offset 7).
import type { Bilingual } from '../../contract/values.js'

/** The check value sent along is not that of the key received. */
export const KCV_DISAGREES = '41'
/** Asked for a key that is not there. */
export const NO_KEY = '47'

export const resultCodes: Readonly<Record<string, Bilingual>> = {
  '00': { zh: '成功', en: 'done' },
  '02': { zh: '参数错误', en: 'parameter error' },
  '41': { zh: '密钥校验值不一致', en: 'the key check value does not agree' },
  '42': { zh: '工作密钥长度错误', en: 'wrong length of the working key' },
  '43': { zh: '主密钥索引错误', en: 'wrong index of the master key' },
  '45': { zh: '主密钥长度错误', en: 'wrong length of the master key' },
  '47': { zh: '没有该密钥记录', en: 'there is no such key' },
}

/** @param code two digits */
export const resultMeaning = (code: string): Bilingual =>
  resultCodes[code] ?? { zh: `未知结果码 ${code}`, en: `result code ${code}, whose meaning is not known` }

/** The general code's own list is not public; only 00 and that 06 once stood for a bad PIN request. */
export const responseMeaning = (code: string): Bilingual => ({
  zh: `命令未被执行,响应码 ${code}`,
  en: `the command was not carried out, response code ${code}`,
})
