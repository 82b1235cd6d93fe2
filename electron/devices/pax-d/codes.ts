// Codes that the PED answers with; 0 is success. The maker's Java library shows them as -0x10000 + code.
import type { Bilingual } from '../../contract/values.js'

export const DONE = 0
export const NO_KEY = -301
/** The check value sent along is not that of the key received. */
export const KCV_DISAGREES = -325
export const UNSUPPORTED = -327
/** A TIK that was written without a check value has none to give. */
export const NO_KCV = -346

export const codes: Readonly<Record<number, Bilingual>> = {
  [NO_KEY]: { zh: '密钥不存在', en: 'there is no such key' },
  [-302]: { zh: '密钥索引错误', en: 'wrong key index' },
  [-303]: { zh: '密钥派生层级错误', en: 'wrong level of derivation' },
  [-304]: { zh: '校验失败', en: 'verification failed' },
  [-307]: { zh: '调用间隔过短', en: 'asked again too soon' },
  [-308]: { zh: '校验模式错误', en: 'wrong check mode' },
  [-309]: { zh: '没有权限', en: 'no right to do this; a clear key is taken only while there is no TLK' },
  [-310]: { zh: '密钥类型错误', en: 'wrong key type' },
  [-312]: { zh: '目的密钥索引错误', en: 'wrong index of the key to be written' },
  [-313]: { zh: '源密钥索引错误', en: 'wrong index of the source key' },
  [-314]: { zh: '密钥长度错误', en: 'wrong key length' },
  [-318]: { zh: '密钥组号错误', en: 'wrong key group' },
  [-320]: { zh: 'PED 已锁定', en: 'the PED is locked' },
  [-323]: { zh: '管理员错误', en: 'administrator error' },
  [-324]: { zh: 'DUKPT 计数器溢出', en: 'the DUKPT counter has run out' },
  [KCV_DISAGREES]: { zh: '密钥校验值不一致', en: 'the key check value does not agree' },
  [-326]: { zh: '源密钥类型错误', en: 'wrong type of the source key' },
  [UNSUPPORTED]: { zh: '不支持该命令', en: 'not supported' },
  [-331]: { zh: '下载未激活', en: 'downloading is not active' },
  [-332]: { zh: '密钥奇偶校验错误', en: 'wrong key parity' },
  [-343]: { zh: '存储空间不足', en: 'no space left' },
  [-345]: { zh: '校验值模式错误', en: 'wrong check value mode' },
  [NO_KCV]: { zh: '没有校验值', en: 'there is no check value' },
  [-348]: { zh: 'MAC 错误', en: 'wrong MAC' },
  [-349]: { zh: 'CRC 错误', en: 'wrong CRC' },
}

export const meaning = (code: number): Bilingual =>
  codes[code] ?? { zh: `未知返回码 ${code}`, en: `code ${code}, whose meaning is not known` }
