// Faults of the station as a whole: its directories, its mode, its command line.
import { type FaultRow, rule, usage } from './row.js'

export const stationFaults = {
  'station/unexpected': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'Something failed that the station did not foresee ({kind}). Nothing further was done.',
    zh: '发生了工作站未预料到的错误（{kind}）。未再执行任何操作。',
  },
  'station/usage': usage('{problem}. Expected: {expected}', '{problem}。应为：{expected}'),
  'station/no-data-directory': {
    severity: 'error',
    next: 'fix-input',
    exit: 78,
    en: 'There is no station data directory at {path}. Make one with: kcv-station init --data-dir {path} --mode lab',
    zh: '{path} 处没有工作站数据目录。可用以下命令建立：kcv-station init --data-dir {path} --mode lab',
  },
  'station/cannot-create': {
    severity: 'error',
    next: 'fix-input',
    exit: 73,
    en: 'Cannot create {path}: {because}',
    zh: '无法建立 {path}：{because}',
  },
  'station/directory-in-use': {
    severity: 'error',
    next: 'retry',
    exit: 75,
    en: 'The data directory {path} is in use by another station process.',
    zh: '数据目录 {path} 正被另一个工作站进程使用。',
  },
  'station/production-here': rule(
    'A production data directory exists on this machine; "{command}" is closed here. Only ports, drivers and audit work.',
    '本机存在生产数据目录；"{command}" 在此关闭。只可使用 ports、drivers 和 audit。',
  ),
  'station/production-birth': rule(
    'A production data directory is born in the window, with two people present.',
    '生产数据目录须在窗口中由两人共同建立。',
  ),
  'station/debugger': rule(
    'A debugger is attached to this process; it takes no keys.',
    '本进程已连接调试器，不接受密钥。',
  ),
  'station/wrong-mode': rule(
    'The job says lab: {job}, the data directory is {directory}.',
    '任务中 lab 为 {job}，而数据目录为 {directory}。',
  ),
  'station/secret-memory': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'No protected memory for keys could be had, so no key is taken in.',
    zh: '无法取得受保护的密钥内存，因此不接受任何密钥。',
  },
} as const satisfies Record<string, FaultRow>
