// Roles × actions, the one table. In production nothing is done that has no cell here; lab has one person for everything.
import type { Role } from '../contract/persons.js'
import type { Action } from './action.js'

export interface Rule {
  readonly by: readonly Role[]
  /** Also while nobody is signed in, or the window is locked. */
  readonly nobody?: true
  /** Who may be the second person; absent where one is enough. */
  readonly with?: readonly Role[]
  /** The second person is wanted only where the change makes something weaker: the room that changes it finds out. */
  readonly when?: 'weakens'
}

const administrator: readonly Role[] = ['administrator']
const technician: readonly Role[] = ['technician']
const custodian: readonly Role[] = ['custodian']
const officer: readonly Role[] = ['officer']
const everyone: readonly Role[] = ['administrator', 'technician', 'custodian', 'officer', 'auditor']
const workers: readonly Role[] = ['technician', 'officer']
const readers: readonly Role[] = ['administrator', 'technician', 'officer', 'auditor']
const watchers: readonly Role[] = ['administrator', 'officer', 'auditor']
const reporters: readonly Role[] = ['officer', 'auditor']
const guardians: readonly Role[] = ['administrator', 'officer']
const keyPeople: readonly Role[] = ['custodian', 'officer']
const receivers: readonly Role[] = ['technician', 'officer', 'auditor']

const public_: Rule = { by: everyone, nobody: true }
/** Simulators and probes: nobody's in production. */
const labOnly: Rule = { by: [] }
/** PCI PIN and hardening: a change of who may do what is made by two who are not the one it is about. */
const twoAdministrators: Rule = { by: administrator, with: administrator }

export const rules = {
  'station/view': public_,
  'station/language': public_,

  'session/sign-in': public_,
  'session/claim': public_,
  'session/sign-out': public_,
  'session/lock': { by: everyone },
  'second/agree': { by: everyone },
  'second/withdraw': { by: everyone },
  'credential/change': { by: everyone },
  'factor/begin': { by: everyone },
  'factor/confirm': { by: everyone },
  'factor/remove': { by: everyone, with: administrator },

  'birth/begin': labOnly,
  'birth/person': labOnly,
  'birth/finish': labOnly,
  'birth/cancel': labOnly,

  'person/list': { by: watchers },
  'person/enrol': twoAdministrators,
  'person/role': twoAdministrators,
  'person/remove': twoAdministrators,
  // With an officer too: of two administrators one could not be let in again by the other alone.
  'person/unlock': { by: administrator, with: guardians },
  'person/reset': { by: administrator, with: guardians },
  'policy/set': { by: guardians, with: guardians, when: 'weakens' },

  'port/simulate': labOnly,
  'port/probe': labOnly,
  'port/add': { by: technician },
  'port/remove': { by: technician },
  'port/identify': { by: technician },
  'port/family': { by: technician },
  'port/rename': { by: technician },
  'port/settings': { by: technician },
  'port/configure': { by: technician },
  'port/scan': { by: technician },

  'job/open': { by: workers },
  'job/approve': { by: officer },
  'job/choose': { by: technician },
  'job/start': { by: technician },
  'job/allow-erase': { by: technician, with: officer },
  // Stopping is safe whoever does it.
  'job/stop': { by: ['administrator', 'technician', 'officer'] },
  'attempt/read-back': { by: technician },
  'attempt/close': { by: officer },
  'question/answer': { by: ['technician', 'custodian'] },

  'ceremony/begin': { by: keyPeople },
  'ceremony/open': { by: officer },
  'ceremony/bring': { by: custodian },
  'ceremony/finish': { by: custodian },
  'ceremony/clear': { by: custodian },
  'ceremony/confirm': { by: custodian },
  'ceremony/differs': { by: custodian },
  'ceremony/again': { by: custodian },
  // The word of two people: the ceremony asks that the second is another.
  'ceremony/take': { by: keyPeople },
  'ceremony/approve': { by: officer },
  // To wipe is safe whoever does it.
  'ceremony/abort': { by: ['administrator', 'technician', 'custodian', 'officer'] },
  'ceremony/wipe': { by: ['administrator', 'technician', 'custodian', 'officer'] },
  'ceremony/keypad': { by: guardians },
  'component/enter': { by: custodian },
  'key/approve': { by: officer },
  // Architecture, third way: only with two officers' approval.
  'key/station-combine': { by: officer, with: officer },
  'load/arm': { by: technician },
  'device/release': { by: officer },

  'audit/list': { by: readers },
  'audit/survey': { by: readers },
  'audit/rows': { by: readers },
  'audit/record': { by: readers },
  'audit/verify': { by: readers },
  'audit/stop': { by: readers },
  'audit/report': { by: reporters },
  'audit/csv': { by: reporters },
  'audit/print': { by: reporters },
  'audit/report-csv': { by: reporters },
  'audit/runs': { by: reporters },
  'audit/receipt': { by: receivers },
  'audit/receipt-paper': { by: receivers },
  'audit/export': { by: reporters },
  // Whose cosignature it is stands in it; a witness that counts from now on takes two.
  'audit/cosign': { by: officer, with: guardians, when: 'weakens' },
  'audit/prune-plan': { by: guardians },
  'audit/prune': { by: guardians, with: guardians },

  'monitor/view': { by: watchers },
  'monitor/export': { by: reporters },
  'alert/acknowledge': { by: officer },
  'plan/tick': { by: ['administrator', 'technician', 'officer'] },
  'threshold/change': { by: administrator, with: guardians, when: 'weakens' },
  'syslog/set': { by: administrator, with: guardians, when: 'weakens' },

  'diagnosis/explain': { by: workers },
  'diagnosis/case': { by: workers },
  'diagnosis/search': labOnly,
  'diagnosis/longer': labOnly,
  'diagnosis/search-longer': labOnly,
  'diagnosis/tick': { by: workers },
  'diagnosis/check': { by: workers },
  'diagnosis/failures': { by: workers },
  'diagnosis/import-log': { by: workers },
  'diagnosis/print': { by: workers },
  'monitor/print': { by: reporters },
  'register/view': { by: readers },
  'register/firmware': { by: administrator },
  'register/calendar': { by: guardians },
  'register/withdraw': { by: guardians },
  'register/dependency': { by: administrator },
  'training/view': labOnly,
  'training/start': labOnly,
} as const satisfies Record<Action, Rule>

export const ruleOf = (action: Action): Rule => rules[action]

export const mayDo = (role: Role, action: Action): boolean => ruleOf(action).by.includes(role)
