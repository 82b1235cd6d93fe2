// Faults at the gate between window and station.
import { type FaultRow, rule } from './row.js'

export const gateFaults = {
  'gate/denied': rule('The window asked for something it may not have ({why}).', '窗口请求了不允许的操作（{why}）。'),
  'gate/unknown-command': rule('There is no command of that name.', '没有该名称的命令。'),
  'gate/bad-shape': {
    severity: 'error',
    next: 'stop',
    exit: 65,
    en: 'The command {command} came in a wrong shape ({field}).',
    zh: '命令 {command} 的格式不正确（{field}）。',
  },
} as const satisfies Record<string, FaultRow>
