// Faults of a diagnosis.
import { type FaultRow, input, rule } from './row.js'

export const diagnosisFaults = {
  'diagnosis/lab-only': rule(
    'Line {line}, {field}: clear keys are accepted in lab alone.',
    '第 {line} 行，{field}：明文密钥仅限实验模式。',
  ),
  'diagnosis/no-attempt': input(
    'The log has no attempt {attempt} that has ended.',
    '日志中没有已结束的尝试 {attempt}。',
  ),
  'diagnosis/no-expected': input(
    'Attempt {attempt} had no expected check value: there is nothing to compare.',
    '尝试 {attempt} 没有期望校验值，无从比较。',
  ),
  'diagnosis/unknown': input(
    'There is no diagnosis {diagnosis} in this window any more. Make it anew.',
    '本窗口中已没有诊断 {diagnosis}，请重新诊断。',
  ),
  'diagnosis/no-step': input('The diagnosis has no “{what}”.', '该诊断中没有“{what}”。'),
  'diagnosis/no-keys': input(
    'The keys of this attempt cannot be read again: choose the job that they came with on the card, then search.',
    '无法重新读取该次灌装的密钥：请先在卡片上选择原来的任务，再检索。',
  ),
  'diagnosis/being-read': rule(
    'People read a check value off a terminal right now. The diagnosis waits until they have.',
    '有人正在读取终端上的校验值，读完之后才能诊断。',
  ),
  'diagnosis/too-often': {
    severity: 'error',
    next: 'retry',
    exit: 75,
    en: 'Keys were searched {count} times within {minutes} minutes. Wait, or diagnose without keys.',
    zh: '{minutes} 分钟内已对密钥检索 {count} 次。请稍候，或不带密钥诊断。',
  },
} as const satisfies Record<string, FaultRow>
