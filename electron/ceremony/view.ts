// A ceremony as the window sees it.
import type {
  CeremonyKeyView,
  CeremonyProfileView,
  CeremonyState,
  ComponentView,
  RunningCeremonyView,
} from '../contract/ceremony.js'
import { type Fault, faultView } from '../contract/fault.js'
import { atHand, type Ceremony, mayTake } from './ceremony.js'
import type { Entry } from './entry.js'
import type { CeremonyPlan } from './plan.js'

export const keyView = ({ key, kcv }: CeremonyPlan): CeremonyKeyView => ({
  label: key.label,
  slot: key.slot,
  usage: key.usage,
  algorithm: key.algorithm,
  bytes: key.bytes,
  method: kcv.method,
  expected: kcv.expected?.hex ?? null,
  expectedSource: kcv.source,
})

export const profileView = (plan: CeremonyPlan): CeremonyProfileView => ({
  id: plan.id,
  name: plan.name,
  key: keyView(plan),
  components: plan.printed.length,
})

export interface Running {
  readonly id: string
  readonly plan: CeremonyPlan
  readonly ceremony: Ceremony
  readonly entry: Entry | null
  readonly warnings: readonly string[]
  readonly fault: Fault | null
  readonly until: number | null
}

/** Combining lasts as long as a record takes to reach the disk: to people it is the approval that comes next. */
const stateOf = ({ state }: Ceremony): CeremonyState => (state === 'combining' ? 'approving' : state)

export const runningView = ({ id, plan, ceremony, entry, warnings, fault, until }: Running): RunningCeremonyView => ({
  id,
  name: plan.name,
  key: keyView(plan),
  state: stateOf(ceremony),
  components: plan.printed.map((printed, i) => componentView(ceremony, printed, i)),
  at: ceremony.state === 'ended' ? 0 : atHand(ceremony),
  entry: entry && { digits: entry.digits, of: entry.room, fewest: entry.fewest, refused: entry.refused },
  mayTake: mayTake(ceremony),
  taken: ceremony.state === 'differing' && ceremony.word !== null ? 1 : 0,
  combined: 'combined' in ceremony ? ceremony.combined : null,
  warnings,
  ending: ceremony.state === 'ended' ? ceremony.because : null,
  fault: fault && faultView(fault),
  until,
})

function componentView(ceremony: Ceremony, printed: string | null, i: number): ComponentView {
  const accepted = ceremony.accepted[i]
  if (accepted)
    return {
      number: i + 1,
      state: 'accepted',
      custodian: accepted.custodian,
      bag: accepted.bag,
      source: accepted.source,
      printed: accepted.printed,
      kcv: accepted.kcv,
      differs: accepted.taken.length > 0,
    }
  const now = i === ceremony.accepted.length && ceremony.state !== 'ended'
  const by = now && 'by' in ceremony ? ceremony.by : null
  return {
    number: i + 1,
    state: now ? 'now' : 'ahead',
    custodian: by?.custodian ?? null,
    bag: by?.bag ?? null,
    source: by?.source ?? null,
    printed: (now && 'printed' in ceremony ? ceremony.printed : null) ?? printed,
    kcv: now && 'kcv' in ceremony ? ceremony.kcv : null,
    differs: false,
  }
}
