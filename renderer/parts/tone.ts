// How grave a thing is, as one of six tones; each has its colour in theme.css and its shape in mark.tsx.
import type { LogView } from '../../electron/contract/views.js'
import type { CardOutcome } from '../text/sentences'

export type Tone = 'good' | 'warn' | 'bad' | 'unknown' | 'idle' | 'busy'

export const outcomeTone: Readonly<Record<CardOutcome, Tone>> = {
  injected: 'good',
  complete: 'good',
  'already-present': 'warn',
  unverified: 'warn',
  attested: 'warn',
  partial: 'warn',
  closed: 'warn',
  mismatched: 'bad',
  refused: 'bad',
  failed: 'bad',
  indeterminate: 'unknown',
  abandoned: 'idle',
}

export const logTone: Readonly<Record<LogView['state'], Tone>> = {
  unverified: 'idle',
  verifying: 'busy',
  pass: 'good',
  fail: 'bad',
  incomplete: 'warn',
}
