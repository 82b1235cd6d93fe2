// Beside a single terminal there is room to say how its three rows are read.
import { useText } from '../../text/use-text'
import css from './guide.module.css'

export function Guide() {
  const { title, rows, end } = useText().bench.guide
  return (
    <aside className={css.guide} aria-label={title}>
      <h2>{title}</h2>
      <dl>
        {rows.map(({ name, about }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
      <p>{end}</p>
    </aside>
  )
}
