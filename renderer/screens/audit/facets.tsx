// The choices on the left: the values of each facet with how many records they leave, as boxes to tick.
import type { FacetName, FacetView, RecordQuery, SurveyView } from '../../../electron/contract/audit-views.js'
import { useText } from '../../text/use-text'
import css from './facets.module.css'
import { cleared, facetNames, toggled } from './query'
import { valueWord } from './words'

interface Props {
  readonly query: RecordQuery
  readonly survey: SurveyView | null
  readonly change: (query: RecordQuery) => void
}

export function Facets({ query, survey, change }: Props) {
  const { audit } = useText()
  return (
    <section className={css.facets} aria-label={audit.facets.title}>
      {facetNames.map((name) => (
        <Facet key={name} name={name} facet={survey?.facets[name]} query={query} change={change} />
      ))}
    </section>
  )
}

interface FacetProps {
  readonly name: FacetName
  readonly facet: FacetView | undefined
  readonly query: RecordQuery
  readonly change: (query: RecordQuery) => void
}

function Facet({ name, facet, query, change }: FacetProps) {
  const speech = useText()
  const { audit, count } = speech
  const chosen = query.facets[name] ?? []
  return (
    <fieldset className={css.facet} data-testid={`facet-${name}`}>
      <legend className={css.legend}>
        {audit.facets.names[name]}
        {chosen.length > 0 ? (
          <button type="button" className={css.clear} onClick={() => change(cleared(query, name))}>
            {audit.facets.clear}
          </button>
        ) : null}
      </legend>
      {facet?.values.map(({ value, count: many }) => (
        <label key={value} className={css.value} data-testid="facet-value" data-value={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => change(toggled(query, name, value))}
          />
          <span className={css.name} title={value}>
            {valueWord(speech, name, value)}
          </span>
          <span className={css.count}>{count(many)}</span>
        </label>
      ))}
      {facet && facet.values.length === 0 ? <p className={css.more}>{audit.facets.empty}</p> : null}
      {facet && facet.more > 0 ? <p className={css.more}>{audit.facets.more(count(facet.more))}</p> : null}
    </fieldset>
  )
}
