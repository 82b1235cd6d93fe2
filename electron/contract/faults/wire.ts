// Faults of the cable.
import { type FaultRow, line, rule } from './row.js'

export const wireFaults = {
  'wire/no-port': line(
    'retry',
    'There is no serial port {port}. Look at: kcv-station ports',
    '没有串口 {port}。可查看：kcv-station ports',
  ),
  'wire/no-usb-port': line(
    'retry',
    'No USB serial port is plugged in. One that is not at USB is probed with --port PATH.',
    '没有插入 USB 串口。非 USB 的串口用 --port PATH 试探。',
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
    '当前用户无权打开串口 {port}。请申请加入该串口所属的组（通常为 dialout)。',
  ),
  'wire/open-failed': line(
    'retry',
    'Port {port} could not be opened ({because}).',
    '无法打开串口 {port}（{because}）。',
  ),
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
    '{port} 对 {command} 的应答不符合协议（{problem}）。',
  ),
  'wire/write-failed': line(
    'read-back',
    'Writing to port {port} failed ({because}).',
    '写入串口 {port} 失败（{because}）。',
  ),
  'wire/noisy': line('retry', 'The line on {port} does not become silent.', '{port} 的线路一直有干扰，未能静默。'),
  'wire/cannot-list': line(
    'fix-input',
    'The serial ports cannot be listed ({because}). Name the port by its path.',
    '无法列出串口（{because}）。请直接给出串口路径。',
  ),
} as const satisfies Record<string, FaultRow>
