// How an attempt ended: a pure decision over what is known. No success without a value that the device computed or checked.
import type { Fault } from '../contract/fault.js'
import type { CheckValue, ExpectedSource, KcvProvenance, KcvVerdict, Outcome, SlotState } from '../contract/values.js'
import type { LoadReply } from '../devices/driver.js'
import { agree, disagree } from '../keys/agree.js'

/** What a read-back after the load gave: a value, an empty slot, nothing (lost), or the family cannot. */
export type ReadBack =
  /** `by`: people read it off a screen, each of them; absent where the device itself said it. */
  | { readonly kind: 'value'; readonly reported: CheckValue; readonly by?: readonly (readonly string[])[] }
  /** People found no value on its screen that they agree on. */
  | { readonly kind: 'unread' }
  | { readonly kind: 'empty' }
  /** `fault`: why nobody answered; absent where nobody was asked. */
  | { readonly kind: 'lost'; readonly fault?: Fault }
  | { readonly kind: 'unsupported' }

export interface Evidence {
  readonly expected: CheckValue | null
  readonly source: ExpectedSource
  /** The station's own value at full length; null when it holds no clear key. */
  readonly station: CheckValue | null
  /** The station's own value by the bound method that the device answered with; absent or null where there is none. */
  readonly bound?: CheckValue | null
  readonly before: SlotState | null
  /** The value that went along for the device to compare, and whether it is known to do that; null where none went. */
  readonly check: { readonly sent: CheckValue; readonly qualified: boolean } | null
  /** Whether the device, using the key, came to the station's own result; null where no such test was made, or answered. */
  readonly proof: { readonly agrees: boolean } | null
  /** The device's answer; a fault where it was lost or broken. */
  readonly reply: LoadReply | Fault
  readonly readBack: ReadBack
  /** Whether one person may stand for the two who read a screen; absent: no. */
  readonly oneMayRead?: boolean
}

export interface Judgement {
  readonly outcome: Outcome
  readonly verdict: KcvVerdict
  readonly reported: CheckValue | null
  readonly provenance: KcvProvenance
}

/** Judges what happened after the key left. What went wrong before is `abandoned` or `refused` without asking here. */
export function judge(evidence: Evidence): Judgement {
  const { reply, readBack } = evidence
  if ('message' in reply) return lost(evidence)
  if (reply.kind === 'refused') {
    const provenance = reply.kcvDisagrees ? 'checked' : 'none'
    const verdict = reply.kcvDisagrees ? 'mismatch' : 'none'
    return { outcome: reply.kcvDisagrees ? 'mismatched' : 'refused', verdict, reported: null, provenance }
  }
  if (readBack.kind === 'value') return compared(evidence, readBack.reported, readBack.by ? 'human' : 'computed')
  if (readBack.kind === 'unread') return compared(evidence, null, 'human')
  if (reply.bound && evidence.bound && disagree(reply.bound, evidence.bound))
    return { outcome: 'mismatched', verdict: 'mismatch', reported: reply.bound, provenance: reply.provenance }
  // The device said yes and holds nothing, or went quiet before it could be asked: nobody knows what is in the slot.
  if (readBack.kind !== 'unsupported')
    return { outcome: 'indeterminate', verdict: 'none', reported: null, provenance: 'none' }
  if (evidence.proof) return proven(evidence, evidence.proof)
  if (reply.provenance === 'checked') return passed(evidence)
  return compared(evidence, reply.reported, reply.provenance)
}

/** The device used the key: its result is as good as a check value of the station's own key, or shows another key. */
function proven(evidence: Evidence, { agrees }: { readonly agrees: boolean }): Judgement {
  const of = { reported: null, provenance: 'computed' } as const
  if (!agrees) return { ...of, outcome: 'mismatched', verdict: 'mismatch' }
  const { station } = evidence
  const verdict = verdictOf(evidence, station)
  return { ...of, outcome: outcomeOf(evidence, verdict, 'computed', station), verdict }
}

/** The device says that the value it was sent is the key's: believed where a wrong one is known to be refused. */
function passed(evidence: Evidence): Judgement {
  const { check } = evidence
  const none = { reported: null, provenance: 'checked' } as const
  if (!check?.qualified) return { ...none, outcome: 'unverified', verdict: 'none' }
  const verdict = verdictOf(evidence, check.sent)
  return { ...none, outcome: outcomeOf(evidence, verdict, 'checked', check.sent), verdict }
}

function lost(evidence: Evidence): Judgement {
  const { readBack } = evidence
  const unknown = { outcome: 'indeterminate', provenance: 'none' } as const
  if (readBack.kind !== 'value') return { ...unknown, verdict: 'none', reported: null }
  const judged = compared(evidence, readBack.reported, readBack.by ? 'human' : 'computed')
  return judged.verdict === 'match' ? judged : { ...judged, outcome: 'indeterminate' }
}

function compared(evidence: Evidence, reported: CheckValue | null, provenance: KcvProvenance): Judgement {
  const verdict = verdictOf(evidence, reported)
  return { outcome: outcomeOf(evidence, verdict, provenance, reported), verdict, reported, provenance }
}

/** Expected against reported; the station's own longer value must agree as well, over every byte there is. */
export function verdictOf(
  { expected, station }: Pick<Evidence, 'expected' | 'station'>,
  reported: CheckValue | null,
): KcvVerdict {
  const wanted = expected ?? station
  if (!wanted || !reported) return 'none'
  const verdicts = [agree(wanted, reported), ...(station && station !== wanted ? [agree(station, reported)] : [])]
  if (verdicts.includes('mismatch')) return 'mismatch'
  return verdicts[0] ?? 'none'
}

function outcomeOf(
  evidence: Evidence,
  verdict: KcvVerdict,
  provenance: KcvProvenance,
  reported: CheckValue | null,
): Outcome {
  if (provenance === 'human') {
    if (verdict !== 'match') return verdict === 'mismatch' ? 'mismatched' : 'unverified'
    // As with a device's own value: against nothing but the station's, the transport is shown and not the key.
    return evidence.source !== 'station' && (evidence.oneMayRead || twoRead(evidence.readBack))
      ? 'attested'
      : 'unverified'
  }
  // A disagreement counts wherever the value comes from: even an echo should be of what was sent.
  if (verdict === 'mismatch') return 'mismatched'
  if (verdict !== 'match') return 'unverified'
  if (provenance !== 'computed' && provenance !== 'checked') return 'unverified'
  if (heldBefore(evidence.before, reported)) return 'already-present'
  // A value that only the station computed proves the transport, not the key.
  return evidence.source === 'station' ? 'unverified' : 'injected'
}

/** Whether no one person read twice. */
const twoRead = (readBack: ReadBack): boolean => {
  const [first, second] = (readBack.kind === 'value' && readBack.by) || []
  return (
    first !== undefined &&
    second !== undefined &&
    first.length > 0 &&
    !second.some((id) => first.includes(id)) &&
    second.length > 0
  )
}
/** People read it, and one of them was both. */
export const onePersonRead = (readBack: ReadBack): boolean =>
  readBack.kind === 'value' && readBack.by !== undefined && !twoRead(readBack)

const heldBefore = (before: SlotState | null, reported: CheckValue | null): boolean =>
  before?.state === 'filled' &&
  before.kcv !== null &&
  reported !== null &&
  agree({ method: reported.method, hex: before.kcv }, reported) === 'match'

/** No more of a check value than the job shows reaches the log, the trace or the screen. */
export const shown = (value: CheckValue | null, bytes: number): string | null => value?.hex.slice(0, 2 * bytes) ?? null
