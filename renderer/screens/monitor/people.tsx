// What each person did, for the officer.
import type { MonitorView } from '../../../electron/contract/monitor.js'
import { useText } from '../../text/use-text'
import { Empty } from './empty'
import css from './trends.module.css'

const columns = [
  'operator',
  'loads',
  'first',
  'mismatched',
  'refused',
  'unknown',
  'outOfHours',
  'tooFast',
  'score',
] as const

export function People({ monitor }: { readonly monitor: MonitorView }) {
  const { monitor: text, count } = useText()
  if (monitor.operators.length === 0) return <Empty testid="people-empty" {...text.noFigures} />
  return (
    <section className={css.box} aria-label={text.people}>
      <h2>{text.people}</h2>
      <p className={css.about}>{text.peopleAbout}</p>
      <table className={css.table} data-testid="people-report">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {text.peopleColumns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monitor.operators.map((one) => (
            <tr key={one.operator}>
              <th scope="row">{one.operator}</th>
              <td>{count(one.loads)}</td>
              <td>
                {count(one.firstGood)} / {count(one.first)}
              </td>
              <td>{count(one.mismatched)}</td>
              <td>{count(one.refused)}</td>
              <td>{count(one.unknown)}</td>
              <td>{count(one.outOfHours)}</td>
              <td>{count(one.tooFast)}</td>
              <td>{one.score}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
