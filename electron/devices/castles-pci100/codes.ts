// Status bytes, which stand where the command does in its answer; as two hex digits.
import type { Bilingual } from '../../contract/values.js'

export const DONE = 0x00
/** The check value sent along is not that of the key received. */
export const KCV_DISAGREES = '04'
export const NO_INITIAL_AUTHENTICATION = '1F'
export const NO_SESSION = '20'
export const AUTHENTICATION_FAILED = '22'
export const BLOCKED_AFTER_THREE = '23'
export const NO_SERIAL = 'FD'

const flash: Bilingual = { zh: '闪存错误', en: 'flash error' }
const font: Bilingual = { zh: '字库错误', en: 'font error' }

/** 0F stands in the source without a text. */
export const statuses: Readonly<Record<string, Bilingual>> = {
  '00': { zh: '成功', en: 'done' },
  '01': { zh: '参数错误', en: 'parameter error' },
  '02': { zh: '密钥未装载', en: 'the key it travels under is not loaded' },
  '03': { zh: '接收错误', en: 'receipt error' },
  [KCV_DISAGREES]: { zh: '密钥校验值不一致', en: 'the key check value does not agree' },
  '0A': { zh: 'PIN 输入超时', en: 'PIN entry timed out' },
  '0B': { zh: '已中止', en: 'aborted' },
  '0C': { zh: '空 PIN', en: 'null PIN' },
  '0E': { zh: 'KSN 溢出', en: 'the key serial number has run out' },
  '11': { zh: '证书错误', en: 'certificate error' },
  '12': { zh: '已锁定 30 秒', en: 'blocked for 30 s' },
  '13': { zh: '没有权限', en: 'no privilege for this' },
  '14': { zh: '密钥类型错误', en: 'wrong key type' },
  '15': { zh: '密钥已损坏', en: 'the key is corrupt' },
  '16': { zh: '另一索引已有相同密钥', en: 'the same key is at another index' },
  '17': { zh: '标志错误', en: 'flag error' },
  [NO_INITIAL_AUTHENTICATION]: { zh: '尚未初始认证', en: 'initial authentication is missing' },
  [NO_SESSION]: { zh: '尚未双向认证', en: 'mutual authentication is missing' },
  '21': { zh: 'MAC 错误', en: 'wrong MAC' },
  [AUTHENTICATION_FAILED]: { zh: '认证失败', en: 'authentication failed' },
  [BLOCKED_AFTER_THREE]: { zh: '认证失败三次，已锁定', en: 'blocked after three failed authentications' },
  '30': flash,
  '31': flash,
  '32': flash,
  '33': flash,
  '40': font,
  '41': font,
  '42': font,
  '43': font,
  '44': font,
  '45': font,
  [NO_SERIAL]: { zh: '尚未设置序列号', en: 'the serial number is not set' },
  FE: { zh: '不支持该命令', en: 'not supported' },
  FF: { zh: '自检失败', en: 'self test failed' },
}

export const statusName = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0')

/** @param status two hex digits */
export const meaningOf = (status: string): Bilingual =>
  statuses[status] ?? { zh: `未知状态 ${status}`, en: `status ${status}, whose meaning is not known` }
