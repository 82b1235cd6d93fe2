// The proof of a record, said in words; its hashes are there for whoever wants to compute it.
import type { RecordDetail } from '../../../electron/contract/audit-views.js'
import { Mark } from '../../parts/mark'
import { useText } from '../../text/use-text'
import css from './record-drawer.module.css'

export function RecordProof({ detail: { seq, proof } }: { readonly detail: RecordDetail }) {
  const { audit, count } = useText()
  const holds = proof.leads && proof.signed
  const words = audit.proof
  const verdict = holds ? words.good : proof.leads ? words.notSigned : words.notLeading
  return (
    <section
      className={css.proof}
      data-tone={holds ? 'good' : 'bad'}
      data-testid="audit-proof"
      data-proof={holds ? 'holds' : proof.leads ? 'not-signed' : 'not-leading'}
    >
      <h3>{words.title}</h3>
      <p className={css.holds}>
        <Mark tone={holds ? 'good' : 'bad'} size={18} /> {verdict}
      </p>
      {holds ? <p>{words.steps(count(seq), count(proof.size), count(proof.path.length))}</p> : null}
      <p className={css.about}>{words.limit}</p>
      <p className={css.hash}>
        {words.leaf} <code>{proof.leaf}</code>
      </p>
      <p className={css.hash}>
        {words.root} <code>{proof.root}</code>
      </p>
      {proof.path.length > 0 ? (
        <details className={css.hash}>
          <summary>{words.path(count(proof.path.length))}</summary>
          <ol>
            {proof.path.map((hash) => (
              <li key={hash}>
                <code>{hash}</code>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </section>
  )
}
