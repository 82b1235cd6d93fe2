// What is done to a load, and how it then has to end: the rules of outcomes, said once more and not taken from the code.
import type { Outcome } from '../../../electron/contract/values.js'
import type { LoadCapability } from '../../../electron/devices/driver.js'
import type { Way } from './plan.js'
import type { Scene } from './stage.js'

export interface Facts {
  readonly way: Way
  readonly capability: LoadCapability
  /** Whether the device tells what a slot holds, of this very key. */
  readonly reads: boolean
  /** The station holds the clear key and computes its value itself. */
  readonly holds: boolean
  /** The device computes a value over what it stored, or compares the one it was sent. */
  readonly proves: boolean
  /** How a load has to end that nothing is wrong with. */
  readonly good: Outcome
}

export const factsOf = (way: Way, reads: boolean): Facts => {
  const { capability, form } = way
  const { provenance } = capability
  return {
    way,
    capability,
    reads,
    holds: form === 'components' || form === 'initial-key',
    proves: provenance === 'computed' || provenance === 'checked',
    // A checked pass is believed for a model and firmware that once refused a wrong value: here none has been tried.
    good: provenance === 'computed' || reads ? 'injected' : 'unverified',
  }
}

export interface Row {
  readonly name: string
  readonly about: string
  readonly scene: Partial<Pick<Scene, 'behave' | 'expected' | 'loadedBefore' | 'fromTheStart' | 'qualified'>>
  /** Every outcome that the rules allow; most rows have one. */
  readonly allowed: (facts: Facts) => readonly Outcome[]
}

/** No key has it. */
const WRONG = 'DEADBE'
const good = ({ good }: Facts): readonly Outcome[] => [good]
/** The answer to the load is lost, and the slot decides where it can be read. */
const lost = ({ reads }: Facts): readonly Outcome[] => [reads ? 'injected' : 'indeterminate']
/** A value that is not the key's: seen where the device makes or checks one, invisible where it echoes or has none. */
const seen = ({ proves, reads, capability }: Facts): readonly Outcome[] => {
  if (proves || reads) return ['mismatched']
  // Even an echo should be of what was sent.
  return capability.provenance === 'echoed' ? ['mismatched', 'unverified'] : ['unverified']
}

export const rows: readonly Row[] = [
  { name: 'good', about: 'nothing is wrong', scene: {}, allowed: good },
  {
    name: 'qualified',
    about:
      'nothing is wrong, and a device of this model and firmware has refused a wrong value: a checked pass is believed',
    scene: { qualified: true },
    allowed: ({ capability, good: usual }) => [capability.provenance === 'checked' ? 'injected' : usual],
  },
  {
    name: 'wrong letter',
    about:
      'the letter has another check value: the station stops where it holds the key, else the device must disagree, by a code for it or another',
    scene: { expected: WRONG },
    allowed: (facts) => (facts.holds ? ['abandoned'] : [...seen(facts), 'mismatched', 'refused']),
  },
  {
    name: 'again',
    about: 'the very key is there already: a match proves nothing, unless a load erases first',
    scene: { loadedBefore: 1 },
    allowed: ({ way, capability, reads, good: usual }) => [
      reads ? 'already-present' : usual,
      'refused',
      // What it travelled under the first time is gone: it has taken its place.
      ...(way.under === capability.usage || capability.factoryKey ? (['mismatched'] as const) : []),
    ],
  },
  { name: 'refuse', about: 'the device refuses by a code', scene: { behave: ['refuse'] }, allowed: () => ['refused'] },
  {
    name: 'nak-once',
    about:
      'the device refuses the first time: taken at the second by families with a NAK, which says nothing was taken',
    scene: { behave: ['nak-once'] },
    allowed: ({ good: usual }) => [usual, 'refused', 'indeterminate'],
  },
  {
    name: 'wrong-kcv',
    about: 'the device stores the key and reports another value',
    scene: { behave: ['wrong-kcv'] },
    allowed: seen,
  },
  {
    name: 'echo-kcv',
    about: 'the device gives back what it was given',
    scene: { behave: ['echo-kcv'] },
    allowed: ({ good: usual }) => [usual, 'unverified'],
  },
  {
    name: 'stale',
    about: 'the device says done and keeps its old key',
    scene: { behave: ['stale'] },
    // Where the device is the only one who compares, and lies, nothing on the line can tell.
    allowed: (facts) => [
      ...seen(facts),
      'refused',
      ...(facts.capability.provenance === 'checked' && !facts.reads ? [facts.good] : []),
    ],
  },
  {
    name: 'silent-after-load',
    about: 'carried out and not answered; a family that says an answer again until it is acknowledged still does',
    scene: { behave: ['silent-after-load'] },
    allowed: (facts) => [...lost(facts), facts.good],
  },
  {
    name: 'cut-after-load',
    about: 'carried out, then the cable is out',
    scene: { behave: ['cut-after-load', 'replug=never'] },
    allowed: () => ['indeterminate'],
  },
  {
    name: 'cut-before-load',
    about: 'the cable is out before it is carried out',
    scene: { behave: ['cut-before-load', 'replug=never'] },
    allowed: () => ['indeterminate'],
  },
  {
    name: 'bad-checksum-once',
    about: 'the answer to the load is broken once: asked again by NAK where the family has one, else the slot decides',
    scene: { behave: ['bad-checksum-once'] },
    allowed: (facts) => [...lost(facts), facts.good],
  },
  { name: 'garbage', about: 'noise before every answer', scene: { behave: ['garbage'] }, allowed: good },
  { name: 'split', about: 'every answer byte by byte', scene: { behave: ['split'] }, allowed: good },
  { name: 'slow', about: 'half a second before every answer', scene: { behave: ['slow=500'] }, allowed: good },
  {
    name: 'stale-bytes',
    about: 'somebody else’s answers lie on the line',
    scene: { behave: ['stale-bytes'] },
    // Where answers name no command, somebody else's may leave a load open; it never makes it good.
    allowed: (facts) => [facts.good, 'indeterminate'],
  },
  {
    name: 'boot-chatter',
    about: 'boot messages before the first answer',
    scene: { behave: ['boot-chatter'] },
    allowed: good,
  },
  { name: 'silent', about: 'never a word', scene: { behave: ['silent'] }, allowed: () => ['abandoned'] },
  {
    name: 'tampered',
    about: 'the tamper switch has tripped',
    scene: { behave: ['tampered'], fromTheStart: true },
    allowed: () => ['refused', 'abandoned'],
  },
]
