// How a simulated terminal may misbehave: a table of names, and the reader of `name` and `name=argument`.
import { Fault } from '../contract/fault.js'

export interface Behaviour {
  /** One line for the help text. */
  readonly about: string
  /** Absent: the name stands alone. */
  readonly takes?: {
    readonly like: RegExp
    readonly expected: string
    /** The only arguments there are. */
    readonly among?: readonly string[]
    /** In force where the behaviour is not named. */
    readonly otherwise?: string
    /** The name may stand without an argument. */
    readonly optional?: true
  }
}
export type BehaviourTable = Readonly<Record<string, Behaviour>>

/** See simulator-holds. */
export const holdingNames = [
  ...(['zero-key', 'test-key', 'first-component', 'halves-swapped', 'left-half', 'right-half', 'zero-padded'] as const),
  ...(['bytes-reversed', 'halves-reversed', 'words-reversed', 'complemented', 'one-digit-off'] as const),
  ...(['nibbles-swapped', 'seven-bit', 'hex-text', 'xon-xoff', 'cr-lf', 'variant', 'another'] as const),
] as const

const milliseconds = /^\d{1,5}$/

/** Faults of the line and the cable: the same for every family, carried out by simulator-line.ts. */
export const lineBehaviours = {
  'silent-after-load': { about: 'carries a load out and never answers it; other commands are answered' },
  'cut-after-load': { about: 'carries a load out, then the cable is pulled before the answer; see replug' },
  'cut-before-load': { about: 'the cable is pulled when a load has arrived, before it is carried out; see replug' },
  replug: {
    about: 'how long a pulled cable stays out; the terminal comes back on a new pty with its keys',
    takes: { like: /^(\d{1,5}|never)$/, expected: 'replug=MS or replug=never', otherwise: '1500' },
  },
  'bad-checksum-once': { about: 'carries the first load out and answers it with a wrong checksum' },
  garbage: {
    about: 'noise before every answer: 1 to 16 bytes that are no control bytes; garbage=any: of any value',
    takes: { like: /^any$/, expected: 'garbage or garbage=any', optional: true },
  },
  split: { about: 'sends every answer byte by byte, each by itself' },
  slow: {
    about: 'waits so many milliseconds before every answer',
    takes: { like: milliseconds, expected: 'slow=MS, 0 to 99999' },
  },
  silent: { about: 'never answers and never does anything' },
  'stale-bytes': { about: 'after plugging in, answers to somebody else come as soon as the first byte is sent' },
  'boot-chatter': { about: 'after plugging in, says its boot messages when first spoken to, before it answers' },
} as const satisfies BehaviourTable

/** Faults of the key store: same names everywhere; a family takes into its table those that it carries out. */
export const keyBehaviours = {
  'wrong-kcv': { about: 'stores the key and reports another check value, in answers to loads and in read-backs' },
  'echo-kcv': { about: 'checks nothing and answers a load with the check value that it was sent' },
  stale: { about: 'every slot holds an old key, and a load that is answered with success leaves it there' },
  'nak-once': { about: 'refuses the first load' },
  refuse: {
    about: 'answers every load with this result code',
    takes: { like: /^[-0-9A-Za-z]{1,8}$/, expected: 'refuse=CODE' },
  },
  holds: {
    about: 'keeps something else than the key that it took, and says so by its check value: for practising',
    takes: { like: /^[a-z]+(-[a-z]+)*$/, expected: `holds=${holdingNames.join(', holds=')}`, among: holdingNames },
  },
  tampered: { about: 'its tamper switch has tripped: the keys are gone and none is taken' },
} as const satisfies BehaviourTable

/** The behaviours asked for. Asking about a name that no table has is a mistake in the program, and throws. */
export interface Behaves {
  has(name: string): boolean
  /** The argument given, or what holds without one; '' where there is none. */
  arg(name: string): string
}

/**
 * @param asked `name` or `name=argument`; of a name given twice the last counts
 * @throws devices/bad-setting with the names there are
 */
export function readBehaviours(driver: string, family: BehaviourTable, asked: readonly string[]): Behaves {
  const table = new Map<string, Behaviour>(Object.entries({ ...lineBehaviours, ...family }))
  const given = new Map<string, string>()
  for (const text of asked) {
    const [, name = '', argument] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? []
    const row = table.get(name)
    if (!row) throw refused(driver, name, 'no such behaviour', [...table.keys()].join(', '))
    if (!fits(row, argument)) {
      throw refused(driver, name, 'argument does not fit', row.takes?.expected ?? `${name} without an argument`)
    }
    given.set(name, argument ?? '')
  }
  const known = (name: string) => {
    const row = table.get(name)
    if (!row) throw new TypeError(`no behaviour ${name}`)
    return row
  }
  return {
    has: (name) => {
      known(name)
      return given.has(name)
    },
    arg: (name) => {
      const { takes } = known(name)
      return given.get(name) ?? takes?.otherwise ?? ''
    },
  }
}

const fits = ({ takes }: Behaviour, argument: string | undefined): boolean => {
  if (!takes) return argument === undefined
  return argument === undefined
    ? takes.optional === true
    : takes.like.test(argument) && (takes.among?.includes(argument) ?? true)
}
const refused = (driver: string, name: string, problem: string, expected: string) =>
  new Fault('devices/bad-setting', {
    driver,
    setting: JSON.stringify(name).slice(1, -1).slice(0, 40),
    problem,
    expected,
  })
