// Bodies of the records that a ceremony leaves.
import type { Body } from '../audit/log.js'
import type { Ending } from '../contract/ceremony.js'
import type { Accepted, Bringer } from './ceremony.js'
import { type CeremonyPlan, nameOf } from './plan.js'

interface Of {
  readonly id: string
  readonly plan: CeremonyPlan
}

const of = ({ id, plan: { key } }: Of) => ({
  ceremony: id,
  label: key.label,
  slot: key.slot,
  usage: key.usage,
  algorithm: key.algorithm,
})
const kind = ({ kcv: { method, bytes } }: CeremonyPlan) => ({ method, bytes })

export const begunBody = (one: Of, networks: readonly string[]): Body<'ceremony-begun'> => ({
  ...of(one),
  name: one.plan.name,
  bytes: one.plan.key.bytes,
  components: one.plan.printed.length,
  kcv: { ...kind(one.plan), expected: one.plan.kcv.expected?.hex ?? null, source: one.plan.kcv.source },
  printed: one.plan.printed,
  networks,
})

const component = (one: Of, number: number, { custodian, bag }: Bringer) => ({
  ...of(one),
  component: number,
  components: one.plan.printed.length,
  custodian,
  bag,
})

export const acceptedBody = (one: Of, number: number, accepted: Accepted): Body<'component-accepted'> => ({
  ...component(one, number, accepted),
  key: nameOf(one.plan),
  source: accepted.source,
  kcv: accepted.kcv,
  printed: accepted.printed,
  differs: accepted.taken.length > 0,
  taken: accepted.taken,
})

export const refusedBody = (
  one: Of,
  number: number,
  by: Bringer,
  kcv: string,
  printed: string | null,
): Body<'component-refused'> => ({ ...component(one, number, by), source: by.source, kcv, printed })

export const combinedBody = (
  one: Of,
  result: {
    readonly kcv: string
    readonly agrees: boolean | null
    readonly accepted: readonly Accepted[]
    readonly warnings: readonly string[]
  },
): Body<'key-combined'> => ({
  ...of(one),
  kcv: {
    ...kind(one.plan),
    station: result.kcv,
    expected: one.plan.kcv.expected?.hex ?? null,
    source: one.plan.kcv.source,
  },
  agrees: result.agrees,
  componentKcvs: result.accepted.map(({ kcv }) => kcv),
  custodians: result.accepted.map(({ custodian }) => custodian),
  warnings: result.warnings,
})

export const approvedBody = (one: Of, kcv: string, by: string): Body<'key-approved'> => ({
  ...of(one),
  kcv,
  by,
  ...one.plan.life,
})

export const abortedBody = (one: Of, number: number, because: Ending): Body<'ceremony-aborted'> => ({
  ...of(one),
  because,
  component: number,
})

export const wipedBody = (
  one: Of & { readonly kcv: string; readonly loads: number },
  because: Ending,
): Body<'key-wiped'> => ({ ...of(one), kcv: one.kcv, because, loads: one.plan.life.loads - one.loads })
