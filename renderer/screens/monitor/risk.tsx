// Risk of people, devices and batches: the score, and the named factors that add up to it.
import type { MonitorView, RiskKind, RiskView } from '../../../electron/contract/monitor.js'
import { useText } from '../../text/use-text'
import { Empty } from './empty'
import css from './risk.module.css'

const riskKinds: readonly RiskKind[] = ['operator', 'device', 'batch']

export function Risk({ monitor }: { readonly monitor: MonitorView }) {
  const { monitor: text } = useText()
  const shown = riskKinds.filter((kind) => monitor.risk[kind].length > 0)
  if (shown.length === 0) return <Empty testid="risk-empty" {...text.noRisk} />
  return (
    <>
      <p className={css.about}>{text.riskAbout}</p>
      <div className={css.kinds}>
        {shown.map((kind) => (
          <section key={kind} aria-label={text.riskOf[kind]}>
            <h2>{text.riskOf[kind]}</h2>
            {monitor.risk[kind].map((one) => (
              <Score key={one.name} risk={one} />
            ))}
          </section>
        ))}
      </div>
    </>
  )
}

const toneOf = (score: number) => (score >= 60 ? 'bad' : score >= 30 ? 'warn' : 'idle')

function Score({ risk }: { readonly risk: RiskView }) {
  const { monitor: text } = useText()
  return (
    <article className={css.card} data-testid="risk" data-kind={risk.kind} data-name={risk.name}>
      <header>
        <strong>{risk.name}</strong>
        <span className={css.score} data-tone={toneOf(risk.score)}>
          {risk.score} / 100
        </span>
      </header>
      <ul>
        {risk.factors.map(({ factor, count, points }) => (
          <li key={factor} data-testid={`factor-${factor}`}>
            <span>
              {text.factors[factor]} × {count}
            </span>
            <svg viewBox="0 0 32 6" preserveAspectRatio="none" aria-hidden="true">
              <rect width={Math.min(32, points)} height="6" rx="1" />
            </svg>
            <span>{text.points(points)}</span>
          </li>
        ))}
      </ul>
    </article>
  )
}
