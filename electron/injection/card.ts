// A port's card as a pure fold over what happened to it. What can be done now is derived, never stored.
import type { LoggedAttempt } from '../audit/log.js'
import type { InjectionEvent, KcvComparison } from '../contract/events.js'
import { Fault } from '../contract/fault.js'
import type { DeviceIdentity } from '../contract/values.js'
import type { CardAction, CardStep, KeyRowView, PortCardView, StationView } from '../contract/views.js'
import type { Family, SettingValues } from '../devices/driver.js'
import type { EraseConsent } from './context.js'
import { vanishing } from './erase-gate.js'
import { shown } from './outcome.js'
import type { PreparedJob, PreparedKey } from './prepare.js'

export type Card = Omit<PortCardView, 'actions' | 'byPeople' | 'driverTitle' | 'outcome'> & {
  /** Whether a key row's slot can be read back by this family. */
  readonly readable: readonly string[]
  /** Keys are being loaded, rather than one read back: that can be stopped. */
  readonly loading: boolean
  /** Serial number that a person read off the label of a terminal that tells none. */
  readonly scanned: string | null
}

export const freshRow = ({ label, slot, usage }: Pick<KeyRowView, 'label' | 'slot' | 'usage'>): KeyRowView => ({
  label,
  slot,
  usage,
  state: 'waiting',
  kcv: null,
  readBack: false,
  vanishing: [],
  ask: null,
  withheld: false,
  outcome: null,
  closed: false,
  attempt: null,
  seq: null,
  ms: null,
  warnings: [],
  code: null,
  fault: null,
})

/** The rows of a job's keys for the device on this card. @throws injection/not-listed */
export function rowsOf(job: PreparedJob, { device }: Card): readonly KeyRowView[] {
  const serial = device?.serial ?? null
  const own = job.perDevice ? job.keysFor(serial) : job.all
  if (!own) throw new Fault('injection/not-listed', { serial })
  return own.map((key) => ({ ...freshRow(key), kcv: awaited(key) }))
}

/** A comparison that waits for the device's value. */
export const unanswered = (known: Omit<KcvComparison, 'reported' | 'provenance' | 'verdict'>): KcvComparison => ({
  ...known,
  reported: null,
  provenance: 'none',
  verdict: 'none',
})

type Heard<Name extends InjectionEvent['event']> = Extract<InjectionEvent, { event: Name }>
type Folds = { readonly [Name in InjectionEvent['event']]: (card: Card, event: Heard<Name>) => Card }

const folds: Folds = {
  'attempt-intent': (card, { label, slot, attempt }) =>
    row(at(card, 'identify'), (key) => key.label === label && key.slot === slot && key.state === 'waiting', {
      state: 'working',
      attempt,
    }),
  device: (card, event) => ({ ...at(card, 'slots'), device: identityOf(event) }),
  slots: (card, { when, attempt, slots }) =>
    when === 'before' ? row(at(card, 'armed'), ofAttempt(attempt), { vanishing: vanishing(slots) }) : card,
  'attempt-armed': (card) => at(card, 'load'),
  'functional-test': (card, { attempt, ask }) => row(at(card, 'read-back'), ofAttempt(attempt), { ask }),
  kcv: (card, { event: _, attempt, port: __, ...kcv }) =>
    row(at(card, 'record'), ofAttempt(attempt), { kcv, readBack: kcv.reported !== null && isReadable(card, attempt) }),
  'attempt-result': (card, { attempt, outcome, seq, ms, warnings, code, fault }) =>
    row(card, ofAttempt(attempt), { state: 'done', ask: null, outcome, seq, ms, warnings, code, fault }),
  // Without a label the whole device was refused.
  skipped: (card, { label, fault }) => ({
    ...row(card, (key) => key.label === label && key.state === 'waiting', { state: 'skipped' }),
    fault: fault ?? card.fault,
  }),
}

