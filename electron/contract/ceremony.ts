// A key ceremony as the window sees it and asks for it: counts, check values, names. No field takes or shows a digit.
import { z } from 'zod'
import type { FaultView } from './fault.js'
import { isKeyLike } from './key-like.js'
import { nothing, row } from './row.js'
import type { Algorithm, CheckValue, ExpectedSource, KeyUsage } from './values.js'

/**
 * Where a component comes from. `keyboard`: any keyboard of the station; `keypad`: the designated one, grabbed; `card`: a
 * component card, whose PIN is typed as digits are.
 */
export const componentSources = ['keyboard', 'keypad', 'file', 'card'] as const
export type ComponentSource = (typeof componentSources)[number]

/** Why a key press was not taken. Which sign it was is not told: a look-alike would tell the digit that was meant. */
export const pressRefusals = [
  'look-alike',
  'not-hex',
  'repeat',
  'input-method',
  'modifier',
  'paste',
  'full',
  'too-few',
] as const
export type PressRefusal = (typeof pressRefusals)[number]

/** Why a ceremony ended without a key, or a key was wiped. */
export const endings = [
  'aborted',
  'left-window',
  'screen-locked',
  'suspended',
  'user-switched',
  'idle',
  'closed',
  'page-gone',
  'keypad-lost',
  'kcv-mismatch',
  'identical-components',
  'zero-component',
  'rejected',
  'failed',
  'loads-used',
  'shift-ended',
  'wiped',
] as const
export type Ending = (typeof endings)[number]

export interface CeremonyProfileView {
  readonly id: string
  readonly name: string
  readonly key: CeremonyKeyView
  readonly components: number
}
export interface CeremonyKeyView {
  readonly label: string
  readonly slot: number
  readonly usage: KeyUsage
  readonly algorithm: Algorithm
  /** Length of the key and of each component. */
  readonly bytes: number
  readonly method: CheckValue['method']
  readonly expected: string | null
  readonly expectedSource: ExpectedSource | null
}

export type CeremonyState = 'awaiting' | 'entering' | 'checking' | 'differing' | 'approving' | 'ended'

export interface ComponentView {
  /** From 1. */
  readonly number: number
  readonly state: 'ahead' | 'now' | 'accepted'
  readonly custodian: string | null
  readonly bag: string | null
  readonly source: ComponentSource | null
  /** What its letter or its file says, where that is known here. */
  readonly printed: string | null
  /** What the station computed over what was entered. */
  readonly kcv: string | null
  /** It was taken although its value differs from the printed one. */
  readonly differs: boolean
}

export interface RunningCeremonyView {
  readonly id: string
  readonly name: string
  readonly key: CeremonyKeyView
  readonly state: CeremonyState
  readonly components: readonly ComponentView[]
  /** The component at hand, from 1; 0 once all are there. */
  readonly at: number
  /** While digits are taken. */
  readonly entry: {
    readonly digits: number
    readonly of: number
    /** From how many on it may be said to be all: as many as `of` for a component, fewer for a PIN. */
    readonly fewest: number
    readonly refused: { readonly because: PressRefusal; readonly count: number } | null
  } | null
  /** The same value came out of two entries: it may be taken although the letter says another. */
  readonly mayTake: boolean
  /** How often somebody has said to take it; the second time does. */
  readonly taken: 0 | 1
  readonly combined: string | null
  readonly warnings: readonly string[]
  readonly ending: Ending | null
  readonly fault: FaultView | null
  /** When the station gives up waiting, ms since 1970; null where it does not. */
  readonly until: number | null
}

/** A key that stays in native memory between loads. */
export interface HeldKeyView {
  readonly id: string
  readonly name: string
  readonly key: CeremonyKeyView
  readonly kcv: string
  /** How many more loads may begin with it. */
  readonly loads: number
  /** When it is wiped if nobody uses it, and when in any case; ms since 1970. */
  readonly idleUntil: number
  readonly until: number
  readonly warnings: readonly string[]
}

export interface KeypadView {
  readonly id: string
  readonly name: string
}

export interface CeremonyView {
  readonly profiles: readonly CeremonyProfileView[]
  readonly running: RunningCeremonyView | null
  readonly held: readonly HeldKeyView[]
  /** Keyboards that the kernel lists; empty where they cannot be read. */
  readonly keypads: readonly KeypadView[]
  /** The one that components are to come from; null: any keyboard. */
  readonly keypad: string | null
  /** Network interfaces that are up: in production there may be none. */
  readonly networks: readonly string[]
}

const id = z.string().regex(/^[A-Za-z0-9_.-]{1,80}$/)
/** What is printed on the tamper-evident bag or envelope. */
const bag = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{0,24}$/u)
  .refine((text) => !isKeyLike(text))

export const ceremonyCommands = {
  'ceremony/begin': row<z.ZodType<{ profile: string }>, null>(z.strictObject({ profile: id })),
  /** A person picks a ceremony file in a dialog of main's; null where nobody picked one. */
  'ceremony/open': row<typeof nothing, { profile: string | null }>(nothing),
  /** Who is signed in takes the next component from its bag and brings it. */
  'ceremony/bring': row<z.ZodType<{ source: ComponentSource; bag: string }>, null>(
    z.strictObject({ source: z.enum(componentSources), bag }),
  ),
  'ceremony/finish': row<typeof nothing, null>(nothing),
  'ceremony/clear': row<typeof nothing, null>(nothing),
  /** The letter shows this value. */
  'ceremony/confirm': row<typeof nothing, null>(nothing),
  /** The letter shows another value. */
  'ceremony/differs': row<typeof nothing, null>(nothing),
  'ceremony/again': row<typeof nothing, null>(nothing),
  /** It is taken although the letter says another; said twice. */
  'ceremony/take': row<typeof nothing, null>(nothing),
  'ceremony/approve': row<typeof nothing, null>(nothing),
  'ceremony/abort': row<typeof nothing, null>(nothing),
  'ceremony/wipe': row<z.ZodType<{ key: string }>, null>(z.strictObject({ key: id })),
  'ceremony/keypad': row<z.ZodType<{ keypad: string | null }>, null>(
    z.strictObject({ keypad: z.string().max(200).nullable() }),
  ),
} as const
