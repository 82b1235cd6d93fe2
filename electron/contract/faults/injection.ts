// Faults of jobs and attempts: mostly rules of the station.
import { type FaultRow, input, rule, usage } from './row.js'

export const injectionFaults = {
  'injection/not-listed': rule(
    'Device {serial} is not in the inventory of this run; it was refused.',
    '设备 {serial} 不在本批次清单中，已拒绝。',
  ),
  'injection/no-serial': rule(
    'The device on {port} gave no serial number, and this run has an inventory.',
    '{port} 上的设备没有序列号，而本批次有清单。',
  ),
  'injection/other-profile': rule(
    'Line {line}, {field}: the job asks for the key profile "{profile}"; this station works by "{expected}".',
    '第 {line} 行，{field}：任务要求密钥规范 "{profile}"；本站使用 "{expected}"。',
  ),
  'injection/blocked': rule(
    'Device {serial} is blocked by attempt {attempt}, whose result is not known. Read its check value back, or close the attempt.',
    '设备 {serial} 因操作 {attempt} 结果未定而被锁定。请回读校验值或关闭该操作。',
  ),
  'injection/would-erase': rule(
    '{label}: this would erase {slots}. Nothing was sent; somebody has to agree first (--allow-erase on the command line).',
    '{label}：这会擦除 {slots}。未发送任何数据，须先确认（命令行用 --allow-erase）。',
  ),
  'injection/not-spare': rule(
    '{usage} {slot} holds a key; a probe goes into an empty slot. Choose another, or allow its loss with --allow-erase.',
    '{usage} {slot} 中已有密钥；试探只能写入空槽位。请另选槽位，或使用 --allow-erase 允许其丢失。',
  ),
  'injection/no-firmware': rule(
    'This {driver} does not tell its firmware, so nothing would show that it had changed; it cannot be qualified.',
    '该 {driver} 不报告固件版本，无法得知其变更，因此不能认定。',
  ),
  'injection/probe-needs-under': usage(
    'In {driver} a {usage} travels under another key: name the slot where that one lies with --under.',
    '{driver} 的 {usage} 须在另一密钥下传输：请用 --under 指明该密钥所在槽位。',
  ),
  'injection/probe-refused': {
    severity: 'error',
    next: 'officer',
    exit: 1,
    en: 'The device refused the probe with {code} ({meaning}), which says nothing of its check value. It is not qualified.',
    zh: '设备以 {code}（{meaningZh}）拒绝了试探，与校验值无关。未能认定。',
  },
  'injection/lab-real-port': rule(
    'In lab a real port takes published test keys only; {label} is none.',
    '实验模式下真实串口只接受公开测试密钥；{label} 不是。',
  ),
  'injection/bad-firmware': rule(
    'Firmware {firmware} of {model} is on the list of bad versions: {reason} (record #{record}). Nothing was sent; update the terminal first.',
    '{model} 的固件 {firmware} 已列入禁用表：{reason}（记录 #{record}）。未发送任何数据，请先升级终端。',
  ),
  'injection/duplicate-serial': rule(
    'Serial number {serial} answers on two ports ({ports}).',
    '序列号 {serial} 同时出现在两个串口（{ports}）。',
  ),
  'injection/swapped': rule(
    'Another terminal ({serial}) answers on {port}, where {expected} was; it gets nothing.',
    '{port} 上现在是另一台终端（{serial}），原为 {expected}；不向它灌装。',
  ),
  'injection/other-family': rule(
    'Attempt {attempt} was made with {expected}; the port was opened as {driver}.',
    '操作 {attempt} 使用的是 {expected}；该串口却以 {driver} 打开。',
  ),
  'injection/other-device': rule(
    'Attempt {attempt} was on device {expected}; this one is {serial}.',
    '操作 {attempt} 属于设备 {expected}；当前设备为 {serial}。',
  ),
  'injection/no-attempt': input('There is no attempt {attempt} in the log.', '日志中没有操作 {attempt}。'),
  'injection/not-open': rule(
    'Attempt {attempt} ended as {outcome}; there is nothing to settle.',
    '操作 {attempt} 已以 {outcome} 结束，无需处理。',
  ),
  'injection/on-bench': {
    severity: 'notice',
    next: 'fix-input',
    exit: 75,
    en: 'Port {port} is on the bench already.',
    zh: '串口 {port} 已在工位台上。',
  },
  'injection/too-many-ports': {
    severity: 'notice',
    next: 'fix-input',
    exit: 75,
    en: 'The bench holds {most} ports. Remove one first.',
    zh: '工位台最多 {most} 个工位。请先移除一个。',
  },
  'injection/unsettled': {
    severity: 'error',
    next: 'read-back',
    exit: 2,
    en: '{count} attempts have no known result: {serials}. Connect the terminal to read back, or have an officer close them.',
    zh: '有 {count} 次操作结果未定：{serials}。接回终端后回读，或由安全员关闭。',
  },
  'injection/busy': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'Port {port} is at work.',
    zh: '{port} 正在工作。',
  },
  'injection/cannot-order': usage('{driver} has no {order}.', '{driver} 不支持 {order}。'),
  'injection/order-unfit': usage(
    '{driver} cannot carry out {order} this way; nothing was sent. Expected: {expected}',
    '{driver} 不能以此方式执行 {order}；未发送任何数据。应为：{expected}',
  ),
  'injection/stopped': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'Somebody asked to stop before {label} was sent. Nothing was sent.',
    zh: '在发送 {label} 之前已要求停止。未发送任何数据。',
  },
  'injection/nothing-to-erase': rule(
    'Attempt {attempt} on {port} is not waiting for anybody to agree to an erasure.',
    '{port} 上的操作 {attempt} 并不需要确认擦除。',
  ),
  'injection/no-port': input('There is no port {port} on the bench.', '工位台上没有 {port}。'),
  'injection/lab-only': rule('{what} is for lab only.', '{what} 仅限实验模式。'),
} as const satisfies Record<string, FaultRow>
