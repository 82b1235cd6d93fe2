// Where a key ceremony is: a union of states, changed by a pure table alone. It knows check values and names, never a digit.
import type { ComponentSource, Ending } from '../contract/ceremony.js'
import { Fault } from '../contract/fault.js'

/** Who brings a component, out of which bag, and how. */
export interface Bringer {
  readonly custodian: string
  readonly bag: string | null
  readonly source: ComponentSource
}
export interface Accepted extends Bringer {
  readonly kcv: string
  readonly printed: string | null
  /** Who said to take it although its value is not the printed one; empty where it agrees. */
  readonly taken: readonly string[]
}

interface Common {
  /** How many components make the key. */
  readonly components: number
  readonly accepted: readonly Accepted[]
}
interface Brought extends Common {
  readonly by: Bringer
  /** What the entry before this one came to, of the same component; null for the first. */
  readonly earlier: string | null
}
interface Valued extends Brought {
  readonly kcv: string
  readonly printed: string | null
}

export type Ceremony =
  | (Common & { readonly state: 'awaiting' })
  | (Brought & { readonly state: 'entering' })
  | (Valued & { readonly state: 'checking' })
  /** `word`: who has said once to take it. */
  | (Valued & { readonly state: 'differing'; readonly word: string | null })
  | (Common & { readonly state: 'combining' })
  | (Common & { readonly state: 'approving'; readonly combined: string; readonly agrees: true | null })
  | (Common & { readonly state: 'ended'; readonly because: Ending | null; readonly combined: string | null })
export type CeremonyIn<State extends Ceremony['state']> = Extract<Ceremony, { state: State }>

export type CeremonyEvent =
  | { readonly kind: 'brought'; readonly by: Bringer }
  /** The component is whole; `agrees` with what is printed is null where that is not known here. */
  | { readonly kind: 'valued'; readonly kcv: string; readonly printed: string | null; readonly agrees: boolean | null }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'differs' }
  | { readonly kind: 'again' }
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'combined'; readonly kcv: string; readonly agrees: boolean | null }
  | { readonly kind: 'approved' }
  | { readonly kind: 'ended'; readonly because: Ending }
type EventOf<Kind extends CeremonyEvent['kind']> = Extract<CeremonyEvent, { kind: Kind }>

export const begun = (components: number): Ceremony => ({ state: 'awaiting', components, accepted: [] })

/** The component at hand, from 1; 0 once all are there. */
export const atHand = ({ components, accepted }: Ceremony): number =>
  accepted.length < components ? accepted.length + 1 : 0

/** Whether a component may be taken although it is not the printed one: two entries came to the same value. */
export const mayTake = (ceremony: Ceremony): boolean =>
  ceremony.state === 'differing' && ceremony.earlier === ceremony.kcv

const common = ({ components, accepted }: Ceremony): Common => ({ components, accepted })

const accept = (from: CeremonyIn<'checking' | 'differing'>, taken: readonly string[]): Ceremony => {
  const { components, by, kcv, printed } = from
  const accepted = [...from.accepted, { ...by, kcv, printed, taken }]
  return { state: accepted.length < components ? 'awaiting' : 'combining', components, accepted }
}

type Moves = {
  readonly [State in Ceremony['state']]: {
    readonly [Kind in CeremonyEvent['kind']]?: (from: CeremonyIn<State>, event: EventOf<Kind>) => Ceremony | null
  }
}
const ending = (from: Ceremony, { because }: EventOf<'ended'>): Ceremony => ({
  ...common(from),
  state: 'ended',
  because,
  combined: 'combined' in from ? from.combined : null,
})

const moves: Moves = {
  awaiting: {
    brought: (from, { by }) => ({ ...common(from), state: 'entering', by, earlier: null }),
    ended: ending,
  },
  entering: {
    valued: (from, { kcv, printed, agrees }) =>
      agrees === false
        ? { ...from, state: 'differing', kcv, printed, word: null }
        : { ...from, state: 'checking', kcv, printed },
    ended: ending,
  },
  checking: {
    confirmed: (from) => accept(from, []),
    differs: (from) => ({ ...from, state: 'differing', word: null }),
    ended: ending,
  },
  differing: {
    again: ({ components, accepted, by, kcv }) => ({ state: 'entering', components, accepted, by, earlier: kcv }),
    taken: (from, { by }) => {
      if (!mayTake(from)) return null
      return from.word === null ? { ...from, word: by } : accept(from, [from.word, by])
    },
    ended: ending,
  },
  combining: {
    combined: (from, { kcv, agrees }) =>
      agrees === false
        ? { ...common(from), state: 'ended', because: 'kcv-mismatch', combined: kcv }
        : { ...common(from), state: 'approving', combined: kcv, agrees },
    ended: ending,
  },
  approving: {
    approved: (from) => ({ ...common(from), state: 'ended', because: null, combined: from.combined }),
    ended: ending,
  },
  ended: {},
}

/** @throws ceremony/not-now where the event does not belong to the state */
export function next(ceremony: Ceremony, event: CeremonyEvent): Ceremony {
  const move = moves[ceremony.state][event.kind] as
    | ((from: Ceremony, event: CeremonyEvent) => Ceremony | null)
    | undefined
  const then = move?.(ceremony, event) ?? null
  if (then === null) throw new Fault('ceremony/not-now')
  return then
}
