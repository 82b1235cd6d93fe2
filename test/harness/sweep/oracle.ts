// What the simulated terminal really holds decides whether the station told the truth.
import type { SimulatedSlot } from '../../../electron/devices/simulator-terminal.js'
import type { Played } from './stage.js'

const placeOf = ({ usage, slot, algorithm }: SimulatedSlot): string => `${usage} ${slot} ${algorithm ?? 'tdes'}`
const sameKey = (a: SimulatedSlot, b: SimulatedSlot): boolean => placeOf(a) === placeOf(b) && a.kcv === b.kcv

/** The slot that a good load fills: learnt from one, for only the terminal knows where a usage lies. */
export function placeFilled({ before, after }: Played, value: string): SimulatedSlot | null {
  const fresh = after.filter((slot) => !before.some((other) => sameKey(other, slot)))
  return fresh.find(({ kcv }) => kcv === value) ?? null
}

/** What a load of the family may take with it, as a good one did. */
export const lostBy = ({ before, after }: Played): readonly SimulatedSlot[] =>
  before.filter((slot) => !after.some((other) => placeOf(other) === placeOf(slot)))

/** How a conversation contradicts the store; empty where all is well. @param lost what a good load takes with it */
export function lies(played: Played, place: SimulatedSlot, lost: readonly SimulatedSlot[]): string[] {
  const { before, after, outcome } = played
  const there = after.some((slot) => sameKey(slot, place))
  const was = before.some((slot) => sameKey(slot, place))
  const touched = before.filter(
    (slot) =>
      placeOf(slot) !== placeOf(place) &&
      !lost.some((one) => sameKey(one, slot)) &&
      !after.some((other) => sameKey(other, slot)),
  )
  const strange = after.filter(
    (slot) => placeOf(slot) !== placeOf(place) && !before.some((other) => sameKey(other, slot)),
  )
  const found = [
    ...touched.map((slot) => `${placeOf(slot)} was lost`),
    ...strange.map((slot) => `${placeOf(slot)} came from nowhere`),
  ]
  if ((outcome === 'injected' || outcome === 'already-present') && !there)
    found.push(`${outcome}, and the key is not there`)
  if ((outcome === 'refused' || outcome === 'abandoned') && there && !was)
    found.push(`${outcome}, and the key is there`)
  if (played.handles !== 0) found.push(`${played.handles} keys left in native memory`)
  if (outcome === null) found.push('no attempt, no outcome')
  return found
}
