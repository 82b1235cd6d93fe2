// Of a sign-in: the first failure, every change that is known, and which date speaks for what.
import type { DatesView, DateView } from '../../../electron/contract/diagnosis-views.js'
import { Mark } from '../../parts/mark'
import { useText } from '../../text/use-text'
import css from './dates.module.css'

export function Dates({ dates }: { readonly dates: DatesView }) {
  const { register } = useText()
  const words = register.dates
  const { onset } = dates
  return (
    <section className={css.panel} aria-label={words.title} data-testid="diagnosis-dates">
      <h2>{words.title}</h2>
      <p data-testid="dates-onset" data-day={onset?.day ?? ''}>
        {onset ? words.onset(onset.day, words.sources[onset.source]) : words.noOnset}
      </p>
      {dates.dates.length === 0 ? (
        <p className={css.none}>{words.none}</p>
      ) : (
        <ul className={css.dates}>
          {dates.dates.map((one) => (
            <DateRow key={`${one.what} ${one.at} ${one.source} ${one.place}`} one={one} />
          ))}
        </ul>
      )}
    </section>
  )
}

function DateRow({ one }: { readonly one: DateView }) {
  const { register, count } = useText()
  const words = register.dates
  const { what, at, source, place, note, daysBefore, because, speaksFor } = one
  return (
    <li
      data-testid="date"
      data-speaks-for={speaksFor ?? ''}
      data-because={because}
      data-tone={speaksFor ? 'bad' : 'idle'}
    >
      <Mark tone={speaksFor ? 'bad' : 'idle'} size={16} />
      <time>{at}</time>
      <b>
        {register.kinds[what]}
        {note ? <small> {note}</small> : null}
      </b>
      <span>
        {daysBefore !== null && daysBefore >= 0 ? `${words.before(daysBefore)} · ` : ''}
        {speaksFor ? `${words.speaksFor} ${words.causes[speaksFor] ?? speaksFor}` : words.because[because]}
      </span>
      <small>
        {words.sources[source]}
        {place === null ? '' : ` ${words.place[source](count(place))}`}
      </small>
    </li>
  )
}
