// The flow: was the value verified at every step, and did the line carry what was sent.
import type { Bilingual } from '../../contract/values.js'
import { type Check, type CheckStatus, result } from './check.js'

export const verification: Check = ({ scene }) => {
  const { case: known, standing, station, reported } = scene
  const provenance = known.device?.provenance ?? null
  const holes = [
    ...(known.componentsVerified === true ? [] : ['components']),
    ...(station === null ? ['station'] : []),
    ...(provenance === null || provenance === 'computed' || provenance === 'checked' ? [] : ['device']),
    ...(standing === 'no-value' ? ['value'] : []),
    ...(known.kek && !known.kek.kcv ? ['kek'] : []),
  ]
  const evidence = {
    unverified: holes,
    provenance,
    expectedBytes: scene.expected.length / 2,
    reportedBytes: reported.length / 2,
  }
  // No load is looked at, and few terminals show what they computed when they sign in.
  if (known.signIn && holes.includes('value'))
    return result(
      'flow/verification',
      'unknown',
      evidence,
      'The terminal shows no value of its own: what it says of the working keys is all there is.',
      '终端未显示自己的校验值，只能依据它对工作密钥的提示。',
    )
  if (holes.includes('value') || holes.includes('device'))
    return result(
      'flow/verification',
      'fail',
      evidence,
      'The device proved nothing in this load.',
      '本次灌装设备未给出证明。',
    )
  if (scene.expected.length < 6 || (reported !== '' && reported.length < 6))
    return result(
      'flow/verification',
      'warn',
      evidence,
      'Fewer than three bytes were compared.',
      '比较的字节少于三个。',
    )
  if (holes.length > 0)
    return result('flow/verification', 'warn', evidence, 'Not every step was verified.', '并非每一步都经过校验。')
  return result('flow/verification', 'ok', evidence, 'Every step was verified.', '每一步均已校验。')
}

/** Times as long as usual, from which an answer counts as slow. */
const SLOW = 3

const lineTexts: Readonly<Record<CheckStatus, Bilingual>> = {
  fail: { en: 'The line lost or changed data.', zh: '线路丢失或改变了数据。' },
  warn: { en: 'The line was not quite clean.', zh: '线路不够干净。' },
  ok: { en: 'The line was clean.', zh: '线路正常。' },
  unknown: { en: 'Nothing is known of the line.', zh: '没有线路数据。' },
}

export const transmission: Check = ({ scene: { case: known } }) => {
  const { line } = known
  if (!line) return { id: 'flow/transmission', status: 'unknown', evidence: {}, text: lineTexts.unknown }
  const [bad, garbage, retries, timeouts] = [
    line.badChecksums ?? 0,
    line.garbageBytes ?? 0,
    line.retries ?? 0,
    line.timeouts ?? 0,
  ]
  const slow = line.ms && line.usualMs ? line.ms > SLOW * line.usualMs : false
  const lost = (line.strayReplies ?? 0) + (line.resyncs ?? 0)
  const evidence = { badChecksums: bad, garbageBytes: garbage, retries, timeouts, resyncs: lost, slow }
  const status: CheckStatus =
    timeouts > 0 || bad > 2 ? 'fail' : bad + garbage + retries + lost > 0 || slow ? 'warn' : 'ok'
  return { id: 'flow/transmission', status, evidence, text: lineTexts[status] }
}
