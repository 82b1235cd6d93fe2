// The return byte that every answer begins with: what is a success, and what the others mean.
import type { Bilingual } from '../../contract/values.js'

/** 60 to 9F, and A3. Which of them a terminal gives is not said, and no source tells them apart. */
export const isSuccess = (code: number): boolean => (code >= 0x60 && code <= 0x9f) || code === 0xa3
/** The range that holds every error code. */
export const isError = (code: number): boolean => code >= 0xd0

export const KCV_DISAGREES = 'E7'
export const NO_SUCH_KEY = 'E4'
export const NO_MATCH = 'E5'
export const WANTS_AUTHENTICATION = 'EC'
export const TAMPERED = 'DD'

/** Refusals to encipher zeros under a key that say that this key is not for it, and not that anything is wrong. */
export const notForThatKey: ReadonlySet<string> = new Set(['E3', 'E5', 'E8', 'E9', 'EB', 'EC', 'ED', 'F8', 'FB'])

/** `E7` */
export const codeName = (code: number): string => code.toString(16).toUpperCase().padStart(2, '0')

const errors: Readonly<Record<string, Bilingual>> = {
  DD: { zh: '终端已触发防拆', en: 'the terminal was tampered with' },
  DE: { zh: '安全芯片错误', en: 'fault of the security chip' },
  E0: { zh: '电池电压低', en: 'low battery' },
  E1: { zh: '没有 IMK', en: 'there is no IMK' },
  E2: { zh: '没有 TMK', en: 'there is no TMK' },
  E3: { zh: '密钥长度错误', en: 'wrong key length' },
  E4: { zh: '没有该密钥', en: 'there is no such key' },
  E5: { zh: '密钥不匹配或不存在', en: 'the key does not match or is not there' },
  E6: { zh: '密钥奇偶校验错误', en: 'wrong key parity' },
  E7: { zh: '密钥校验值不一致', en: 'the key check value does not agree' },
  E8: { zh: '命令长度错误', en: 'wrong command length' },
  E9: { zh: '命令数据错误', en: 'wrong command data' },
  EA: { zh: '缺少代码信息', en: 'code information is missing' },
  EB: { zh: '参数错误', en: 'parameter error' },
  EC: { zh: '需要授权', en: 'authorisation is required' },
  ED: { zh: '授权已锁定', en: 'authorisation is locked' },
  EE: { zh: '终端超时', en: 'the terminal timed out' },
  EF: { zh: '一般错误', en: 'general error' },
  F8: { zh: '输入模式错误', en: 'wrong input mode' },
  F9: { zh: '口令错误', en: 'wrong password' },
  FA: { zh: '未设置 UID 或 KBPK', en: 'the UID or the KBPK is not set' },
  FB: { zh: '命令已锁定', en: 'the command is locked' },
  FC: { zh: '口令长度错误', en: 'wrong password length' },
  FD: { zh: '读取 RSA 密钥失败', en: 'an RSA key could not be read' },
  FE: { zh: 'EEPROM 错误', en: 'EEPROM fault' },
  FF: { zh: '拆机开关已触发', en: 'the removal switch has opened' },
}
/** D0 to DC and F1 to F7 are known as groups only. */
const groups: readonly (readonly [RegExp, Bilingual])[] = [
  [/^D/, { zh: 'SM2、SM4、RSA 或 MAC 错误', en: 'SM2, SM4, RSA or MAC error' }],
  [/^F[1-7]$/, { zh: 'RSA 或签名错误', en: 'RSA or signature error' }],
]

/** @param code two hex digits */
export const meaningOf = (code: string): Bilingual =>
  errors[code] ??
  groups.find(([pattern]) => pattern.test(code))?.[1] ?? {
    zh: `未知返回码 ${code}`,
    en: `return code ${code}, whose meaning is not known`,
  }
