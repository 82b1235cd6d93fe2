// Causes that turned the key's bytes into others: found by trying each on the key that is in native memory.
import type { Bilingual } from '../../contract/values.js'
import type { CauseRow, CauseTable, Party } from '../cause.js'
import type { StepId } from '../steps.js'

interface Kind {
  readonly party: Party
  readonly steps: readonly StepId[]
}
const order: Kind = { party: 'device', steps: ['check-byte-order', 'erase-slot', 'load-again'] }
const cable: Kind = { party: 'line', steps: ['check-line-settings', 'erase-slot', 'load-again'] }
const lengthKind: Kind = { party: 'device', steps: ['correct-length', 'erase-slot', 'load-again'] }
const travel: Kind = { party: 'device', steps: ['agree-wrapping', 'erase-slot', 'load-again'] }

/** A turn between the sender's hands and the device's store. */
const turn = (kind: Kind, prior: number, action: Bilingual, more: Partial<CauseRow> = {}): CauseRow => ({
  tier: 2,
  prior,
  party: kind.party,
  severity: 'medium',
  needs: ['lab.key'],
  onTheWay: true,
  action,
  steps: kind.steps,
  ...more,
})
const say = (en: string, zh: string): Bilingual => ({ en, zh })

export const turnCauses = {
  'halves-swapped': turn(
    order,
    0.02,
    say(
      'Left and right half changed places. Correct the order of the halves at the side that changed it, and load again.',
      '左右两半互换。请在造成互换的一侧更正顺序后重新灌装。',
    ),
  ),
  'left-half-only': turn(
    lengthKind,
    0.016,
    say(
      'Only the left half was taken: the key works as single DES. Set the key length to double, and load again.',
      '只取了左半部分：密钥按单倍长 DES 工作。请将密钥长度设为双倍长后重新灌装。',
    ),
    { severity: 'high' },
  ),
  'right-half-only': turn(
    lengthKind,
    0.005,
    say(
      'Only the right half was taken. Set the key length to double, and load again.',
      '只取了右半部分。请将密钥长度设为双倍长后重新灌装。',
    ),
    { severity: 'high' },
  ),
  'zero-padded': turn(
    lengthKind,
    0.012,
    say(
      '[{key}: ]A shorter key was filled up with zeros. Give the key its true length, and load again.',
      '[{key}：]较短的密钥被补零。请按真实长度设置密钥后重新灌装。',
    ),
    { severity: 'high' },
  ),
  truncated: turn(
    lengthKind,
    0.005,
    say(
      'The key was cut short. Set the key length on both sides, and load again.',
      '密钥被截短。请在两侧设置密钥长度后重新灌装。',
    ),
    { severity: 'high' },
  ),
  'parity-forced': turn(
    order,
    0.012,
    say(
      'One side set parity bits, which makes another key of an AES or SM4 key. Switch parity adjustment off, and load again.',
      '一侧强制了奇偶位，这会改变 AES 或 SM4 密钥。请关闭奇偶调整后重新灌装。',
    ),
  ),
  'variant-applied': turn(
    travel,
    0.012,
    say(
      'One side put a variant or mask on the key or its transport key[ ({variant})]. Agree on the scheme, and load again.',
      '一侧对密钥或传输密钥使用了变体或掩码[（{variant}）]。请统一方案后重新灌装。',
    ),
  ),
  'mode-difference': turn(
    travel,
    0.012,
    say(
      'Wrapped in one mode and unwrapped in another: ECB and CBC. Agree on the mode, and load again.',
      '加密与解密所用模式不同（ECB 与 CBC）。请统一模式后重新灌装。',
    ),
  ),
  'double-decrypted': turn(
    travel,
    0.008,
    say(
      'A plain key was deciphered once more under the transport key. Tell the device that the key comes in clear, or wrap it.',
      '明文密钥又被传输密钥解密了一次。请设置设备按明文接收，或先加密再发送。',
    ),
  ),
  'ciphertext-stored': turn(
    travel,
    0.012,
    say(
      'The cryptogram itself was stored as the key. Set the device to decipher it under the transport key.',
      '密文被直接当作密钥保存。请设置设备用传输密钥解密。',
    ),
    { severity: 'high' },
  ),
  'hex-as-ascii': turn(
    order,
    0.01,
    say(
      'The characters of the hex text were taken as key bytes. Send bytes, not text, or set the device to hex.',
      '十六进制文本的字符被当作密钥字节。请发送字节而非文本，或将设备设为十六进制。',
    ),
    { severity: 'high' },
  ),
  'bytes-reversed': turn(
    order,
    0.008,
    say(
      'The bytes came in reverse order. Correct the byte order, and load again.',
      '字节顺序颠倒。请更正字节序后重新灌装。',
    ),
  ),
  'words-reversed': turn(
    order,
    0.004,
    say(
      'The bytes of each word came in reverse order. Correct the byte order, and load again.',
      '每个字内的字节顺序颠倒。请更正字节序后重新灌装。',
    ),
  ),
  'halves-reversed': turn(
    order,
    0.004,
    say(
      'The bytes of each half came in reverse order. Correct the byte order, and load again.',
      '每半部分内的字节顺序颠倒。请更正字节序后重新灌装。',
    ),
  ),
  'nibbles-swapped': turn(
    order,
    0.004,
    say(
      'The two digits of every byte changed places. Correct the packing of hex digits, and load again.',
      '每个字节的两位十六进制数互换。请更正打包方式后重新灌装。',
    ),
  ),
  complemented: turn(
    order,
    0.003,
    say(
      'Every bit was inverted. Correct the polarity or the import routine, and load again.',
      '所有位被取反。请更正极性或导入程序后重新灌装。',
    ),
  ),
  'seven-bit-line': turn(
    cable,
    0.008,
    say(
      'The line carries seven bits: the top bit of every byte was lost. Set eight data bits on both sides, and load again.',
      '线路只传七位：每个字节的最高位丢失。请在两侧设置八位数据位后重新灌装。',
    ),
  ),
  'xon-xoff-eaten': turn(
    cable,
    0.01,
    say(
      'Software flow control took bytes of the key for its own. Switch XON/XOFF off on both sides, and load again.',
      '软件流控吞掉了密钥中的字节。请在两侧关闭 XON/XOFF 后重新灌装。',
    ),
  ),
  'cr-lf-translated': turn(
    cable,
    0.006,
    say(
      'A line end inside the key was translated. Set the line to binary on both sides, and load again.',
      '密钥中的行结束符被转换。请在两侧将线路设为二进制后重新灌装。',
    ),
  ),
  'dle-unstuffed': turn(
    cable,
    0.005,
    say(
      'An escape byte inside the key was added or taken away. Check the framing setting and the firmware of the device.',
      '密钥中的转义字节被增删。请检查设备的帧设置与固件。',
    ),
  ),
} as const satisfies CauseTable
