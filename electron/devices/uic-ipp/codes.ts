// Codes that a terminal of this family refuses with, and the ways an exchange ends without an answer.
import type { Bilingual } from '../../contract/values.js'
import type { Ending } from '../../wire/eot-handshake.js'

/** Codes of 02 (behind `?`) and of 91 (behind `1`) that mean the same. [PP791 p32, p256] */
const shared: Readonly<Record<string, Bilingual>> = {
  '3': { zh: '存储器错误', en: 'memory error' },
  '4': { zh: '密钥结构读取错误', en: 'the key structure could not be read' },
  A: { zh: 'TR-31 格式错误', en: 'wrong TR-31 format' },
  B: { zh: '注入不安全:新密钥比保护它的密钥长', en: 'insecure: the key is longer than the one that protects it' },
  C: { zh: '密钥块 MAC 错误', en: 'wrong MAC of the key block' },
  D: { zh: '没有密钥块保护密钥(KLK),或其用途不是 K0', en: 'there is no KLK, or its usage is not K0' },
  F: { zh: '加载次数已达上限', en: 'the load counter has reached its limit' },
}

export const loadCodes: Readonly<Record<string, Bilingual>> = {
  ...shared,
  '2': { zh: '密钥重复', en: 'the key is there already' },
  '7': { zh: '解密错误', en: 'the key could not be deciphered' },
  E: { zh: '密钥用途错误', en: 'wrong key usage' },
}

export const initialKeyCodes: Readonly<Record<string, Bilingual>> = {
  ...shared,
  '1': { zh: '未认证:终端不在密钥注入模式', en: 'not authenticated: the terminal is not in key-inject mode' },
  '2': { zh: '不是十六进制字符', en: 'not hex digits' },
}

export const selectCodes: Readonly<Record<string, Bilingual>> = {
  '1': { zh: '密钥索引大于 9', en: 'the key index is greater than 9' },
}

export const rateCodes: Readonly<Record<string, Bilingual>> = {
  '1': { zh: '不支持该波特率', en: 'the rate is not taken' },
}

export const NOT_IN_INJECT_MODE = 'not-in-inject-mode'

/** `committed` is no refusal. An EOT before the ACK stands for a message that has the wrong form as well. [PP791 p31] */
export const endingCodes: Readonly<Record<Exclude<Ending, 'committed'>, { code: string; meaning: Bilingual }>> = {
  notTaken: {
    code: NOT_IN_INJECT_MODE,
    meaning: {
      zh: '终端以 EOT 拒绝:不在密钥注入模式(CLR+2),或报文格式不符',
      en: 'refused by EOT: the terminal is not in key-inject mode (CLR+2), or the message has the wrong form',
    },
  },
  notHeard: {
    code: 'nak',
    meaning: {
      zh: '终端两次以 NAK 应答,未收下报文',
      en: 'the terminal answered NAK twice and did not take the message',
    },
  },
  ended: {
    code: 'ended',
    meaning: {
      zh: '终端收下报文后以 EOT 结束,未执行',
      en: 'the terminal took the message and ended by EOT without carrying it out',
    },
  },
  differs: {
    code: 'echo-differs',
    meaning: {
      zh: '终端回显与发送内容不同,已用 EOT 取消,未写入',
      en: 'the echo was not what had been sent: cancelled by EOT before anything was stored',
    },
  },
  cancelled: {
    code: 'cancelled',
    meaning: { zh: '写入之前已用 EOT 取消', en: 'cancelled by EOT before anything was stored' },
  },
}

export const unknownCode = (code: string): Bilingual => ({
  zh: `未知结果码 ${code}`,
  en: `code ${code}, whose meaning is not known`,
})
