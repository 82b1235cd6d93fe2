// Result codes of every command, two hex digits. [FuturexErrorCode.kt]
import type { Bilingual } from '../../contract/values.js'

export const DONE = '00'
export const TAMPERED = '07'
/** The check value sent along is not that of the key received. */
export const KCV_DISAGREES = '12'

export const resultCodes: Readonly<Record<string, Bilingual>> = {
  [DONE]: { zh: '成功', en: 'done' },
  '01': { zh: '命令错误', en: 'wrong command' },
  '02': { zh: '命令版本错误', en: 'wrong version of the command' },
  '03': { zh: '报文长度错误', en: 'wrong length of the message' },
  '04': { zh: '报文含不支持的字符', en: 'characters that the terminal does not take' },
  '05': { zh: '设备忙', en: 'the terminal is busy' },
  '06': { zh: '设备不在注入模式', en: 'the terminal is not in injection mode' },
  [TAMPERED]: { zh: '设备已触发防拆', en: 'the terminal has been tampered with' },
  '08': { zh: 'LRC 校验错误', en: 'wrong LRC' },
  '09': { zh: '密钥重复', en: 'the key is there already' },
  '0A': { zh: 'KSN 重复', en: 'the key serial number is there already' },
  '0B': { zh: '密钥删除失败', en: 'the key could not be deleted' },
  '0C': { zh: '密钥槽位错误', en: 'wrong slot' },
  '0D': { zh: 'KTK 槽位错误', en: 'wrong slot of the transport key' },
  '0E': { zh: '缺少 KTK', en: 'there is no transport key' },
  '0F': { zh: '槽位非空', en: 'the slot is not empty' },
  '10': { zh: '密钥类型错误', en: 'wrong key type' },
  '11': { zh: '加密类型错误', en: 'wrong encryption type' },
  [KCV_DISAGREES]: { zh: '密钥校验值不一致', en: 'the key check value does not agree' },
  '13': { zh: 'KTK 校验值不一致', en: 'the check value of the transport key does not agree' },
  '14': { zh: 'KSN 错误', en: 'wrong key serial number' },
  '15': { zh: '密钥长度错误', en: 'wrong key length' },
  '16': { zh: 'KTK 长度错误', en: 'wrong length of the transport key' },
  '17': { zh: 'TR-31 版本错误', en: 'wrong TR-31 version' },
  '18': { zh: 'TR-31 密钥用途错误', en: 'wrong TR-31 key usage' },
  '19': { zh: 'TR-31 算法错误', en: 'wrong TR-31 algorithm' },
  '1A': { zh: 'TR-31 使用模式错误', en: 'wrong TR-31 mode of use' },
  '1B': { zh: 'TR-31 MAC 错误', en: 'wrong TR-31 MAC' },
  '1C': { zh: 'TR-31 解密失败', en: 'the TR-31 block could not be deciphered' },
  '1D': { zh: '设备应用自定义错误码 1D', en: 'code 1D, which the terminal’s application added' },
  '2A': { zh: '设备应用自定义错误码 2A', en: 'code 2A, which the terminal’s application added' },
}

/** @param code two upper-case hex digits */
export const meaningOf = (code: string): Bilingual =>
  resultCodes[code] ?? { zh: `未知结果码 ${code}`, en: `result code ${code}, whose meaning is not known` }
