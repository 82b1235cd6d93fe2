// Which components are there: who brought each, out of which bag, and its check value.
import type { ComponentView, RunningCeremonyView } from '../../../electron/contract/ceremony.js'
import { useText } from '../../text/use-text'
import css from './ceremony.module.css'

export function Components({ running }: { readonly running: RunningCeremonyView }) {
  const { ceremony: text } = useText()
  return (
    <section className={css.panel}>
      <h2>{text.list.title}</h2>
      <ol className={css.list}>
        {running.components.map((component) => (
          <Component key={component.number} component={component} />
        ))}
      </ol>
    </section>
  )
}

function Component({ component }: { readonly component: ComponentView }) {
  const { ceremony: text } = useText()
  const { number, state, custodian, bag, kcv, differs } = component
  return (
    <li data-state={state} data-testid={`component-${number}`}>
      <strong>{text.component(number)}</strong>
      <span className={css.state}>{text.list[state]}</span>
      {custodian ? (
        <span>
          {custodian}
          {bag ? ` · ${text.list.bag(bag)}` : ''}
        </span>
      ) : null}
      {kcv ? <code data-testid={`component-kcv-${number}`}>{kcv}</code> : null}
      {differs ? <em>{text.list.differs}</em> : null}
    </li>
  )
}
