// Alerts on the left; the chosen one on the right, to be confirmed by a named person and worked through.
import { useState } from 'react'
import type { AlertView, MonitorView } from '../../../electron/contract/monitor.js'
import { Mark } from '../../parts/mark'
import { useText } from '../../text/use-text'
import { AlertDetail } from './alert-detail'
import css from './alerts.module.css'
import { Empty } from './empty'
import { severityTone } from './severity'

export function Alerts({ monitor }: { readonly monitor: MonitorView }) {
  const { monitor: text } = useText()
  const [chosen, choose] = useState<string | null>(null)
  if (monitor.alerts.length === 0) return <Empty testid="alerts-empty" {...text.noAlerts} />
  const alert = monitor.alerts.find((one) => one.alert === chosen)
  return (
    <div className={css.alerts}>
      <ul className={css.list} aria-label={text.alertList}>
        {monitor.alerts.map((one) => (
          <li key={one.alert}>
            <AlertRow alert={one} chosen={one.alert === chosen} choose={choose} />
          </li>
        ))}
      </ul>
      <section className={css.detail} aria-live="polite">
        {alert ? <AlertDetail key={alert.alert} alert={alert} /> : <p className={css.hint}>{text.choose}</p>}
      </section>
    </div>
  )
}

function AlertRow(props: { alert: AlertView; chosen: boolean; choose: (alert: string) => void }) {
  const { alert, chosen, choose } = props
  const { monitor: text, count, moment } = useText()
  const { severity, rule, subject, confirmed } = alert
  return (
    <button
      type="button"
      className={css.row}
      data-testid="alert-row"
      data-rule={rule}
      data-severity={severity}
      data-confirmed={confirmed !== null}
      aria-pressed={chosen}
      onClick={() => choose(alert.alert)}
    >
      <span className={css.severity} data-tone={severityTone[severity]}>
        <Mark tone={severityTone[severity]} size={16} />
        {text.severity[severity]}
      </span>
      <strong>{text.rules[rule].name}</strong>
      <span className={css.subject}>
        {text.kind[subject.kind]} {subject.kind === 'station' ? text.station : subject.name}
      </span>
      <span className={css.says}>{text.says[rule](count(alert.figure), count(alert.limit), alert.other)}</span>
      <span className={css.when}>
        {moment(alert.wall)}
        {alert.repeats > 0 ? ` · ${text.repeats(alert.repeats)}` : ''}
      </span>
      <span className={css.state} data-tone={confirmed ? 'good' : 'idle'}>
        {confirmed ? `${text.confirmed} · ${confirmed.by}` : text.notConfirmed}
      </span>
    </button>
  )
}
