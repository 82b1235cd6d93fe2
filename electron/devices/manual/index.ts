// Terminals without a public protocol (Landi, Sunmi, Ingenico, mother POS): people load them by hand, the station leads,
// times and records, and two people read the check value off the screen.
import { algorithms, type KeyUsage } from '../../contract/values.js'
import type { LoadCapability, PeopleDriver } from '../driver.js'
import { ID, openSession } from './session.js'
import { settings } from './settings.js'

/** No initial keys: whether a KSN was used before cannot be known of what never passes through the station. */
const usages: readonly KeyUsage[] = ['TLK', 'TMK', 'TPK', 'TAK', 'TDK', 'KEK']

const capability = (usage: KeyUsage): LoadCapability => ({
  usage,
  forms: ['by-hand'],
  algorithms,
  provenance: 'human',
  kcvBytes: [2, 3, 4, 5, 6, 7, 8],
  slots: [0, 255],
  travels: 'clear',
  under: [],
  readBack: true,
})

export const manual: PeopleDriver = {
  id: ID,
  title: {
    zh: '人工灌装终端（联迪、商米、Ingenico、母POS）',
    en: 'Terminal loaded by hand (Landi, Sunmi, Ingenico, mother POS)',
  },
  settings,
  loads: () => usages.map(capability),
  // It has no line, so no USB id can suggest it.
  matches: () => false,
  openWith: openSession,
}
