// Faults of people at a terminal that the station cannot talk to, and of what they answer.
import { type FaultRow, input, line, usage } from './row.js'

export const peopleFaults = {
  'people/called-off': line('read-back', 'The people at {port} called it off.', '{port} 的操作人员中止了操作。'),
  'people/nobody-answered': line(
    'read-back',
    'Nobody at {port} answered within {minutes} minutes.',
    '{port} 在 {minutes} 分钟内无人回答。',
  ),
  'people/serials-differ': input(
    'The two entries of the serial number differ. Look at the label and enter it twice again.',
    '两次输入的序列号不同。请看清标签，重新输入两遍。',
  ),
  'people/bad-answer': input(
    'This is no answer to the question asked at {port}. Expected: {expected}',
    '这不是 {port} 所提问题的答案。应为：{expected}',
  ),
  'people/no-question': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'That question at {port} is not open any more.',
    zh: '{port} 的这个问题已不再等待回答。',
  },
  'people/nobody-here': usage(
    'There is no keyboard to ask people at. Expected: {expected}',
    '没有可供操作人员作答的键盘。应为：{expected}',
  ),
  'people/no-line': usage(
    '{port} and {driver} do not go together: a place where people load by hand is called manual:NAME, and has driver manual.',
    '{port} 与 {driver} 不匹配：人工灌装的工位写作 manual:名称，驱动为 manual。',
  ),
} as const satisfies Record<string, FaultRow>
