// The shape of what the audit screen says.
import type { FacetName, IndexView } from '../../electron/contract/audit-views.js'
import type { VerifyView } from '../../electron/contract/views.js'
import type { Named } from './sentences'

export interface AuditText {
  readonly title: string
  readonly lead: string
  readonly verify: string
  readonly verifying: (done: string, n: string) => string
  readonly stop: string
  readonly verdict: Readonly<Record<VerifyView['verdict'], string>>
  readonly verdictAbout: Readonly<Record<VerifyView['verdict'], string>>
  readonly neverVerified: string
  readonly size: (n: string) => string
  readonly root: string
  readonly firstBad: (n: string) => string
  readonly trust: string
  readonly vkey: Readonly<Record<VerifyView['trust']['vkey'], Named>>
  readonly anchored: (n: string) => string
  /** Somebody outside has seen the log up to a record; `when` is empty where that is not known. */
  readonly seenBy: (n: string, by: string, when: string) => string
  /** A witness whose key nobody but the log names. */
  readonly seenByNamed: string
  readonly notAnchored: Named
  readonly columns: Readonly<Record<'seq' | 'time' | 'type' | 'operator' | 'device' | 'key' | 'outcome', string>>
  readonly types: Readonly<Record<string, string>>
  readonly table: string
  readonly loading: string
  readonly unread: string
  readonly empty: { readonly title: string; readonly about: string }
  readonly record: (n: string) => string
  readonly recordAbout: string
  readonly previous: string
  readonly following: string
  readonly none: string
  /** Who acted where nobody did. */
  readonly station: string
  /** Of an attempt that has none, for its station stopped. */
  readonly interrupted: string
  readonly index: {
    readonly building: (n: string, of: string) => string
    readonly because: Readonly<Record<NonNullable<IndexView['because']>, string>>
  }
  readonly search: { readonly label: string; readonly hint: string; readonly clear: string }
  readonly shown: (n: string, of: string) => string
  readonly fresh: (n: string) => string
  /** The table shows no more than so many. */
  readonly beyond: (n: string) => string
  readonly noneFit: { readonly title: string; readonly about: string; readonly clear: string }
  readonly time: {
    readonly label: string
    readonly whole: string
    readonly bar: (from: string, to: string, all: string, good: string, bad: string) => string
    readonly legend: { readonly all: string; readonly good: string; readonly bad: string }
    readonly zoom: string
  }
  readonly facets: {
    readonly title: string
    readonly names: Readonly<Record<FacetName, string>>
    readonly more: (n: string) => string
    readonly clear: string
    readonly empty: string
  }
  readonly facts: Readonly<Record<'role' | 'model' | 'attempt' | 'place', string>>
  readonly placeAt: (segment: string, offset: string, bytes: string) => string
  readonly withheld: string
  readonly sameAttempt: string
  readonly proof: ProofText
}

/** What an inclusion proof says, in words. */
export interface ProofText {
  readonly title: string
  readonly good: string
  readonly notLeading: string
  readonly notSigned: string
  readonly steps: (seq: string, size: string, hashes: string) => string
  readonly limit: string
  readonly leaf: string
  readonly root: string
  readonly path: (n: string) => string
}
