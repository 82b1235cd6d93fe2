// What the reported value proves, in a word, with the plain sentence behind it.
import type { KcvProvenance } from '../../electron/contract/values.js'
import { useText } from '../text/use-text'
import { weight } from './evidence'
import css from './provenance-badge.module.css'

export function ProvenanceBadge({ provenance }: { readonly provenance: KcvProvenance }) {
  const { name, about } = useText().bench.provenance[provenance]
  return (
    <span
      className={css.badge}
      title={about}
      data-weight={weight[provenance]}
      data-testid="provenance"
      data-provenance={provenance}
    >
      <span className={css.disc} aria-hidden="true" />
      {name}
    </span>
  )
}
