// The bench before the first terminal: what the station does, in three pictures, and the way in.
import type { StationView } from '../../../electron/contract/views.js'
import { useText } from '../../text/use-text'
import { AddPort } from './add-port'
import css from './empty-bench.module.css'
import { pictures } from './pictures'
import { StartSimulator } from './start-simulator'

export function EmptyBench({ view }: { readonly view: StationView }) {
  const { bench } = useText()
  const lab = view.mode === 'lab'
  return (
    <div className={css.empty}>
      <h2 className={css.title}>{bench.empty.title}</h2>
      <ol className={css.steps}>
        {bench.pictures.map(({ name, about }, place) => {
          const Picture = pictures[place]
          return (
            <li key={name} className={css.step}>
              {Picture ? <Picture /> : null}
              <h3 className={css.name}>
                <span className={css.number}>{place + 1}</span>
                {name}
              </h3>
              <p className={css.about}>{about}</p>
            </li>
          )
        })}
      </ol>
      <p className={css.lead}>{lab ? bench.empty.lead : bench.empty.production}</p>
      {lab ? (
        <div className={css.ways}>
          <StartSimulator drivers={view.drivers} />
          <AddPort drivers={view.drivers} />
        </div>
      ) : null}
    </div>
  )
}
