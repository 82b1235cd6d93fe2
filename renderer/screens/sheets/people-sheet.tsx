// The report on people on paper, with the step at which most loads fail.
import type { SheetView } from '../../../electron/contract/sheet-views.js'
import { useText } from '../../text/use-text'
import css from './sheet.module.css'

type Monitor = Extract<SheetView, { kind: 'operators' }>['monitor']
const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)

export function PeopleSheet({ monitor }: { readonly monitor: Monitor }) {
  const { monitor: text, sheet: words, count } = useText()
  const columns = text.peopleColumns
  const tried = monitor.steps.filter(({ reached }) => reached > 0)
  const weakest = tried.toSorted((a, b) => a.passed / a.reached - b.passed / b.reached)[0]
  return (
    <>
      <p className={css.about}>{text.peopleAbout}</p>
      <table className={css.table}>
        <thead>
          <tr>
            {Object.entries(columns).map(([name, title]) => (
              <th key={name} scope="col">
                {title}
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
                {count(one.firstGood)} / {count(one.first)} ({percent(one.firstGood, one.first)})
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
      <h3>{text.funnel}</h3>
      <table className={css.table}>
        <tbody>
          {monitor.steps.map((one) => (
            <tr key={one.step}>
              <th scope="row">{text.loadSteps[one.step]}</th>
              <td>
                {count(one.passed)} / {count(one.reached)} ({percent(one.passed, one.reached)})
              </td>
              <td>{one === weakest && one.passed < one.reached ? words.weakest : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