/** The card after an event of its port. */
export const fold = (card: Card, event: InjectionEvent): Card =>
  (folds[event.event] as (card: Card, event: InjectionEvent) => Card)(card, event)

/** Where a value can be read back, it always is, and the one read back is the one that is shown. */
const isReadable = (card: Card, attempt: string): boolean =>
  card.keys.some((key) => key.attempt === attempt && card.readable.includes(key.usage))

const at = (card: Card, step: CardStep): Card => ({ ...card, step })
const ofAttempt = (attempt: string) => (key: KeyRowView) => key.attempt === attempt
const row = (card: Card, which: (key: KeyRowView) => boolean, change: Partial<KeyRowView>): Card => {
  const index = card.keys.findIndex(which)
  return { ...card, keys: card.keys.map((key, i) => (i === index ? { ...key, ...change } : key)) }
}

const identityOf = ({ family, serial, serialSource, model, firmware, tampered }: DeviceIdentity): DeviceIdentity => ({
  family,
  serial,
  serialSource,
  model,
  firmware,
  tampered,
})

/** The card's verdict once all its keys ended: one key's own outcome, or how complete the device is. */
export function cardOutcome({ keys }: Card): PortCardView['outcome'] {
  if (keys.length === 0 || keys.some(({ state }) => state === 'waiting' || state === 'working')) return null
  const [only] = keys
  if (keys.length === 1 && only && !only.closed) return only.outcome
  const worst = grave.find((is) => keys.some(is.row))
  if (worst) return worst.outcome
  if (keys.every(({ outcome }) => outcome === 'attested' || outcome === 'injected') && keys.some(isAttested))
    return 'attested'
  const good = keys.filter(({ outcome }) => outcome === 'injected').length
  return good === keys.length ? 'complete' : good > 0 ? 'partial' : 'failed'
}

/** Another terminal answered than the one that the work was begun for. */
export const wasSwapped = ({ fault, keys }: Card): boolean =>
  [fault, ...keys.map((key) => key.fault)].some((one) => one?.code === 'injection/swapped')

const isAttested = ({ outcome }: KeyRowView): boolean => outcome === 'attested'
const isOpen = ({ outcome, closed }: KeyRowView): boolean => outcome === 'indeterminate' && !closed

/** What one key of a set says for the whole device, worst first. */
const grave: readonly { readonly outcome: NonNullable<PortCardView['outcome']>; row(key: KeyRowView): boolean }[] = [
  { outcome: 'indeterminate', row: isOpen },
  { outcome: 'closed', row: ({ closed }) => closed },
]

/** The attempt whose result is not known, if there is one. */
export const openRow = (card: Card): KeyRowView | undefined => card.keys.find(isOpen)

/** A load is offered only where it is safe: never after an attempt whose result is not known. */
export function actionsOf(card: Card): readonly CardAction[] {
  if (card.presence === 'working') return card.loading && !card.stopping ? ['stop'] : []
  if (card.presence === 'identifying') return []
  const open = openRow(card)
  // By its number an attempt that was begun with one is settled.
  const nameless = card.device?.serial === null || card.device?.serialSource === 'scanned'
  const scan = nameless && card.presence === 'ready' ? (['scan'] as const) : []
  if (open)
    return [
      ...(card.presence === 'ready' && card.readable.includes(open.usage) ? (['read-back'] as const) : []),
      ...scan,
      'close-attempt',
      'remove',
    ]
  if (card.presence === 'gone') return ['rename', 'remove']
  if (card.driver === null) return ['family', 'probe', 'rename', 'remove']
  if (card.presence !== 'ready') return ['identify', 'family', 'settings', 'rename', 'remove']
  const start = card.profile ? (['start'] as const) : []
  const erase = erasingRow(card) ? (['allow-erase'] as const) : []
  return [...erase, ...start, ...scan, 'choose', 'identify', 'family', 'settings', 'rename', 'remove']
}

