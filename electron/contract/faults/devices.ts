// Faults of drivers and terminals.
import { type FaultRow, input, line, usage } from './row.js'

export const devicesFaults = {
  'devices/unknown-driver': usage(
    'There is no driver "{driver}". Expected: {expected}',
    '没有驱动 "{driver}"。应为：{expected}',
  ),
  'devices/bad-setting': usage(
    'Setting "{setting}" of {driver}: {problem}. Expected: {expected}',
    '{driver} 的设置 "{setting}":{problem}。应为：{expected}',
  ),
  'devices/slot-range': input(
    'Line {line}, {field}: slot {slot} is outside what {driver} has for {usage}. Expected: {expected}',
    '第 {line} 行，{field}：槽位 {slot} 超出 {driver} 对 {usage} 的范围。应为：{expected}',
  ),
  'devices/cannot-load': input(
    'Line {line}, {field}: {driver} cannot load {usage} this way. Expected: {expected}',
    '第 {line} 行，{field}：{driver} 不能以此方式加载 {usage}。应为：{expected}',
  ),
  'devices/no-check': usage(
    '{driver} compares no check value that counts when it loads a {usage} this way. Expected: {expected}',
    '{driver} 以此方式加载 {usage} 时不比对可采信的校验值。应为：{expected}',
  ),
  'devices/no-read-back': {
    severity: 'error',
    next: 'officer',
    exit: 2,
    en: '{driver} cannot read back the check value of a {usage}. An officer closes the attempt with a reason.',
    zh: '{driver} 无法回读 {usage} 的校验值。请由安全员注明原因后关闭此次操作。',
  },
  'devices/unanswered': line(
    'fix-input',
    'No family got an answer on {port} (asked: {families}). Is the terminal on, and in its loading mode?',
    '{port} 上没有任何型号应答（已询问：{families}）。终端是否已开机并处于灌装模式？',
  ),
  'devices/simulator-failed': line(
    'retry',
    'The simulated terminal did not start ({because}).',
    '模拟终端未能启动（{because}）。',
  ),
} as const satisfies Record<string, FaultRow>
