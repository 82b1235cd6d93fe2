// An alert as a syslog message: RFC 5424, with the figures as structured data. Pure.
import type { Body } from '../audit/log.js'
import type { Severity } from '../contract/monitor.js'

/** RFC 5424 table 1: 13 is log audit. */
const FACILITY = 13
/** RFC 5424 table 2. */
const severityOf: Readonly<Record<Severity, number>> = { notice: 5, warning: 4, severe: 3, critical: 2 }
// Enterprise number 32473 is IANA's for examples (RFC 5612): this program has none of its own.
const SD_ID = 'kcvAlert@32473'

export interface SyslogSource {
  readonly host: string
  readonly app: string
  readonly pid: number
  readonly station: string
}

/** RFC 5424 6.3.3: these three are escaped, nothing else. */
const escaped = (value: string) => value.replace(/["\\\]]/g, '\\$&')
/** Header fields are printable ASCII without spaces, of bounded length; `-` where nothing is left. */
const field = (value: string, most: number) => value.replace(/[^\x21-\x7e]/g, '').slice(0, most) || '-'

/**
 * @param wall of the alert's record, ISO 8601 with Z
 * @returns one message without framing
 */
export function syslogMessage(alert: Body<'alert-raised'>, seq: number, wall: string, from: SyslogSource): string {
  const { rule, severity, subject, figure, limit, other } = alert
  const data: readonly (readonly [string, string | number])[] = [
    ['id', alert.alert],
    ['rule', rule],
    ['severity', severity],
    ['kind', subject.kind],
    ['subject', subject.name],
    ['figure', figure],
    ['limit', limit],
    ...(other === null ? [] : [['other', other] as const]),
    ['station', from.station],
    ['record', seq],
  ]
  const structured = data.map(([name, value]) => ` ${name}="${escaped(String(value))}"`).join('')
  const head = `<${8 * FACILITY + severityOf[severity]}>1 ${wall}`
  const names = `${field(from.host, 255)} ${field(from.app, 48)} ${from.pid} ${field(rule, 32)}`
  // The mark before the text says that it is UTF-8 (6.4).
  return `${head} ${names} [${SD_ID}${structured}] \ufeff${severity}: ${rule}, ${subject.kind} ${subject.name}: ${figure} (limit ${limit})`
}
