// Ceremonies without a window: keys typed one at a time, a log that is a list, a clock that is moved by hand.
import type { Body, CallersType } from '../../electron/audit/log.js'
import { Ceremonies } from '../../electron/ceremony/ceremonies.js'
import type { CeremonyDoors, OfferedKey } from '../../electron/ceremony/doors.js'
import { type CeremonyFile, planOf } from '../../electron/ceremony/plan.js'
import { practiceCeremony } from '../../electron/ceremony/practice.js'
import type { KeyPress } from '../../electron/ceremony/press.js'
import { Fault } from '../../electron/contract/fault.js'
import type { Mode } from '../../electron/contract/values.js'

/** ANSI X9.24-1's initial key, and what makes the reference key 0123456789ABCDEFFEDCBA9876543210 of it; both published. */
export const FIRST = '6AC292FAA1315B4D858AB3A3D7D5933A'
export const SECOND = '6BE1D79D289A96A27B56093BA181A12A'
export const FIRST_KCV = 'AF8C07'
export const COMBINED_KCV = '08D7B4'

const plain = { isAutoRepeat: false, isComposing: false, control: false, alt: false, meta: false, shift: false }
export const pressed = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({ ...plain, key, ...change })

export interface CeremonyBench {
  readonly ceremonies: Ceremonies
  readonly records: { readonly type: string; readonly body: Record<string, unknown> }[]
  readonly offered: Map<string, OfferedKey>
  /** Who is signed in from now on. */
  sign(person: string): void
  type(text: string): void
  key(key: string, change?: Partial<KeyPress>): void
  /** A component is brought by keyboard and typed to its end. */
  bring(text: string): Promise<void>
  /** Time goes on. */
  pass(ms: number): void
  capturing(): boolean
  /** Everything that was asked for has been done. */
  settled(): Promise<void>
  component: Uint8Array | null
  /** What the card in the reader does with a PIN. */
  card: CeremonyDoors['readCard']
}

const noCard: CeremonyDoors['readCard'] = async () => {
  throw new Fault('cards/no-card', {})
}

interface Options {
  readonly mode?: Mode
  readonly file?: CeremonyFile
  readonly append?: (type: string) => Promise<void>
  readonly mayEnter?: CeremonyDoors['mayEnter']
  readonly mayCombine?: CeremonyDoors['mayCombine']
  readonly networks?: readonly string[]
}

export function ceremonyBench({
  mode = 'lab',
  file,
  append,
  mayEnter = () => {},
  mayCombine = () => {},
  networks = [],
}: Options = {}): CeremonyBench {
  const records: { type: string; body: Record<string, unknown> }[] = []
  const offered = new Map<string, OfferedKey>()
  const timers = new Set<{ readonly at: number; readonly then: () => void }>()
  let now = 1_000_000
  let person = 'lab'
  let heard: ((press: KeyPress) => void) | null = null
  const plan = planOf(
    'plan',
    file ?? { ...practiceCeremony, lab: mode === 'lab' },
    mode,
    mode === 'lab' ? 'legacy' : 'pci',
  )
  const bench = { component: null as Uint8Array | null, card: noCard as CeremonyDoors['readCard'] }
  const ceremonies = new Ceremonies(
    {
      mode,
      profile: plan.profile,
      append: async <Type extends CallersType>(type: Type, body: Body<Type>) => {
        await append?.(type)
        records.push({ type, body: body as Record<string, unknown> })
      },
      who: () => ({ actors: [person], role: 'any', session: null }),
      mayEnter,
      mayCombine,
      networks: () => networks,
      keys: {
        keypads: () => [],
        designated: () => null,
        designate: () => {},
        open: () => {
          throw new Fault('ceremony/no-keypad')
        },
      },
      capture: async (listener) => {
        heard = listener
        return () => {
          if (heard === listener) heard = null
        }
      },
      pickComponent: async () => bench.component,
      readCard: (pin) => bench.card(pin),
      now: () => now,
      after: (ms, then) => {
        const timer = { at: now + ms, then }
        timers.add(timer)
        return () => timers.delete(timer)
      },
      changed: () => {},
      notice: () => {},
      offer: (one) => offered.set(one.id, one),
      withdraw: (id) => offered.delete(id),
    },
    [plan],
  )
  const key = (sign: string, change: Partial<KeyPress> = {}) => heard?.(pressed(sign, change))
  const type = (text: string) => {
    for (const sign of text) key(sign)
  }
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
  return Object.assign(bench, {
    ceremonies,
    records,
    offered,
    sign: (who: string) => {
      person = who
    },
    key,
    type,
    bring: async (text: string) => {
      await ceremonies.bring('keyboard', '')
      type(text)
      key('Enter')
      await settled()
    },
    pass: (ms: number) => {
      now += ms
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer)
        timer.then()
      }
    },
    capturing: () => heard !== null,
    settled,
  })
}

const of = { ceremony: 'cer-1', label: 'TPK', slot: 2, usage: 'TPK', algorithm: 'tdes' } as const
const component = { ...of, component: 1, components: 2, custodian: 'zhang', bag: 'BAG-0042' } as const
const kcv = { method: 'tdes-zeros', bytes: 3, expected: '08D7B4', source: 'letter' } as const

/** One body of each record that a ceremony leaves. */
export const ceremonySamples = {
  'ceremony-begun': {
    ...of,
    name: 'TPK 2026-11',
    bytes: 16,
    components: 2,
    kcv,
    printed: ['AF8C07', null],
    networks: ['eth0'],
  },
  'component-accepted': {
    ...component,
    key: 'TPK/2/TPK',
    source: 'keyboard',
    kcv: 'AF8C07',
    printed: 'AF8C07',
    differs: false,
    taken: [],
  },
  'component-refused': { ...component, source: 'keypad', kcv: 'A1B2C3', printed: 'AF8C07' },
  'key-combined': {
    ...of,
    kcv: { ...kcv, station: '08D7B4' },
    agrees: true,
    componentKcvs: ['AF8C07', 'D4E5F6'],
    custodians: ['zhang', 'li'],
    warnings: ['station-combine'],
  },
  'key-approved': { ...of, kcv: '08D7B4', by: 'wang', loads: 32, idleMinutes: 15 },
  'ceremony-aborted': { ...of, because: 'left-window', component: 2 },
  'key-wiped': { ...of, kcv: '08D7B4', because: 'idle', loads: 3 },
} as const
