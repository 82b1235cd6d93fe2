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
      <Weakest steps={monitor.steps} />
      <DayChart days={monitor.days} />
      <Funnel steps={monitor.steps} />
      {dimensions.map((dimension) => (
        <Table key={dimension} name={text.by[dimension]} rows={monitor.by[dimension]} />
      ))}
      <LineChart line={monitor.line} days={monitor.days.map(({ name }) => name)} />
    </div>
  )
}

/** Said in a sentence, so that nobody has to look for it. */
function Weakest({ steps }: Pick<MonitorView, 'steps'>) {
  const { monitor: text, plans: words } = useText()
  const tried = steps.filter(({ reached }) => reached > 0)
  const weakest = tried.toSorted((a, b) => a.passed / a.reached - b.passed / b.reached)[0]
  if (!weakest) return null
  return (
    <p className={`${css.wide} ${css.weakest}`} data-testid="weakest-step" data-step={weakest.step}>
      {weakest.passed === weakest.reached
        ? words.allPass
        : words.weakestAt(text.loadSteps[weakest.step], percent(weakest.passed, weakest.reached))}
    </p>
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

/** The share as a bar beside its figure. */
const Bar = ({ part, whole }: { readonly part: number; readonly whole: number }) => (
  <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect width="100" height="8" className={css.badGround} />
    <rect width={whole === 0 ? 0 : (100 * part) / whole} height="8" className={css.good} />
  </svg>
)

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
              <td className={css.rate}>
                <Bar part={row.good} whole={row.loads} />
                {percent(row.good, row.loads)}
              </td>
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
