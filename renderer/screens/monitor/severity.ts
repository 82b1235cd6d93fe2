// The tone of each severity of an alert.
import type { Severity } from '../../../electron/contract/monitor.js'
import type { Tone } from '../../parts/tone'

export const severityTone: Readonly<Record<Severity, Tone>> = {
  notice: 'idle',
  warning: 'warn',
  severe: 'bad',
  critical: 'bad',
}
