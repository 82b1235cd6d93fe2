// What a made case is: the JSON that `diagnose` reads, and the truth that is kept from it.

export interface Slot {
  slot: number
  expected?: string | null
  before?: string | null
}
export interface OtherDevice {
  serial: string
  expected?: string | null
  reported?: string | null
}
export interface CaseJson {
  algorithm: string
  method: string
  expected: string
  expectedSource: string
  station: string | null
  reported: string | null
  form: string | null
  components: { kcv: string }[]
  partialKcvs: (string | { kcv: string; of: string })[]
  key: null
  kek: { kcv: string; previousKcv?: string; reported?: string } | null
  slots: Slot[]
  slot: Slot
  otherDevices: OtherDevice[]
  dukpt?: { bdkKcv: string; ksn: string }
  letters?: { kcv: string; label?: string; version?: string; method?: string }[]
  line: { badChecksums: number; garbageBytes: number; retries: number; timeouts: number }
  device: {
    tampered: boolean
    provenance: string
    model: string
    firmware: string
    code: string | null
  }
  componentsVerified: boolean
  lab?: {
    key?: string
    components?: string[]
    otherComponents?: { of: string; component: string }[]
    kek?: string
    previousKek?: string
    bdk?: string
    tmk?: string
  }
  signIn?: SignInJson
}
export interface SignInJson {
  field62: string
  wrong?: readonly string[]
  pikKcv?: string
  makKcv?: string
  makBytes?: number
  tmkKcv?: string
  hostTmkKcv?: string
  keyIndex?: number
  loadedIndex?: number
  terminalId?: string
  keyTerminalId?: string
  algorithm?: string
  slotState?: string
  othersFailing?: number
  onset?: string
  changes?: readonly { what: string; at: string }[]
}

export interface Truth {
  /** An id of the table; a double fault is the two ids, sorted, joined by `+`. */
  cause: string
  /** Who may rightly be named; empty where the facts name nobody. */
  parties: readonly string[]
  /** Whether somebody with these facts alone can know the cause. */
  decidable: boolean
  /** Other causes that leave exactly these facts. */
  ties: readonly string[]
}

export interface MadeCase {
  /** Row of the measure: the cause, or what kind of case it is. */
  row: string
  form: Form | 'initial-key' | 'sign-in'
  case: CaseJson
  truth: Truth
  /** Somebody asked for the long search as well. */
  long?: true
}

export const forms = ['station-combine', 'components', 'component-relay', 'key-block', 'cryptogram', 'by-hand'] as const
export type Form = (typeof forms)[number]
