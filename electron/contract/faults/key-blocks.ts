// Faults of key blocks (X9.143, TR-31, ISO 20038).
import { type FaultRow, input, rule } from './row.js'

const blockRule = (en: string, zh: string): FaultRow => rule(`Key block: ${en}`, `密钥块：${zh}`)

const block = (en: string, zh: string): FaultRow => input(`Key block: ${en}`, `密钥块：${zh}`)

export const keyBlocksFaults = {
  'keys/block-characters': block('a character outside printable ASCII.', '含有可打印 ASCII 以外的字符。'),
  'keys/block-too-short': block('shorter than a key block can be.', '长度不足，不可能是完整的密钥块。'),
  'keys/block-too-long': block(
    '{length} characters would be too long. Expected: {expected}',
    '{length} 个字符过长。应为：{expected}',
  ),
  'keys/block-version': block('unknown version. Expected: {expected}', '版本未知。应为：{expected}'),
  'keys/block-length': block('the length field is wrong. Expected: {expected}', '长度字段不正确。应为：{expected}'),
  'keys/block-usage': block('unknown key usage. Expected: {expected}', '密钥用途未知。应为：{expected}'),
  'keys/block-algorithm': block('unknown algorithm. Expected: {expected}', '算法未知。应为：{expected}'),
  'keys/block-mode': block('unknown mode of use. Expected: {expected}', '使用模式未知。应为：{expected}'),
  'keys/block-combination': block(
    'usage {keyUsage}, algorithm {algorithm} and mode {modeOfUse} do not go together. Expected: {expected}',
    '用途 {keyUsage}、算法 {algorithm} 与模式 {modeOfUse} 不能组合。应为：{expected}',
  ),
  'keys/block-key-version': block('no key version number. Expected: {expected}', '密钥版本号不正确。应为：{expected}'),
  'keys/block-exportability': block('unknown exportability. Expected: {expected}', '可导出性未知。应为：{expected}'),
  'keys/block-context': block('unknown key context. Expected: {expected}', '密钥上下文未知。应为：{expected}'),
  'keys/block-reserved': block('the reserved character is not {expected}.', '保留字符不是 {expected}。'),
  'keys/block-optional-count': block(
    'the number of optional blocks is none. Expected: {expected}',
    '可选块数量不正确。应为：{expected}',
  ),
  'keys/block-optional-id': block(
    'optional block {number} has an id that nobody defines.',
    '第 {number} 个可选块的标识未定义。',
  ),
  'keys/block-optional-length': block(
    'the length of optional block {id} is wrong. Expected: {expected}',
    '可选块 {id} 的长度不正确。应为：{expected}',
  ),
  'keys/block-length-0002': block(
    'optional block {id} has its extended length in the form 0002, counted in bytes. X9.143 writes 0004, counted in digits. Have the sender write 0004.',
    '可选块 {id} 的扩展长度为 0002 形式（按字节计）。X9.143 为 0004（按位数计）。请发送方改用 0004。',
  ),
  'keys/block-optional-duplicate': block('optional block {id} is there twice.', '可选块 {id} 重复。'),
  'keys/block-padding-not-last': block('optional block PB is not the last.', '可选块 PB 不在最后。'),
  'keys/block-optional-alignment': block(
    'the optional blocks do not fill a multiple of {multiple} characters.',
    '可选块总长不是 {multiple} 个字符的整数倍。',
  ),
  'keys/block-optional-data': block(
    'the data of optional block {id} is wrong. Expected: {expected}',
    '可选块 {id} 的数据不正确。应为：{expected}',
  ),
  'keys/block-time': block(
    'optional block {id} holds no time. Expected: {expected}',
    '可选块 {id} 不是有效时间。应为：{expected}',
  ),
  'keys/block-hash-missing': block(
    'an HMAC key without its hash. Expected: {expected}',
    'HMAC 密钥缺少哈希算法。应为：{expected}',
  ),
  'keys/block-hash': block(
    'the hash in HM does not go with algorithm {algorithm}.',
    'HM 中的哈希与算法 {algorithm} 不符。',
  ),
  'keys/block-base-key-id': block(
    'BI does not go with a key of usage {keyUsage} and algorithm {algorithm}.',
    'BI 与用途 {keyUsage}、算法 {algorithm} 的密钥不符。',
  ),
  'keys/block-derivations': block(
    'DA allows what a key of this header cannot derive.',
    'DA 允许的派生与此密钥块头不符。',
  ),
  'keys/block-pedigree': block(
    'WP denies that a weaker key protects this one. Expected: {expected}',
    'WP 未承认此密钥由较弱的密钥保护。应为：{expected}',
  ),
  'keys/block-hex': block('{field} is not hexadecimal. Expected: {expected}', '{field} 不是十六进制。应为：{expected}'),
  'keys/block-lower-case': block(
    '{field} is in lower-case hex; key blocks are upper case.',
    '{field} 为小写十六进制；密钥块须为大写。',
  ),
  'keys/block-payload-length': block(
    'the length of the enciphered key is wrong. Expected: {expected}',
    '加密密钥的长度不正确。应为：{expected}',
  ),
  'keys/block-kbpk-length': block(
    'a protection key of {bytes} bytes does not fit. Expected: {expected}',
    '保护密钥长度 {bytes} 字节不适用。应为：{expected}',
  ),
  'keys/block-rejected': block(
    'it was not made with this protection key, or was changed since.',
    '密钥块不是由此保护密钥生成，或已被改动。',
  ),
  'keys/block-key-length': block(
    '{bytes} bytes of key do not fit algorithm {algorithm}. Expected: {expected}',
    '{bytes} 字节的密钥不适用于算法 {algorithm}。应为：{expected}',
  ),
  'keys/block-kc-wrong': block('the check value in KC is not that of the key.', 'KC 中的校验值与密钥不符。'),
  'keys/block-kp-wrong': block(
    'the check value in KP is not that of the protection key.',
    'KP 中的校验值与保护密钥不符。',
  ),
  'keys/block-rebound': block(
    '{field} belongs to the key and may not be changed. Expected: {expected}',
    '{field} 与密钥绑定，不得更改。应为：{expected}',
  ),
  'keys/block-kbpk-weaker': blockRule(
    'the protection key ({kbpkBytes} bytes) is weaker than the key it protects ({algorithm}, {bytes} bytes).',
    '保护密钥（{kbpkBytes} 字节）弱于被保护的密钥（{algorithm}，{bytes} 字节）。',
  ),
  'keys/block-not-written': blockRule(
    'production does not write version {version}. Expected: {expected}',
    '生产模式不写出版本 {version}。应为：{expected}',
  ),
  'keys/block-not-exportable': blockRule(
    'the block says that its key may not be exported.',
    '密钥块声明其密钥不可导出。',
  ),
} as const satisfies Record<string, FaultRow>
