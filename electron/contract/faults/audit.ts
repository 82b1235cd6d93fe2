// Faults of the log.
import { type FaultRow, input, rule, storage } from './row.js'

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
  'audit/no-export': input(
    '{file} is no export of an audit log, or is damaged: {because}.',
    '{file} 不是审计日志导出文件，或已损坏：{because}。',
  ),
  'audit/no-file': input('{file} cannot be read ({because}).', '无法读取 {file}（{because}）。'),
  'audit/no-anchor': input(
    '{file} is no checkpoint, cosigned checkpoint or receipt: {because}.',
    '{file} 不是检查点、见证签名或回执：{because}。',
  ),
  'audit/not-cosigned': {
    severity: 'grave',
    next: 'officer',
    exit: 1,
    en: 'The cosignature does not fit this log: {because}. Nothing was stored.',
    zh: '见证签名与本日志不符：{because}。未保存任何内容。',
  },
  'audit/no-witness-key': input(
    'That is no key of a witness. Expected: name+hash+base64, as audit witness printed it.',
    '这不是见证人公钥。应为 audit witness 输出的 name+hash+base64。',
  ),
  'audit/unknown-witness': rule(
    'No witness of this log has signed {file}. Accept one first: --witness KEY, as the witness printed it.',
    '{file} 上没有本日志认可的见证人签名。请先认可：--witness 公钥（由见证人给出）。',
  ),
  'audit/cosignature-due': rule(
    'No new run: {because}. Export the log and have a witness cosign it.',
    '不能开始新批次：{because}。请导出日志并由见证人签名。',
  ),
  'audit/witness-state': {
    severity: 'grave',
    next: 'officer',
    exit: 78,
    en: 'The state file {file} of the witness cannot be used: {because}.',
    zh: '见证人状态文件 {file} 不可用：{because}。',
  },
  'audit/no-receipt-in-lab': rule(
    'A lab log gives no receipts: what a lab loads proves nothing in the field.',
    '实验日志不出具回执：实验灌装不作为生产证据。',
  ),
  'audit/no-result': input('There is no result of {what} in the log.', '日志中没有 {what} 的结果。'),
  'audit/bad-receipt': input('This is no receipt: {because}.', '这不是回执：{because}。'),
  'audit/no-run': input('There is no run "{run}" in the log.', '日志中没有批次 "{run}"。'),
  'audit/other-inventory': input(
    '{file} is not the list that run "{run}" was made with.',
    '{file} 不是批次 "{run}" 所用的清单。',
  ),
  'audit/two-people': rule('{what} takes two people.', '{what}须由两人共同执行。'),
  'audit/cannot-prune': rule('The log is not shortened: {because}.', '未删除旧日志：{because}。'),
} as const satisfies Record<string, FaultRow>
