// Faults that can be practised on a simulated terminal: one row each, with what is seen and the cause that it teaches.
import type { TrainingFamilyView, TrainingFaultView } from './contract/training.js'
import { driverOf } from './devices/index.js'
import { simulators } from './devices/simulators.js'
import { showsBehaviour } from './diagnosis-practice.js'

const fault = (
  behave: string,
  cause: string | null,
  [en, aboutEn]: readonly [string, string],
  [zh, aboutZh]: readonly [string, string],
): TrainingFaultView => ({ behave, cause, name: { en, zh }, about: { en: aboutEn, zh: aboutZh } })

export const trainingFaults: readonly TrainingFaultView[] = [
  fault(
    '',
    null,
    ['No fault', 'A load from beginning to end: three values that agree.'],
    ['无故障', '完整灌装一次：三个校验值一致。'],
  ),
  fault(
    'holds=zero-key',
    'component-duplicated',
    ['A component twice', 'The terminal reports 8CA64D, the value of the all-zero key: a component went in twice.'],
    ['同一分量输入两次', '终端报告 8CA64D（全零密钥的校验值）：某一分量被输入了两次。'],
  ),
  fault(
    'holds=halves-swapped',
    'halves-swapped',
    ['Halves exchanged', 'Left and right half went in the wrong way round.'],
    ['左右半部对调', '密钥左右两半互换。'],
  ),
  fault(
    'holds=left-half',
    'left-half-only',
    ['Left half only', 'The terminal took single length: only the left half is used.'],
    ['仅左半部', '终端按单倍长处理，只用了左半部。'],
  ),
  fault(
    'holds=bytes-reversed',
    'bytes-reversed',
    ['Bytes reversed', 'The bytes of the key stand in reverse order.'],
    ['字节倒序', '密钥字节顺序颠倒。'],
  ),
  fault(
    'holds=complemented',
    'complemented',
    ['Inverted', 'Every bit of the key is inverted.'],
    ['按位取反', '密钥每一位被取反。'],
  ),
  fault(
    'holds=zero-padded',
    'zero-padded',
    ['Padded with zeros', 'The left half, and zeros behind it.'],
    ['补零', '左半部之后补零。'],
  ),
  fault(
    'holds=test-key',
    'known-test-key',
    ['A factory key', 'The terminal holds a published test key in place of the one that was sent.'],
    ['出厂密钥', '终端内是公开的测试密钥，而非所灌密钥。'],
  ),
  fault(
    'wrong-kcv',
    'unknown',
    ['A wrong value', 'The terminal reports a value that no known cause makes: what to do when nobody knows.'],
    ['错误的校验值', '终端报告的值没有已知原因：练习原因不明时的处置。'],
  ),
  fault(
    'stale',
    'stale-key',
    ['The old key stays', 'The terminal says yes and keeps what it had.'],
    ['旧密钥未被替换', '终端应答成功，但仍保留原密钥。'],
  ),
  fault(
    'echo-kcv',
    'check-disabled',
    ['Echoes', 'The terminal gives back the value it was sent: that proves nothing.'],
    ['回显校验值', '终端只是回送所发的值，不构成证明。'],
  ),
  fault(
    'tampered',
    'tampered',
    ['Tampered with', 'The tamper switch has tripped: keys are gone and none is taken.'],
    ['防拆触发', '防拆开关已触发：密钥已清除，不再接受灌装。'],
  ),
  fault(
    'silent-after-load',
    null,
    ['No answer', 'The key left and no answer came: read back, never load again.'],
    ['无应答', '密钥已发出而无应答：应回读，切勿重灌。'],
  ),
  fault(
    'cut-after-load',
    null,
    ['Cable pulled', 'The cable comes out before the answer: the result is unknown until it is read back.'],
    ['线缆脱落', '应答前线缆脱落：回读之前结果未定。'],
  ),
  fault('nak-once', null, ['Refused once', 'The first load is refused.'], ['首次被拒', '第一次灌装被拒绝。']),
  fault(
    'garbage',
    null,
    ['A noisy line', 'Noise before every answer: look at cable, port and line quality.'],
    ['线路噪声', '每次应答前有噪声：检查线缆、端口与线路质量。'],
  ),
]

/** Every family that can be simulated, with the faults that it can show. */
export const trainingFamilies = (): TrainingFamilyView[] =>
  simulators.map(({ driver, behaviours }) => ({
    driver,
    title: driverOf(driver).title,
    faults: trainingFaults.filter(({ behave }) => behave === '' || showsBehaviour(driver, behaviours, behave)),
  }))
