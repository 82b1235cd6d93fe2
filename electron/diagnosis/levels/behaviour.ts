// Behaviour: what the person at the station did before, what guide fits the cause, how risky this device and person are.
import type { Bilingual } from '../../contract/values.js'
import { UNKNOWN } from '../causes/index.js'
import { type Conduct, conductOf } from '../conduct.js'
import { ANY_MISMATCH, practiceFor } from '../practice.js'
import { type Check, lately, result } from './check.js'

const OFTEN = 3
/** Seconds between two loads, below which nobody looked at the terminal. */
const TOO_QUICK = 3

interface Habit {
  readonly of: (conduct: Conduct) => boolean
  readonly text: Bilingual
}
/** What stands out, the gravest first. */
const habits: readonly Habit[] = [
  {
    of: ({ sameError }) => (sameError?.attempts.length ?? 0) >= OFTEN,
    text: { en: 'This person meets the same error again and again.', zh: '该人员反复出现同一错误。' },
  },
  {
    of: ({ mismatched, attempts }) => mismatched.length >= OFTEN && 4 * mismatched.length >= attempts,
    text: { en: 'Mismatches are frequent with this person.', zh: '该人员的不一致较多。' },
  },
  {
    of: ({ repeats }) => repeats.length >= OFTEN,
    text: { en: 'The same key went into the same device again and again.', zh: '同一密钥多次灌入同一设备。' },
  },
  {
    of: ({ readAgain }) => readAgain >= OFTEN,
    text: { en: 'Values had to be read again several times.', zh: '校验值多次需要重新读取。' },
  },
  {
    of: ({ paceSeconds }) => paceSeconds !== null && paceSeconds < TOO_QUICK,
    text: { en: 'Loads follow one another faster than a person can look.', zh: '灌装间隔过短，来不及核对。' },
  },
]

export const operator: Check = ({ history, scene: { case: known } }) => {
  const who = history?.attempt?.operator ?? null
  if (!history || who === null)
    return result('behaviour/operator', 'unknown', {}, 'No log was read for this person.', '未读取该人员的日志。')
  const conduct = conductOf(who, history)
  const { attempts, mismatched, repeats, readAgain, paceSeconds, sameError } = conduct
  const again = history.attempts.filter(
    ({ operator: by, serial }) => by === who && serial !== null && serial === known.device?.serial,
  )
  const habit = habits.find(({ of }) => of(conduct))
  const shown = sameError && sameError.attempts.length >= OFTEN ? sameError.attempts : mismatched
  const evidence = {
    ...{ operator: who, attempts, mismatched: mismatched.length, atThisDevice: again.length },
    ...{ repeats: repeats.length, readAgain, paceSeconds },
    ...(sameError ? { sameError: sameError.what, sameErrorTimes: sameError.attempts.length } : {}),
    records: lately(shown.map(({ seq }) => seq)),
  }
  const { en, zh } = habit?.text ?? {
    en: 'Nothing unusual in this person’s attempts.',
    zh: '该人员的操作无异常。',
  }
  return result('behaviour/operator', habit ? 'warn' : 'ok', evidence, en, zh)
}

export const guidance: Check = ({ judged: [first] }) => {
  if (!first || first.cause === UNKNOWN)
    return result('behaviour/guidance', 'unknown', {}, 'No cause, and so no guide.', '原因未明，暂无指引。')
  const behave = practiceFor(first.cause)
  return result(
    'behaviour/guidance',
    'ok',
    { cause: first.cause, practiseWith: behave[0] ?? ANY_MISMATCH },
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
