// The zones of key numbers: which numbers a key of each type may have, and what it is there. One number holds one key.
import type { KeyUsage } from '../../contract/values.js'

export interface Zone {
  readonly from: number
  /** Included. */
  readonly to: number
  readonly usage: KeyUsage
}
/** By the type digit of the command. */
export type ZoneTable = Readonly<Record<string, Zone>>

interface Model {
  /** Command `1`. */
  readonly clear: ZoneTable
  /** Command `2`. */
  readonly wrapped: ZoneTable
}

const working = (usage: KeyUsage): Zone => ({ from: 0x30, to: 0x7f, usage })
const workingZones: ZoneTable = {
  3: working('TPK'),
  5: working('TAK'),
  6: working('TDK'),
  // TDEK, TDDK, TDSK: kinds of data key, for which there is one word.
  7: working('TDK'),
  8: working('TDK'),
  9: working('TDK'),
}
/** Number 00 is the UID mask key, which is also the all-zero key that others come under. */
const clearMaster: Zone = { from: 0x00, to: 0x1f, usage: 'TMK' }
/** Where they begin is the page's; that IMKs end at 8F and TMKs at 2F is INFERRED. */
const imk: Zone = { from: 0x80, to: 0x8f, usage: 'TLK' }
const tmk: Zone = { from: 0x00, to: 0x2f, usage: 'TMK' }

const zt588: ZoneTable = { ...workingZones, 1: imk, 2: tmk }

/** ZT598: "clear master 01-1F, KEK 10-2F, working 30-7F"; ZT588: "TMK 20, TPK 30, IMK 80". */
export const models: Readonly<Record<string, Model>> = {
  zt598: {
    // "'0'..'4' (mode) for `1`": what the modes tell apart is not said.
    clear: { 0: clearMaster, 1: clearMaster, 2: clearMaster, 3: clearMaster, 4: clearMaster },
    wrapped: { ...workingZones, 2: { from: 0x10, to: 0x2f, usage: 'KEK' } },
  },
  zt588: { clear: zt588, wrapped: zt588 },
}

export const IMK_FROM = imk.from
export const isMaster = (usage: KeyUsage): boolean => usage === 'TMK' || usage === 'KEK' || usage === 'TLK'
export const liesIn = ({ from, to }: Zone, number: number): boolean => number >= from && number <= to
/** What a key of this number would be, whatever command brought it: `stale` fills slots by it. */
export const usageOf = (number: number): KeyUsage => {
  if (liesIn(working('TPK'), number)) return 'TPK'
  return liesIn(imk, number) ? 'TLK' : 'TMK'
}
