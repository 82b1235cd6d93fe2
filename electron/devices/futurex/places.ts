// Where keys lie: slots, and the key types that usages are to the terminal.
import type { KeyUsage } from '../../contract/values.js'
import type { SlotRef } from '../driver.js'

/** A BDK (08, 10) never enters a terminal; an AES initial key (0B) has a KSN longer than the message's field for it. */
export const types: Partial<Record<KeyUsage, string>> = {
  TMK: '01',
  IK: '03',
  TAK: '04',
  TPK: '05',
  KEK: '06',
  TLK: '06',
  TDK: '0C',
}
export const usages = Object.keys(types) as KeyUsage[]

/** Keys of type 06, KTK: what others travel under. */
export const transport: readonly KeyUsage[] = ['KEK', 'TLK']

/** Both ends included. */
export const slots = [0, 99] as const

export const isSlot = ({ slot }: SlotRef): boolean => Number.isInteger(slot) && slot >= slots[0] && slot <= slots[1]
