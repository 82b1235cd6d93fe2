// Faults of the log.
import { type FaultRow, storage } from './row.js'

export const auditFaults = {
  'audit/not-writable': storage(
    'The log cannot be written ({because}); nothing is injected.',
    '无法写入日志（{because}）;不执行任何灌装。',
  ),
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
  'audit/no-record': {
    severity: 'notice',
    next: 'fix-input',
    exit: 65,
    en: 'The log has no record #{seq}.',
    zh: '日志中没有记录 #{seq}。',
  },
  'audit/index-remade': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'The index of the log was damaged and is being made anew; the log itself is untouched.',
    zh: '日志的索引已损坏，正在重建；日志本身不受影响。',
  },
  'audit/being-read': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'People are reading a check value off a terminal right now: until they have, no search, report or export shows one.',
    zh: '有人正在终端屏幕上读取校验值：读完之前不提供搜索、报告与导出。',
  },
  'audit/busy': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'Another report or export is still being made.',
    zh: '另一份报告或导出仍在生成。',
  },
  'audit/stopped': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'It was stopped; nothing was changed.',
    zh: '已中止；没有任何改动。',
  },
  'audit/not-exported': {
    severity: 'notice',
    next: 'retry',
    exit: 74,
    en: 'The file {file} could not be written ({because}).',
    zh: '无法写入文件 {file}（{because}）。',
  },
} as const satisfies Record<string, FaultRow>
