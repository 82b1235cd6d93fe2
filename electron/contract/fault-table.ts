// Every fault there is: how grave, what to do next, which exit code, and the sentence. Adding one is adding a row.
// Exit codes are those of sysexits: 64 usage, 65 data, 69 unavailable, 73 cannot create, 74 I/O, 75 busy, 77 not permitted, 78 configuration.

export interface FaultRow {
  readonly severity: 'notice' | 'error' | 'grave'
  readonly next: 'retry' | 'read-back' | 'officer' | 'stop' | 'fix-input'
  readonly exit: 64 | 65 | 69 | 70 | 73 | 74 | 75 | 77 | 78 | 1 | 2
  readonly en: string
  readonly zh: string
}
const input = (en: string, zh: string): FaultRow => ({ severity: 'error', next: 'fix-input', exit: 65, en, zh })
const usage = (en: string, zh: string): FaultRow => ({ severity: 'error', next: 'fix-input', exit: 64, en, zh })
const rule = (en: string, zh: string): FaultRow => ({ severity: 'error', next: 'officer', exit: 77, en, zh })
const line = (next: FaultRow['next'], en: string, zh: string): FaultRow => ({
  severity: 'error',
  next,
  exit: 69,
  en,
  zh,
})
const storage = (en: string, zh: string): FaultRow => ({ severity: 'grave', next: 'stop', exit: 74, en, zh })