/**
 * The key whose load waits for somebody to agree to what it removes. A device without a serial number may be another by
 * then: it is known by the keys that were shown, and has to give the check value of each.
 */
export const erasingRow = ({ keys, device }: Card): KeyRowView | undefined =>
  keys.find(
    ({ fault, vanishing: lost }) =>
      fault?.code === 'injection/would-erase' && device && (device.serial !== null || lost.every(({ kcv }) => kcv)),
  )

/** What a person agrees to by confirming this attempt's erasure: the keys that were shown. @throws injection/nothing-to-erase where it waits for no such thing */
export function consentTo(card: Card, attempt: string): EraseConsent {
  const row = actionsOf(card).includes('allow-erase') ? erasingRow(card) : undefined
  if (row?.attempt !== attempt) throw new Fault('injection/nothing-to-erase', { port: card.port, attempt })
  return { serial: card.device!.serial, slots: row.vanishing }
}

export const settledRow = (
  card: Card,
  attempt: string,
  change: Pick<KeyRowView, 'outcome'> & Partial<KeyRowView>,
): Card => row(card, ofAttempt(attempt), change)

/** Nothing is under way. */
export const atRest = { step: null, startedAt: null, loading: false, stopping: false, loadsUntil: null } as const

/** A port nobody has looked at yet. @param readable usages whose check value the family can read back */
export const freshCard = (
  card: Pick<Card, 'port' | 'driver' | 'simulated' | 'label' | 'readable'> &
    Partial<Pick<Card, 'place' | 'suggested' | 'baud' | 'settings'>>,
): Card => ({
  place: null,
  suggested: [],
  baud: null,
  settings: {},
  scanned: null,
  ...card,
  presence: 'empty',
  device: null,
  profile: null,
  keys: [],
  ...atRest,
  fault: null,
  line: null,
})

/** What is known of a comparison before the device has said anything. */
export const awaited = ({ label, slot, expected, source, station, method, bytes }: PreparedKey) =>
  unanswered({
    label,
    slot,
    expected: shown(expected, bytes),
    expectedSource: expected ? source : null,
    station: shown(station, bytes),
    method,
    bytes,
  })

/** The row of an attempt of an earlier run whose result is not known. */
export const unsettledRow = ({ attempt, label, slot, usage, kcv }: LoggedAttempt): KeyRowView => ({
  ...freshRow({ label, slot, usage }),
  state: 'done',
  attempt,
  outcome: 'indeterminate',
  kcv: unanswered({ ...kcv, label, slot }),
})

/** Usages whose check value the family can read back, under these settings. */
export const readableUsages = (driver: Family, settings: SettingValues): readonly string[] =>
  driver
    .loads({ ...Object.fromEntries(driver.settings.map((setting) => [setting.name, setting.default])), ...settings })
    .filter((load) => load.readBack)
    .map((load) => load.usage)

/** How far the bench is, over the cards that have keys to load. */
export function tallyOf(views: readonly PortCardView[]): StationView['tally'] {
  const ended = views.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]))
  const good = ended.filter((outcome) => outcome === 'injected' || outcome === 'complete').length
  const total = views.filter(({ keys }) => keys.length > 0).length
  // Attested is as good as a terminal without a line can end: no success that is proven, and no failure.
  const attested = ended.filter((outcome) => outcome === 'attested').length
  return { total, finished: ended.length, good, bad: ended.length - good - attested }
}

/** Whether the very same terminal answers; one without a serial number is never known again. */
export const sameDevice = (a: DeviceIdentity, b: DeviceIdentity): boolean =>
  a.serial !== null && a.serial === b.serial && a.family === b.family

/** It has been given this profile, and nothing was done with it yet. */
export const waitsFor = ({ profile, presence, keys }: Card, id: string): boolean =>
  profile === id && presence !== 'working' && keys.every(({ outcome }) => outcome === null)
