// What a card says in big words: made from its outcome, its fault, its step or its presence, in that order of weight.
import type { FaultView } from '../../../electron/contract/fault.js'
import type { Outcome } from '../../../electron/contract/values.js'
import type { CardAction, CardStep, KeyRowView, PortCardView } from '../../../electron/contract/views.js'
import { steps } from '../../parts/step-rail'
import { outcomeTone, type Tone } from '../../parts/tone'
import type { OutcomeText } from '../../text/sentences'
import type { Speech } from '../../text/use-text'

export interface Headline {
  readonly tone: Tone
  readonly word: string
  readonly happened: string | null
  /** The fault's own sentence, where there is one. */
  readonly cause: string | null
  readonly means: string | null
  readonly now: string
  readonly code: string | null
  /** The one line there is room for on a small card. */
  readonly brief: string
}

export function headline(card: PortCardView, { bench, people, shell, say }: Speech): Headline {
  const key = worstKey(card.keys)
  // The card's own fault is always the newer one: a read-back that failed, after the load that did.
  const fault = card.fault ?? key?.fault ?? null
  const told = (text: Partial<Headline> & Pick<Headline, 'tone' | 'word' | 'now'>): Headline => ({
    brief: text.now,
    happened: null,
    cause: fault ? say(fault.message) : null,
    means: null,
    code: codes(fault, key),
    ...text,
  })
  if (card.presence === 'working') {
    const step = card.step ? ((card.byPeople ? people.steps[card.step] : null) ?? bench.steps[card.step]) : null
    const { word, now } = bench.presence.working
    const ask = card.keys.find((one) => one.ask)?.ask
    const doing = ask ? say(ask) : card.stopping ? bench.stopping : (step?.doing ?? now)
    return told({ tone: 'busy', word: step?.name ?? word, now: doing, cause: null, code: null })
  }
  if (card.outcome) {
    const text = {
      ...bench.outcomes[card.outcome],
      ...byHand(card, people),
      ...adviceWhileUnsettled(card, bench),
      ...adviceOnErasing(card, bench),
    }
    // Nothing was sent: the cause is what there is to know. A refusal is nothing without the device's own code.
    const cause = card.outcome === 'abandoned' && fault ? say(fault.message) : text.now
    const brief = card.outcome === 'refused' && key?.code ? `${bench.code} ${key.code} · ${cause}` : cause
    return told({ tone: outcomeTone[card.outcome], ...text, brief })
  }
  if (card.presence === 'identifying') return told({ tone: 'busy', ...bench.presence.identifying, cause: null })
  if (card.presence === 'gone') return told({ tone: 'warn', ...bench.presence.gone })
  if (card.fault) {
    return told({
      tone: 'bad',
      word: bench.attention,
      now: shell.next[card.fault.next],
      brief: say(card.fault.message),
    })
  }
  if (card.driver === null) return told({ tone: 'idle', ...bench.chooseFamily })
  if (card.presence === 'ready' && !card.profile) return told({ tone: 'idle', ...bench.chooseFirst })
  return told({ tone: 'idle', ...bench.presence[card.presence] })
}

/** What an outcome says where people loaded and read by hand: no cable, no answer of a device. */
function byHand({ byPeople, outcome, keys }: PortCardView, people: Speech['people']): Partial<OutcomeText> {
  if (!byPeople || outcome === null) return {}
  if (outcome === 'attested' && keys.some(({ warnings }) => warnings.includes('single-person'))) return people.byOne
  return outcome in people.outcomes ? people.outcomes[outcome as keyof typeof people.outcomes] : {}
}

/** What to do about a result that is not known depends on whether the terminal is there and can be asked. */
function adviceWhileUnsettled(card: PortCardView, bench: Speech['bench']): { readonly now?: string } {
  if (!isUnsettled(card)) return {}
  if (card.presence === 'gone') return { now: bench.unsettled.awaited }
  return card.presence === 'ready' && !card.actions.includes('read-back') ? { now: bench.unsettled.unreadable } : {}
}
/** A load that the station held back: the device refused nothing and is as it was. */
const adviceOnErasing = (
  card: PortCardView,
  bench: Speech['bench'],
): Partial<Speech['bench']['outcomes']['refused']> =>
  card.outcome === 'refused' && erasingKey(card) ? bench.erasing.held : {}

