// Where keys lie: usage and slot as the field says them, and the KeyID that the terminal knows them by. [PP791 p321]
import type { KeyUsage } from '../../contract/values.js'
import type { SlotRef } from '../driver.js'

/** The KeyIDs of a usage, in the order of its slots; `first` is the slot of the first one. */
const places: Partial<Record<KeyUsage, { readonly first: number; readonly ids: string }>> = {
  TMK: { first: 0, ids: '0123456789' },
  TPK: { first: 0, ids: '0123456789' },
  TAK: { first: 1, ids: 'BCDE' },
  KEK: { first: 1, ids: 'F' },
  TLK: { first: 1, ids: 'F' },
  TDK: { first: 1, ids: 'G' },
}

/** Slots of a usage, both ends included. */
export function slotsOf(usage: KeyUsage): readonly [number, number] {
  const { first, ids } = places[usage]!
  return [first, first + ids.length - 1]
}

/** Null where there is no such place. */
export function keyId({ usage, slot }: SlotRef): string | null {
  const place = places[usage]
  return place?.ids[slot - place.first] ?? null
}

/** One name for each KeyID: what is loaded as a TPK or TLK lies in the same places as TMK and KEK. */
const named: readonly KeyUsage[] = ['TMK', 'TAK', 'KEK', 'TDK']
const everyPlace: readonly SlotRef[] = named.flatMap((usage) => {
  const [first, last] = slotsOf(usage)
  return Array.from({ length: last - first + 1 }, (_, index) => ({ usage, slot: first + index }))
})

/** Every place of a master key but this one. */
export const placesBeside = (slot: SlotRef): readonly SlotRef[] =>
  everyPlace.filter((place) => keyId(place) !== keyId(slot))
