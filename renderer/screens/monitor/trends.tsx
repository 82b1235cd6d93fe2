// Success by day, step, model, port, operator and firmware; line quality by port.
import type { Dimension, FiguresView, MonitorView } from '../../../electron/contract/monitor.js'
import { useText } from '../../text/use-text'
import { DayChart } from './day-chart'
import { Empty } from './empty'
import { LineChart } from './line-chart'
import css from './trends.module.css'

const dimensions: readonly Dimension[] = ['model', 'port', 'operator', 'firmware']
const columns = ['loads', 'good', 'rate', 'mismatched', 'refused', 'unknown', 'perKb'] as const

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)
const perKb = ({ lineErrors, bytes }: FiguresView) => (bytes === 0 ? '–' : ((1000 * lineErrors) / bytes).toFixed(2))

export function Trends({ monitor }: { readonly monitor: MonitorView }) {
  const { monitor: text } = useText()
  if (monitor.days.every(({ loads }) => loads === 0)) return <Empty testid="trends-empty" {...text.noFigures} />
  return (
    <div className={css.trends} data-testid="trends">
      <DayChart days={monitor.days} />
      <Funnel steps={monitor.steps} />
      {dimensions.map((dimension) => (
        <Table key={dimension} name={text.by[dimension]} rows={monitor.by[dimension]} />
      ))}
      <LineChart line={monitor.line} days={monitor.days.map(({ name }) => name)} />
    </div>
  )
}

function Funnel({ steps }: Pick<MonitorView, 'steps'>) {
  const { monitor: text, count } = useText()
  const rate = ({ reached, passed }: { reached: number; passed: number }) => (reached === 0 ? 1 : passed / reached)
  const weakest = Math.min(...steps.map(rate))
  return (
    <section className={css.box} aria-label={text.funnel}>
      <h2>{text.funnel}</h2>
      <ul className={css.funnel}>
        {steps.map((one) => (
          <li key={one.step} data-testid={`step-${one.step}`}>
            <span>{text.loadSteps[one.step]}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="8" className={css.ground} />
              <rect width={100 * rate(one)} height="8" className={css.good} />
            </svg>
            <span>
              {percent(one.passed, one.reached)} ({count(one.passed)} / {count(one.reached)})
              {rate(one) === weakest && weakest < 1 ? <b> {text.weakest}</b> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Table({ name, rows }: { readonly name: string; readonly rows: readonly FiguresView[] }) {
  const { monitor: text, count } = useText()
  return (
    <section className={css.box} aria-label={name}>
      <h2>{name}</h2>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{name}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {text.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{count(row.loads)}</td>
              <td>{count(row.good)}</td>
              <td>{percent(row.good, row.loads)}</td>
              <td>{count(row.mismatched)}</td>
              <td>{count(row.refused)}</td>
              <td>{count(row.unknown)}</td>
              <td>{perKb(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
