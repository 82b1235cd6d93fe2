// Faults of keys, components, check values and key serial numbers.
import { type FaultRow, input, rule, usage } from './row.js'

export const keysFaults = {
  'keys/bad-hex': input(
    'Line {line}, {field}: character {position} is no hex digit. Expected: {expected}',
    '第 {line} 行，{field}：第 {position} 个字符不是十六进制数字。应为：{expected}',
  ),
  'keys/odd-length': input(
    'Line {line}, {field}: an odd number of hex digits ({digits}). Expected: {expected}',
    '第 {line} 行，{field}：十六进制位数为奇数（{digits}）。应为：{expected}',
  ),
  'keys/bad-length': input(
    'Line {line}, {field}: {bytes} bytes do not fit {algorithm}. Expected: {expected}',
    '第 {line} 行，{field}：{bytes} 字节不适用于 {algorithm}。应为：{expected}',
  ),
  'keys/unequal-length': input(
    'Line {line}, {field}: components have different lengths. Expected: {expected}',
    '第 {line} 行，{field}：各分量长度不同。应为：{expected}',
  ),
  'keys/component-count': input(
    'Line {line}, {field}: {count} components. Expected: {expected}',
    '第 {line} 行，{field}：{count} 个分量。应为：{expected}',
  ),
  'keys/bad-variant': input(
    'Line {line}, {field}: there is no such variant. Expected: {expected}',
    '第 {line} 行，{field}：没有此变体。应为：{expected}',
  ),
  'keys/bad-kcv-bytes': usage(
    '{bytes} bytes of check value are not possible with {method}. Expected: {expected}',
    '{method} 不能取 {bytes} 字节校验值。应为：{expected}',
  ),
  'keys/expected-disagrees': {
    severity: 'error',
    next: 'fix-input',
    exit: 1,
    en: 'Key {label}: the station computes {station}, {expected} was expected. Nothing was sent. Check the components and the expected value.',
    zh: '密钥 {label}：工作站计算为 {station}，期望为 {expected}。未发送任何数据。请核对分量与期望值。',
  },
  'keys/cryptogram-disagrees': input(
    'Line {line}, {field}: the cryptogram holds a key with check value {station}, {expected} was expected.',
    '第 {line} 行，{field}：密文中的密钥校验值为 {station}，期望为 {expected}。',
  ),
  'keys/under-disagrees': input(
    'Line {line}, {field}: the transport key as given has check value {station}, {expected} was stated. Nothing was sent. Expected: {expected}',
    '第 {line} 行，{field}：所给传输密钥的校验值为 {station}，声明为 {expected}。未发送任何数据。应为：{expected}',
  ),
  'keys/method-outside-profile': rule(
    'Check-value method {method} is not one of the key profile "{profile}". Expected: {expected}',
    '校验值方法 {method} 不属于密钥规范 "{profile}"。应为：{expected}',
  ),
  'keys/bad-ksn': input(
    'Line {line}, {field}: this is no key serial number of the scheme {scheme}. Expected: {expected}',
    '第 {line} 行，{field}：不是 {scheme} 方案的密钥序列号。应为：{expected}',
  ),
  'keys/derived-too-strong': input(
    'Line {line}, {field}: a key of {bytes} bytes cannot derive {algorithm}. Expected: {expected}',
    '第 {line} 行，{field}：{bytes} 字节的密钥不能派生 {algorithm}。应为：{expected}',
  ),
  'keys/ksn-issued': rule(
    'Key serial number {ksn} was issued before; a serial number is issued once, for ever.',
    '密钥序列号 {ksn} 已经发放过；每个序列号只能发放一次。',
  ),
  'keys/ksn-exhausted': rule(
    'Key set {keySet} has no device number left ({from} to {to} are all issued). A new base key is needed.',
    '密钥集 {keySet} 已无可用设备号（{from} 至 {to} 均已发放）。需要新的基础密钥。',
  ),
  'keys/test-key': rule('Key {label} is a published test key.', '密钥 {label} 是公开的测试密钥。'),
  'keys/single-component': rule(
    'Key {label} came as a single component: in production two people bring at least two.',
    '密钥 {label} 只有一个分量：生产模式下须由两人提供至少两个分量。',
  ),
  'keys/weak-key': rule('Key {label} is a weak DES key ({kind}).', '密钥 {label} 是 DES 弱密钥（{kind}）。'),
  'keys/secret-memory-full': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'The protected memory for keys is full. Nothing was sent.',
    zh: '受保护的密钥内存已满。未发送任何数据。',
  },
  'keys/secret-released': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'A key was asked for after it had been wiped.',
    zh: '密钥在清除之后又被使用。',
  },
} as const satisfies Record<string, FaultRow>
