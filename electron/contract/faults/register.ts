// Faults of the register: firmware versions, the calendar of changes, dependencies; and of terminals' own logs.
import { type FaultRow, input, rule } from './row.js'

export const registerFaults = {
  'register/two-people': rule(
    'This change lets terminals be loaded that are held back now; in production it needs two people signed in.',
    '此更改会放行目前被禁止的终端；生产模式下须两人登录共同确认。',
  ),
  'register/no-entry': input('The calendar has no entry {entry}.', '变更日历中没有条目 {entry}。'),
  'register/no-day': input('{day} is no day of the calendar.', '{day} 不是有效日期。'),
  'training/not-here': rule(
    'This machine holds a production data directory: nothing is simulated here. Practise on another machine.',
    '本机存有生产数据目录，不允许模拟。请在其他机器上训练。',
  ),
  'training/real-port': rule(
    '{port} is a real port: the training bench works with simulated terminals alone.',
    '{port} 是真实串口：训练工位台只使用模拟终端。',
  ),
  'training/not-its-directory': {
    severity: 'error',
    next: 'stop',
    exit: 78,
    en: 'The data directory {path} is not one of the training bench; it is not touched.',
    zh: '数据目录 {path} 不是训练目录，未作任何改动。',
  },
  'diagnosis/log-not-text': input(
    'The terminal’s log is no text (byte {position}). Export it as text in UTF-8, GB18030 or UTF-16.',
    '终端日志不是文本（第 {position} 字节）。请导出为 UTF-8、GB18030 或 UTF-16 文本。',
  ),
  'diagnosis/log-too-large': input(
    'The terminal’s log has {bytes} bytes; {most} at most are read. Cut out the days around the first failure.',
    '终端日志有 {bytes} 字节，最多读取 {most} 字节。请截取首次失败前后几天的内容。',
  ),
  'diagnosis/log-says-nothing': input(
    'Of {lines} lines of the terminal’s log none names a sign-in, a status code or a check value. Is it the right file?',
    '终端日志共 {lines} 行，没有一行提到签到、应答码或校验值。请确认文件是否正确。',
  ),
} as const satisfies Record<string, FaultRow>
