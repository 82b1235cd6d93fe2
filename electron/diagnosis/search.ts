// Tier 2: what the search over the keys in native memory found, as suspects. It goes deeper only where nothing else fits.

import { type Explaining, explaining } from '../keys/explain.js'
import type { Depth, Explanation, KeysAtHand, Searched, SearchOptions } from '../keys/hypothesis.js'
import { type Finding, matches } from './cause.js'
import { causes, rowOf } from './causes/index.js'
import { ceilingOf, POSSIBLE, type Suspect } from './posterior.js'
import type { Scene } from './scene.js'

/** How often two faults at once are met, for all pairs together. */
const DOUBLE_PRIOR = 0.03
const TWO_DIGITS_SHARE = 0.05

export interface Depths {
  /** Also the long search for two wrong digits. */
  readonly long?: boolean
  readonly signal?: AbortSignal
  /** Of the long search alone: the others take no time worth showing. */
  readonly onProgress?: SearchOptions['onProgress']
}

/** Whether there is anything to search for and with. */
export const canSearch = (scene: Scene, keys: KeysAtHand | null): keys is KeysAtHand =>
  keys !== null &&
  scene.standing !== 'agree' &&
  scene.standing !== 'no-value' &&
  (keys.key !== null || keys.components.length > 0 || keys.bdk !== null)

/** A search over what may have become of the value that stands apart; it is the caller's to dispose. */
export const searchOf = (scene: Scene, keys: KeysAtHand, { signal }: Depths): Explaining =>
  explaining(
    keys,
    { method: scene.case.method, hex: scene.sought },
    {
      ...(signal ? { signal } : {}),
      ...(scene.apart === 'expected' ? { typed: true } : {}),
    },
  )

/** Explanations as suspects; those that the case rules out are left away by the caller. */
export function suspectsOf(scene: Scene, depth: Depth, searched: Searched): Suspect[] {
  const open = searched.explanations.filter(({ cause }) => !isRuledOut(scene, cause))
  const kept = open.filter((one) => !said(one, open))
  return kept.map((one) => (depth === 'single' ? singly(scene, one, searched) : deeper(scene, depth, one, searched)))
}

/** One name says more than another: a key cut to its left half was cut short; a variant of one digit is rarer than a slip. */
const moreSaid: Readonly<Record<string, readonly string[]>> = {
  truncated: ['left-half-only', 'right-half-only', 'zero-padded'],
  'digit-shifted': ['component-typo'],
  'variant-applied': ['component-typo'],
  // Of a key with equal halves, half a cryptogram deciphered in CBC is the whole one.
  'left-half-only': ['mode-difference'],
  'right-half-only': ['mode-difference'],
}
const said = ({ cause }: Explanation, all: readonly Explanation[]) =>
  all.some((other) => moreSaid[cause]?.includes(other.cause))

function singly(scene: Scene, { cause: id, facts }: Explanation, { triedBy }: Searched): Suspect {
  const cause = named(scene, id)
  const row = rowOf(cause)
  const finding = found(scene, facts, triedBy[id] ?? 1)
  return { cause, row, finding, weight: row.prior * finding.odds, ceiling: ceilingOf(scene, finding, triedBy[id] ?? 1) }
}

function deeper(scene: Scene, depth: Depth, { cause, facts }: Explanation, { tried }: Searched): Suspect {
  const row = rowOf(cause)
  const finding = found(scene, facts, tried)
  if (depth === 'double')
    return { cause, row, finding, weight: DOUBLE_PRIOR * finding.odds, ceiling: ceilingOf(scene, finding, tried) }
  return { cause, row, finding, weight: row.prior * TWO_DIGITS_SHARE * finding.odds, ceiling: POSSIBLE }
}

function found(scene: Scene, facts: Explanation['facts'], among: number): Finding {
  return {
    evidence: { ...facts, chance: chance(among, scene.sought.length / 2) },
    ...matches(scene.sought.length / 2, among),
  }
}

/** How often so many hypotheses meet a value by chance. */
const chance = (tried: number, bytes: number) => Number((tried / 256 ** bytes).toPrecision(2))

/** The letter's value made another way is the letter's affair. */
const named = ({ standing }: Scene, cause: string): string =>
  standing === 'entry' && (cause === 'method-difference' || cause === 'algorithm-difference')
    ? 'expected-other-method'
    : cause

/** What people type at the station gives the value of the letter: nobody erred, and the device or the line did. */
const isTypedRight = ({ standing, case: { form } }: Scene) =>
  standing === 'device' && (form === 'station-combine' || form === 'component-relay')

export const isRuledOut = (scene: Scene, cause: string): boolean =>
  cause.split('+').some((one) => {
    const row = causes[one]
    return (
      (scene.sealed && row?.onTheWay === true) ||
      (scene.case.componentsVerified === true && row?.typed === true) ||
      (row?.slip === true && isTypedRight(scene))
    )
  })
