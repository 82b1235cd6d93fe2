// The words of the PP791: its error codes, and which keys its KeyIDs are.
import type { KeyUsage } from '../../contract/values.js'
import type { KeyPlace } from '../simulator-keys.js'

/** Behind `02?`. Behind `91` and `1` too, save that 2 means "not hex" there and that 1, "not authenticated", is its own. */
export const code = {
  duplicate: '2',
  memory: '3',
  structure: '4',
  decrypt: '7',
  format: 'A',
  insecure: 'B',
  mac: 'C',
  noKlk: 'D',
  usage: 'E',
  loadCount: 'F',
} as const
export const initialKeyCode = { ...code, notAuthenticated: '1', notHex: '2' } as const
/** One of the tables, or one that `refuse` asks for. */
export type Code = string

/** The key loading key, KeyID F. */
export const KLK: KeyPlace = { usage: 'TLK', slot: 1 }

interface KeyGroup {
  readonly ids: string
  readonly usage: KeyUsage
  /** Of the first id; the others follow. */
  readonly slot: number
  /** Usages a key in the group may have. INFERRED: the page names groups and usages, and an error for a wrong usage. */
  readonly fits: readonly string[]
}
/** A and H to V are KeyIDs that hold nothing. */
const groups: readonly KeyGroup[] = [
  { ids: '0123456789', usage: 'TMK', slot: 0, fits: ['K0', 'P0'] },
  { ids: 'BCDE', usage: 'TAK', slot: 1, fits: ['K0', 'M3'] },
  { ids: 'F', ...KLK, fits: ['K0'] },
  { ids: 'G', usage: 'TDK', slot: 1, fits: ['K0', 'D0'] },
]
export const usages: readonly string[] = ['K0', 'P0', 'M3', 'D0']
export const modes: readonly string[] = ['D', 'E', 'G', 'V']

export interface KeyId {
  readonly place: KeyPlace
  readonly fits: readonly string[]
}
const keyIds = new Map<string, KeyId>(
  groups.flatMap(({ ids, usage, slot, fits }) =>
    [...ids].map((id, index) => [id, { place: { usage, slot: slot + index }, fits }] as const),
  ),
)
export const keyId = (id: string): KeyId | undefined => keyIds.get(id)
export const isKeyIdLetter = (id: string): boolean => /^[0-9A-V]$/.test(id)
