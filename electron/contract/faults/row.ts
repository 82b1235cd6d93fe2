// What a fault is, and the kinds that most of them are. Exit codes are those of sysexits: 64 usage, 65 data,
// 69 unavailable, 70 software, 73 cannot create, 74 I/O, 75 busy, 77 not permitted, 78 configuration.

export interface FaultRow {
  readonly severity: 'notice' | 'error' | 'grave'
  readonly next: 'retry' | 'read-back' | 'officer' | 'stop' | 'fix-input'
  readonly exit: 64 | 65 | 69 | 70 | 73 | 74 | 75 | 77 | 78 | 1 | 2
  readonly en: string
  readonly zh: string
}
export const input = (en: string, zh: string): FaultRow => ({ severity: 'error', next: 'fix-input', exit: 65, en, zh })
export const usage = (en: string, zh: string): FaultRow => ({ severity: 'error', next: 'fix-input', exit: 64, en, zh })
export const rule = (en: string, zh: string): FaultRow => ({ severity: 'error', next: 'officer', exit: 77, en, zh })
export const line = (next: FaultRow['next'], en: string, zh: string): FaultRow => ({
  severity: 'error',
  next,
  exit: 69,
  en,
  zh,
})
export const storage = (en: string, zh: string): FaultRow => ({ severity: 'grave', next: 'stop', exit: 74, en, zh })
