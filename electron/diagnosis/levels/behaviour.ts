// Behaviour: what the person at the station did before, what guide fits the cause, how risky this device and person are.
import { UNKNOWN } from '../causes/index.js'
import { type Check, lately, result } from './check.js'

const OFTEN = 3

export const operator: Check = ({ history, scene: { case: known } }) => {
  const who = history?.attempt?.operator ?? null
  if (!history || who === null)
    return result('behaviour/operator', 'unknown', {}, 'No log was read for this person.', '未读取该人员的日志。')
  const of = history.attempts.filter((one) => one.operator === who)
  const bad = of.filter(({ outcome }) => outcome === 'mismatched')
  const again = of.filter(({ serial }) => serial !== null && serial === known.device?.serial)
  const evidence = {
    operator: who,
    attempts: of.length,
    mismatched: bad.length,
    atThisDevice: again.length,
    records: lately(bad.map(({ seq }) => seq)),
  }
  return bad.length >= OFTEN && bad.length * 4 >= of.length
    ? result(
        'behaviour/operator',
        'warn',
        evidence,
        'Mismatches are frequent with this person.',
        '该人员的不一致较多。',
      )
    : result('behaviour/operator', 'ok', evidence, 'Nothing unusual in this person’s attempts.', '该人员的操作无异常。')
}

/** Where the same fault can be practised: a simulated terminal with this behaviour. */
const practice: Readonly<Record<string, string>> = {
  'stale-key': 'stale',
  'check-disabled': 'echo-kcv',
  tampered: 'tampered',
  'line-corruption': 'garbage',
}

export const guidance: Check = ({ judged: [first] }) => {
  if (!first || first.cause === UNKNOWN)
    return result('behaviour/guidance', 'unknown', {}, 'No cause, and so no guide.', '原因未明，暂无指引。')
  const behave = practice[first.cause.split('+')[0]!] ?? 'wrong-kcv'
  return result(
    'behaviour/guidance',
    'ok',
    { cause: first.cause, practiseWith: behave },
    first.row.action.en.replace(/\[[^\]]*\]/g, '').replace(/\{\w+\}/g, '…'),
    first.row.action.zh.replace(/\[[^\]]*\]/g, '').replace(/\{\w+\}/g, '…'),
  )
}

const severityPoints = { low: 10, medium: 25, high: 40, critical: 60 } as const
const HIGH = 60
const RAISED = 30

/** Additive, 0 to 100, each factor named. */
export const risk: Check = ({ scene: { case: known, refusal }, judged: [first], history }) => {
  const serial = known.device?.serial
  const failures = (history?.attempts ?? []).filter(
    (one) => serial && one.serial === serial && one.outcome !== 'injected',
  ).length
  const factors = [
    ['cause', first ? severityPoints[first.row.severity] : 0],
    ['tamper', known.device?.tampered || refusal === 'tampered' ? 40 : 0],
    ['no-proof', known.device?.provenance === 'none' || known.device?.provenance === 'echoed' ? 15 : 0],
    ['failed-before', Math.min(20, 5 * Math.max(0, failures - 1))],
    ['line', (known.line?.badChecksums ?? 0) > 2 ? 5 : 0],
  ] as const
  const score = Math.min(
    100,
    factors.reduce((sum, [, points]) => sum + points, 0),
  )
  const evidence = { score, ...Object.fromEntries(factors.filter(([, points]) => points > 0)) }
  if (score >= HIGH) return result('behaviour/risk', 'fail', evidence, `Risk ${score} of 100.`, `风险 ${score}/100。`)
  if (score >= RAISED) return result('behaviour/risk', 'warn', evidence, `Risk ${score} of 100.`, `风险 ${score}/100。`)
  return result('behaviour/risk', 'ok', evidence, `Risk ${score} of 100.`, `风险 ${score}/100。`)
}
