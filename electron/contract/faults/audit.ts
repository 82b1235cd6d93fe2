// Faults of the log.
import { type FaultRow, storage } from './row.js'

export const auditFaults = {
  'audit/not-writable': storage(
    'The log cannot be written ({because}); nothing is injected.',
    '无法写入日志（{because}）;不执行任何灌装。',
  ),
  'audit/read-only': {
    severity: 'error',
    next: 'fix-input',
    exit: 77,
    en: 'The data directory may only be read ({because}), and working on it writes to its log. Choose another, or have it made writable.',
    zh: '数据目录只能读取（{because}），而工作时必须写入日志。请另选目录，或请管理员开放写入权限。',
  },
  'audit/result-not-written': {
    severity: 'grave',
    next: 'read-back',
    exit: 2,
    en: 'The key of attempt {attempt} has left, and its result could not be recorded: it is not known until the device is read back.',
    zh: '操作 {attempt} 的密钥已发出，但结果未能记录：须回读设备后才能确定。',
  },
  'audit/suspect': storage(
    'The log is not as it was left: {because}. Verify it before anything else.',
    '日志与上次不一致：{because}。请先校验日志。',
  ),
  'audit/unreadable': storage('The log cannot be read ({because}).', '无法读取日志（{because}）。'),
  'audit/bad-record': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'A record of type {type} was refused: {problem}.',
    zh: '类型为 {type} 的记录被拒绝：{problem}。',
  },
  'audit/ticket-spent': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'A ticket was used twice.',
    zh: '许可票据被重复使用。',
  },
  'audit/ticket-unknown': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'A ticket is not of this log.',
    zh: '许可票据不属于本日志。',
  },
} as const satisfies Record<string, FaultRow>