export const faultTable = {
  'station/unexpected': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'Something failed that the station did not foresee ({kind}). Nothing further was done.',
    zh: '发生了工作站未预料到的错误({kind})。未再执行任何操作。',
  },
  'station/usage': usage('{problem}. Expected: {expected}', '{problem}。应为:{expected}'),
  'station/no-data-directory': {
    severity: 'error',
    next: 'fix-input',
    exit: 78,
    en: 'There is no station data directory at {path}. Make one with: kcv-station init --data-dir {path} --mode lab',
    zh: '{path} 处没有工作站数据目录。可用以下命令建立:kcv-station init --data-dir {path} --mode lab',
  },
  'station/cannot-create': {
    severity: 'error',
    next: 'fix-input',
    exit: 73,
    en: 'Cannot create {path}: {because}',
    zh: '无法建立 {path}:{because}',
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
    '本机存在生产数据目录;"{command}" 在此关闭。只可使用 ports、drivers 和 audit。',
  ),
  'station/production-birth': rule(
    'A production data directory is born in the window, with two people present.',
    '生产数据目录须在窗口中由两人共同建立。',
  ),
  'station/wrong-mode': rule(
    'The job says lab: {job}, the data directory is {directory}.',
    '任务中 lab 为 {job},而数据目录为 {directory}。',
  ),
  'station/secret-memory': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'No protected memory for keys could be had, so no key is taken in.',
    zh: '无法取得受保护的密钥内存,因此不接受任何密钥。',
  },

  'input/not-json': input('Line {line}: this is not JSON ({problem}).', '第 {line} 行:不是 JSON({problem})。'),
  'input/unknown-field': input(
    'Line {line}: field "{field}" is not known here. Expected: {expected}',
    '第 {line} 行:不认识字段 "{field}"。应为:{expected}',
  ),
  'input/missing-field': input(
    'Line {line}: field "{field}" is missing. Expected: {expected}',
    '第 {line} 行:缺少字段 "{field}"。应为:{expected}',
  ),
  'input/bad-field': input(
    'Line {line}: field "{field}" is not as it should be. Expected: {expected}',
    '第 {line} 行:字段 "{field}" 不合要求。应为:{expected}',
  ),
  'input/duplicate-field': input(
    'Line {line}: field "{field}" is given twice. Expected: {expected}',
    '第 {line} 行:字段 "{field}" 重复。应为:{expected}',
  ),
  'input/empty': input('Nothing came on standard input. Expected: {expected}', '标准输入为空。应为:{expected}'),
  'input/too-long': input(
    'Line {line}: longer than {limit} bytes. Expected: {expected}',
    '第 {line} 行:超过 {limit} 字节。应为:{expected}',
  ),

  'keys/bad-hex': input(
    'Line {line}, {field}: character {position} is no hex digit. Expected: {expected}',
    '第 {line} 行,{field}:第 {position} 个字符不是十六进制数字。应为:{expected}',
  ),
  'keys/odd-length': input(
    'Line {line}, {field}: an odd number of hex digits ({digits}). Expected: {expected}',
    '第 {line} 行,{field}:十六进制位数为奇数({digits})。应为:{expected}',
  ),
  'keys/bad-length': input(
    'Line {line}, {field}: {bytes} bytes do not fit {algorithm}. Expected: {expected}',
    '第 {line} 行,{field}:{bytes} 字节不适用于 {algorithm}。应为:{expected}',
  ),
  'keys/unequal-length': input(
    'Line {line}, {field}: components have different lengths. Expected: {expected}',
    '第 {line} 行,{field}:各分量长度不同。应为:{expected}',
  ),
  'keys/component-count': input(
    'Line {line}, {field}: {count} components. Expected: {expected}',
    '第 {line} 行,{field}:{count} 个分量。应为:{expected}',
  ),
  'keys/bad-kcv-bytes': usage(
    '{bytes} bytes of check value are not possible with {method}. Expected: {expected}',
    '{method} 不能取 {bytes} 字节校验值。应为:{expected}',
  ),
  'keys/expected-disagrees': {
    severity: 'error',
    next: 'fix-input',
    exit: 1,
    en: 'Key {label}: the station computes {station}, {expected} was expected. Nothing was sent. Check the components and the expected value.',
    zh: '密钥 {label}:工作站计算为 {station},期望为 {expected}。未发送任何数据。请核对分量与期望值。',
  },
  'keys/under-disagrees': input(
    'Line {line}, {field}: the transport key as given has check value {station}, {expected} was stated. Nothing was sent. Expected: {expected}',
    '第 {line} 行,{field}:所给传输密钥的校验值为 {station},声明为 {expected}。未发送任何数据。应为:{expected}',
  ),
  'keys/test-key': rule('Key {label} is a published test key.', '密钥 {label} 是公开的测试密钥。'),
  'keys/weak-key': rule('Key {label} is a weak DES key ({kind}).', '密钥 {label} 是 DES 弱密钥({kind})。'),
  'keys/secret-memory-full': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'The protected memory for keys is full. Nothing was sent.',
    zh: '受保护的密钥内存已满。未发送任何数据。',
  },
  'keys/secret-released': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'A key was asked for after it had been wiped.',
    zh: '密钥在清除之后又被使用。',
  },

  'wire/no-port': line(
    'retry',
    'There is no serial port {port}. Look at: kcv-station ports',
    '没有串口 {port}。可查看:kcv-station ports',
  ),
  'wire/busy': {
    severity: 'error',
    next: 'retry',
    exit: 75,
    en: 'Port {port} is in use by another program.',
    zh: '串口 {port} 正被其他程序使用。',
  },
  'wire/no-permission': rule(
    "This user may not open port {port}. Ask for membership of the port's group (usually dialout).",
    '当前用户无权打开串口 {port}。请申请加入该串口所属的组(通常为 dialout)。',
  ),
  'wire/open-failed': line('retry', 'Port {port} could not be opened ({because}).', '无法打开串口 {port}({because})。'),
  'wire/gone': line('read-back', 'Port {port} vanished.', '串口 {port} 已断开。'),
  'wire/silent': line(
    'read-back',
    'No answer to {command} within {ms} ms on {port}.',
    '{port} 在 {ms} 毫秒内未应答 {command}。',
  ),
  'wire/bad-check': line(
    'read-back',
    'The answer to {command} on {port} came with a bad checksum.',
    '{port} 对 {command} 的应答校验和错误。',
  ),
  'wire/bad-reply': line(
    'read-back',
    'The answer to {command} on {port} is not one the protocol knows ({problem}).',
    '{port} 对 {command} 的应答不符合协议({problem})。',
  ),
  'wire/write-failed': line(
    'read-back',
    'Writing to port {port} failed ({because}).',
    '写入串口 {port} 失败({because})。',
  ),
  'wire/noisy': line('retry', 'The line on {port} does not become silent.', '{port} 的线路一直有干扰,未能静默。'),
  'wire/cannot-list': line(
    'fix-input',
    'The serial ports cannot be listed ({because}). Name the port by its path.',
    '无法列出串口({because})。请直接给出串口路径。',
  ),

  'devices/unknown-driver': usage(
    'There is no driver "{driver}". Expected: {expected}',
    '没有驱动 "{driver}"。应为:{expected}',
  ),
  'devices/bad-setting': usage(
    'Setting "{setting}" of {driver}: {problem}. Expected: {expected}',
    '{driver} 的设置 "{setting}":{problem}。应为:{expected}',
  ),
  'devices/slot-range': input(
    'Line {line}, {field}: slot {slot} is outside what {driver} has for {usage}. Expected: {expected}',
    '第 {line} 行,{field}:槽位 {slot} 超出 {driver} 对 {usage} 的范围。应为:{expected}',
  ),
  'devices/cannot-load': input(
    'Line {line}, {field}: {driver} cannot load {usage} this way. Expected: {expected}',
    '第 {line} 行,{field}:{driver} 不能以此方式加载 {usage}。应为:{expected}',
  ),
  'devices/no-read-back': {
    severity: 'error',
    next: 'officer',
    exit: 2,
    en: '{driver} cannot read back the check value of a {usage}. An officer closes the attempt with a reason.',
    zh: '{driver} 无法回读 {usage} 的校验值。请由安全员注明原因后关闭此次操作。',
  },
  'devices/simulator-failed': line(
    'retry',
    'The simulated terminal did not start ({because}).',
    '模拟终端未能启动({because})。',
  ),

  'injection/not-listed': rule(
    'Device {serial} is not in the inventory of this run; it was refused.',
    '设备 {serial} 不在本批次清单中,已拒绝。',
  ),
  'injection/no-serial': rule(
    'The device on {port} gave no serial number, and this run has an inventory.',
    '{port} 上的设备没有序列号,而本批次有清单。',
  ),
  'injection/blocked': rule(
    'Device {serial} is blocked by attempt {attempt}, whose result is not known. Read its check value back, or close the attempt.',
    '设备 {serial} 因操作 {attempt} 结果未定而被锁定。请回读校验值或关闭该操作。',
  ),
  'injection/would-erase': rule(
    'Loading {label} would erase: {slots}. Allow it with --allow-erase.',
    '加载 {label} 会擦除:{slots}。如允许请使用 --allow-erase。',
  ),
  'injection/lab-real-port': rule(
    'In lab a real port takes published test keys only; {label} is none.',
    '实验模式下真实串口只接受公开测试密钥;{label} 不是。',
  ),
  'injection/duplicate-serial': rule(
    'Serial number {serial} answers on two ports ({ports}).',
    '序列号 {serial} 同时出现在两个串口({ports})。',
  ),
  'injection/other-device': rule(
    'Attempt {attempt} was on device {expected}; this one is {serial}.',
    '操作 {attempt} 属于设备 {expected};当前设备为 {serial}。',
  ),
  'injection/no-attempt': input('There is no attempt {attempt} in the log.', '日志中没有操作 {attempt}。'),
  'injection/not-open': rule(
    'Attempt {attempt} ended as {outcome}; there is nothing to settle.',
    '操作 {attempt} 已以 {outcome} 结束,无需处理。',
  ),
  'injection/busy': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'Port {port} is at work.',
    zh: '{port} 正在工作。',
  },
  'injection/no-port': input('There is no port {port} on the bench.', '工位台上没有 {port}。'),
  'injection/lab-only': rule('{what} is for lab only.', '{what} 仅限实验模式。'),

  'audit/not-writable': storage(
    'The log cannot be written ({because}); nothing is injected.',
    '无法写入日志({because});不执行任何灌装。',
  ),
  'audit/suspect': storage(
    'The log is not as it was left: {because}. Verify it before anything else.',
    '日志与上次不一致:{because}。请先校验日志。',
  ),
  'audit/unreadable': storage('The log cannot be read ({because}).', '无法读取日志({because})。'),
  'audit/bad-record': {
    severity: 'grave',
    next: 'stop',
    exit: 70,
    en: 'A record of type {type} was refused: {problem}.',
    zh: '类型为 {type} 的记录被拒绝:{problem}。',
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

  'gate/denied': rule('The window asked for something it may not have ({why}).', '窗口请求了不允许的操作({why})。'),
  'gate/unknown-command': rule('There is no command of that name.', '没有该名称的命令。'),
  'gate/bad-shape': {
    severity: 'error',
    next: 'stop',
    exit: 65,
    en: 'The command {command} came in a wrong shape ({field}).',
    zh: '命令 {command} 的格式不正确({field})。',
  },
} as const satisfies Record<string, FaultRow>

export type FaultCode = keyof typeof faultTable
