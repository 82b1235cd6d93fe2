// The verdict on the log, never without its trust: what the first key was pinned to, how far it is anchored outside.
import type { Bilingual } from '../../electron/contract/values.js'
import type { VerifyView } from '../../electron/contract/views.js'
import { useWindowState } from '../state'
import { useText } from '../text/use-text'
import { Mark } from './mark'
import { Sentence } from './sentence'
import { logTone, type Tone } from './tone'
import css from './verify-report.module.css'

const verdictTone: Readonly<Record<VerifyView['verdict'], Tone>> = { pass: 'good', fail: 'bad', incomplete: 'warn' }

export function VerifyReport({ testid }: { readonly testid?: string }) {
  const { audit, count, shell } = useText()
  const { verifying, verified, view } = useWindowState()
  const bad = view?.log.state === 'fail' || view?.log.state === 'incomplete' ? view.log : null
  const unasked: Tone = bad ? logTone[bad.state] : 'idle'
  const tone: Tone = verifying ? 'busy' : verified ? verdictTone[verified.verdict] : unasked
  return (
    <section
      className={css.report}
      data-tone={tone}
      data-testid={testid}
      data-verdict={verifying ? 'verifying' : (verified?.verdict ?? 'none')}
      aria-live="polite"
    >
      <div className={css.line}>
        <Mark tone={tone} size={26} />
        {verifying ? <span>{audit.verifying(count(view?.log.verifying ?? 0), count(view?.log.size ?? 0))}</span> : null}
        {!verifying && !verified ? <span>{bad ? shell.logState[bad.state] : audit.neverVerified}</span> : null}
        {!verifying && verified ? (
          <strong className={css.word}>
            {audit.verdict[verified.verdict]} <small>{audit.size(count(verified.size))}</small>
          </strong>
        ) : null}
      </div>
      {!verifying && !verified && bad ? <Reasons reasons={bad.reasons} /> : null}
      {!verifying && verified ? <Findings verified={verified} /> : null}
    </section>
  )
}

function Reasons({ reasons }: { readonly reasons: readonly Bilingual[] }) {
  const { say } = useText()
  return reasons.length > 0 ? (
    <ul className={css.reasons}>
      {reasons.map((reason) => (
        <li key={reason.en}>
          <Sentence text={say(reason)} />
        </li>
      ))}
    </ul>
  ) : null
}

function Findings({ verified }: { readonly verified: VerifyView }) {
  const { audit, count, moment } = useText()
  const { trust, firstBad, said = [], root } = verified
  const vkey = audit.vkey[trust.vkey]
  return (
    <div className={css.findings}>
      <p className={css.about}>{audit.verdictAbout[verified.verdict]}</p>
      {firstBad === null ? null : <p className={css.bad}>{audit.firstBad(count(firstBad))}</p>}
      <Reasons reasons={said} />
      <div className={css.trust} data-trust={trust.vkey} data-testid="audit-trust">
        <span className={css.heading}>{audit.trust}</span>
        <span data-tone={trust.vkey === 'pinned' ? 'good' : 'warn'} className={css.point}>
          <strong>{vkey.name}</strong> {vkey.about}
        </span>
        <span data-tone={trust.anchoredTo === null ? 'warn' : 'good'} className={css.point}>
          {trust.anchoredTo === null ? (
            <>
              <strong>{audit.notAnchored.name}</strong> {audit.notAnchored.about}
            </>
          ) : (
            <strong>{audit.anchored(count(trust.anchoredTo))}</strong>
          )}
        </span>
        {trust.anchors.slice(-3).map(({ seq, by, at, how }) => (
          <span key={`${seq} ${by} ${at}`} data-tone={how === 'named-by-log' ? 'idle' : 'good'} className={css.point}>
            <strong>{audit.seenBy(count(seq), by, at === null ? '' : moment(at))}</strong>{' '}
            {how === 'named-by-log' ? audit.seenByNamed : null}
          </span>
        ))}
      </div>
      <p className={css.root}>
        {audit.root} <code>{root}</code>
      </p>
    </div>
  )
}
