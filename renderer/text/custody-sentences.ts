// The shape of what is said about people: signing in, two persons, birth, administration.

import type { PersonView } from '../../electron/contract/person-views.js'
import type { FactorKind, Role, StationClass } from '../../electron/contract/persons.js'
import type { PolicyName } from '../../electron/contract/policies.js'
import type { KeyProfileName } from '../../electron/contract/values.js'
import type { Named } from './sentences'

export type AdminTab = 'me' | 'approvals' | 'people' | 'roles' | 'policies'

export interface CustodyText {
  readonly roles: Readonly<Record<Role, Named>>
  readonly signIn: {
    readonly title: string
    readonly about: string
    readonly locked: (name: string) => string
    readonly lockedAbout: string
    readonly person: string
    readonly passphrase: string
    readonly code: string
    readonly codeHint: string
    readonly submit: string
    readonly unlock: string
    readonly someoneElse: string
    readonly sameAgain: string
    readonly busy: string
    readonly haveCode: string
    readonly back: string
    readonly claimTitle: string
    readonly claimAbout: string
    readonly oneTimeCode: string
    readonly fresh: string
    readonly freshHint: string
    readonly again: string
    readonly differ: string
    readonly claim: string
    readonly show: string
    readonly hide: string
  }
  readonly menu: {
    readonly open: (name: string, role: string) => string
    readonly account: string
    readonly lock: string
    readonly signOut: string
  }
  readonly second: {
    /** Names of what a call is about. */
    readonly fields: Readonly<Record<string, string>>
    readonly title: string
    readonly about: (by: string, action: string) => string
    readonly who: (roles: string) => string
    readonly agree: string
    readonly withdraw: string
    readonly invited: (person: string) => string
    readonly invitedAbout: string
    readonly until: (moment: string) => string
    readonly handedOver: string
  }
  readonly admin: {
    readonly title: string
    readonly about: string
    readonly tabs: Readonly<Record<AdminTab, string>>
    readonly labTitle: string
    readonly labAbout: string
    readonly labBegin: string
    readonly noTabs: string
  }
  readonly me: {
    readonly passphraseTitle: string
    readonly passphraseAbout: string
    readonly old: string
    readonly change: string
    readonly changed: string
    readonly factorTitle: string
    readonly factorNone: string
    readonly factorOn: Readonly<Record<FactorKind, string>>
    readonly factorBegin: Readonly<Record<FactorKind, string>>
    readonly factorCard: string
    readonly factorScan: string
    readonly factorSecret: string
    readonly factorCode: Readonly<Record<FactorKind, string>>
    readonly factorConfirm: Readonly<Record<FactorKind, string>>
    readonly factorRemove: Readonly<Record<FactorKind, string>>
    readonly picture: string
  }
  readonly people: {
    readonly name: string
    readonly id: string
    readonly idHint: string
    readonly role: string
    readonly state: string
    readonly factor: string
    readonly last: string
    readonly never: string
    readonly states: Readonly<Record<PersonView['state'], string>>
    readonly factorYes: string
    readonly factorNo: string
    readonly enrol: string
    readonly enrolAbout: string
    readonly changeRole: string
    readonly newRole: (name: string) => string
    readonly unlock: string
    readonly reset: string
    readonly remove: string
    readonly actionsOf: (name: string) => string
    readonly removeTitle: (name: string) => string
    readonly removeAbout: string
    readonly cancel: string
  }
  readonly table: {
    readonly about: string
    readonly action: string
    readonly may: string
    readonly mayNot: string
    readonly two: string
    readonly weakens: string
    readonly actions: Readonly<Record<string, string>>
  }
  readonly policies: {
    readonly about: string
    readonly names: Readonly<Record<PolicyName, Named>>
    readonly units: Readonly<Record<'minutes' | 'hours', string>>
    readonly on: string
    readonly off: string
    readonly standard: (value: string) => string
    readonly changedBy: (by: string, moment: string) => string
    readonly set: string
    readonly strict: string
  }
  readonly approvals: {
    readonly about: string
    readonly none: string
    readonly open: string
    readonly run: string
    readonly keys: (n: number) => string
    readonly openedBy: (person: string) => string
    readonly approve: string
    readonly approved: string
    readonly waiting: string
  }
  readonly birth: {
    readonly title: string
    readonly about: string
    readonly steps: readonly [string, string, string, string]
    readonly kindTitle: string
    readonly kinds: Readonly<Record<StationClass, Named>>
    readonly profileTitle: string
    readonly profiles: Readonly<Record<KeyProfileName, string>>
    readonly forEver: string
    readonly next: string
    readonly personTitle: (n: number) => string
    readonly personAbout: string
    readonly done: (name: string) => string
    readonly setPassphrase: string
    readonly confirmTitle: string
    readonly confirmAbout: string
    readonly finish: string
    readonly cancel: string
  }
}
