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
  'diagnosis/too-often': {
    severity: 'error',
    next: 'retry',
    exit: 75,
    en: 'Keys were searched {count} times within {minutes} minutes. Wait, or diagnose without keys.',
    zh: '{minutes} 分钟内已对密钥检索 {count} 次。请稍候，或不带密钥诊断。',
  },
} as const satisfies Record<string, FaultRow>
