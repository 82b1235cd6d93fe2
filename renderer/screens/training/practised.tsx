// Who practised what, by the training log.
import type { TrainingView } from '../../../electron/contract/training.js'
import { useText } from '../../text/use-text'
import css from './training.module.css'

const columns = ['by', 'family', 'fault', 'times', 'loads', 'asked', 'named', 'last'] as const

export function Practised({ shown }: { readonly shown: TrainingView }) {
  const { training: words, say, count, moment } = useText()
  const family = (driver: string) => shown.families.find((one) => one.driver === driver)
  const fault = (driver: string, behave: string) => {
    const known = family(driver)?.faults.find((one) => one.behave === behave)
    return known ? say(known.name) : behave
  }
  return (
    <section className={css.panel} aria-label={words.practised}>
      <h2>{words.practised}</h2>
      {shown.practised.length === 0 ? (
        <p className={css.none}>{words.practisedNone}</p>
      ) : (
        <table className={css.table} data-testid="practised" data-rows={shown.practised.length}>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {words.columns[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.practised.map((one) => (
              <tr key={`${one.by} ${one.driver} ${one.behave}`}>
                <th scope="row">{one.by}</th>
                <td>{family(one.driver) ? say(family(one.driver)!.title) : one.driver}</td>
                <td>{fault(one.driver, one.behave)}</td>
                <td>{count(one.times)}</td>
                <td>{count(one.loads)}</td>
                <td>{count(one.asked)}</td>
                <td>{count(one.named)}</td>
                <td>{moment(one.last)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