const isOpen = ({ outcome, closed }: KeyRowView): boolean => outcome === 'indeterminate' && !closed
const isUnsettled = ({ keys }: PortCardView): boolean => keys.some(isOpen)

/** The device's own code explains a refusal only; on a success or a mismatch it would say that all is well. */
const codes = (fault: FaultView | null, key: KeyRowView | null): string | null =>
  [key?.outcome === 'refused' ? key.code : null, fault?.code].filter((code) => code).join(' · ') || null

const worstFirst: readonly Outcome[] = [
  'indeterminate',
  'mismatched',
  'refused',
  'unverified',
  'attested',
  'already-present',
  'abandoned',
  'injected',
]

/** The key whose outcome is the gravest; null while none has ended. */
export const worstKey = (keys: readonly KeyRowView[]): KeyRowView | null =>
  worstFirst.flatMap((outcome) => keys.filter((key) => key.outcome === outcome))[0] ?? null

/** The key a small card shows: the one under way, else the gravest, else the first. */
export const keyToShow = (keys: readonly KeyRowView[]): KeyRowView | null =>
  keys.find((key) => key.state === 'working') ?? worstKey(keys) ?? keys[0] ?? null

/** Refused by the station, before anything was armed; a refusal of the device carries its own fault. */
const heldBack = ({ outcome, fault }: KeyRowView): boolean =>
  outcome === 'refused' && fault !== null && fault.code !== 'devices/refused'

/** The steps an ended attempt is known to have gone through. */
export function stepsPast({ presence, outcome, keys }: PortCardView): readonly CardStep[] {
  if (outcome === null || presence === 'working') return []
  if (outcome === 'abandoned') return ['record']
  if (keys.some(heldBack)) return ['identify', 'slots', 'record']
  const readBack = keys.some((key) => key.readBack)
  return steps.filter((step) => readBack || step !== 'read-back')
}

/** The attempt that can be read back or closed. */
export const openAttempt = (keys: readonly KeyRowView[]): string | null =>
  keys.find(isOpen)?.attempt ?? worstKey(keys)?.attempt ?? null

/** The key whose load waits for somebody to agree to what it removes. */
export const erasingKey = ({ keys }: PortCardView): KeyRowView | null =>
  keys.find(({ fault }) => fault?.code === 'injection/would-erase') ?? null

/** How a key ended; one whose unknown attempt was closed is not `not carried out`: its key was sent. */
export const keyEnd = ({ outcome, closed }: KeyRowView): Outcome | 'closed' | null => (closed ? 'closed' : outcome)

/** What the load is called: again only where a load has been before. */
export const startWord = ({ outcome }: PortCardView, bench: Speech['bench']): string =>
  outcome === null || outcome === 'abandoned' ? bench.actions.start : bench.again

const byWeight = [
  'stop',
  'read-back',
  'allow-erase',
  'start',
  'choose',
  'identify',
  'close-attempt',
  'family',
] as const satisfies readonly CardAction[]
/** After these, a further load is the obvious step; after the others it is offered in the menu only. */
const loadAgain: readonly PortCardView['outcome'][] = [null, 'refused', 'abandoned']

/** The one action a card puts forward; null where the work on it is done or under way. */
export function primaryAction(card: PortCardView): (typeof byWeight)[number] | null {
  const first = byWeight.find((action) => card.actions.includes(action)) ?? null
  // Closing gives up the answer for good: put forward only where the terminal is there and cannot be asked.
  if (first === 'close-attempt') return card.presence === 'ready' ? first : null
  if (first === 'stop' || first === 'read-back' || first === 'identify' || first === 'allow-erase') return first
  if (isDone(card) && card.actions.includes('identify')) return 'identify'
  return loadAgain.includes(card.outcome) ? first : null
}

/** No cable tells that the next terminal is there: a person says so. */
const isDone = ({ byPeople, outcome }: PortCardView): boolean =>
  byPeople && outcome !== null && !loadAgain.includes(outcome)
export const isNext = (card: PortCardView, action: CardAction): boolean => action === 'identify' && isDone(card)

/** Loads that `start all` begins: ready, chosen, and nothing loaded there yet. */
export const canStart = (card: PortCardView): boolean =>
  card.presence === 'ready' && card.profile !== null && card.outcome === null && card.actions.includes('start')
