// Faults of the watch: thresholds, alerts, and where alerts are sent.
import { type FaultRow, input, rule } from './row.js'

export const monitorFaults = {
  'monitor/no-threshold': input('There is no threshold {name} of a rule {rule}.', '规则 {rule} 没有阈值 {name}。'),
  'monitor/threshold-range': input(
    'The threshold takes whole numbers from {least} to {most}.',
    '该阈值须为 {least} 到 {most} 的整数。',
  ),
  'monitor/two-people': rule(
    'This change makes the watch see less; in production it needs two people signed in.',
    '此更改会减弱监控；生产模式下须两人登录共同确认。',
  ),
  'monitor/no-alert': input('There is no alert {alert}.', '没有警报 {alert}。'),
  'monitor/confirmed': input('Somebody has confirmed this alert already.', '该警报已有人确认。'),
  'monitor/no-step': input('The plan {plan} has no step {step}.', '计划 {plan} 没有步骤 {step}。'),
  'monitor/reading': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'The watch is still reading the history; try again when it has.',
    zh: '监控仍在读取历史记录，读完后请重试。',
  },
} as const satisfies Record<string, FaultRow>
