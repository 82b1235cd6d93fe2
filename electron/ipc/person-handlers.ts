// The handlers of what the window asks about people.
import type { CommandAnswer, CommandArgs, CommandName } from '../contract/commands.js'
import type { Birth } from '../custody/birth.js'
import type { StaffDesk } from '../custody/staff-desk.js'

export interface PersonDoors {
  readonly desk: StaffDesk
  readonly birth: Birth
  /** Makes what was planned, and begins again in it. */
  readonly finishBirth: () => Promise<void>
  readonly approveJob: (profile: string) => Promise<void>
}

type PersonCommand =
  | Extract<
      CommandName,
      | `session/${string}`
      | `second/${string}`
      | `credential/${string}`
      | `factor/${string}`
      | `birth/${string}`
      | `person/${string}`
      | `policy/${string}`
    >
  | 'job/approve'
export type PersonHandlers = {
  readonly [Name in PersonCommand]: (args: CommandArgs<Name>) => Promise<CommandAnswer<Name>>
}

const done = async (work: Promise<void> | void): Promise<null> => {
  await work
  return null
}

export const personHandlers = ({ desk, birth, finishBirth, approveJob }: PersonDoors): PersonHandlers => ({
  'session/sign-in': (claim) => done(desk.signIn(claim)),
  'session/claim': ({ person, oneTimeCode, passphrase }) => done(desk.claim(person, oneTimeCode, passphrase)),
  'session/sign-out': () => done(desk.signOut()),
  'session/lock': () => done(desk.lock()),
  'second/agree': ({ call, ...claim }) => desk.agree(call, claim),
  'second/withdraw': () => done(desk.withdraw()),
  'credential/change': ({ passphrase, fresh, code }) => done(desk.changePassphrase(passphrase, fresh, code)),
  'factor/begin': ({ kind }) => desk.beginFactor(kind),
  'factor/confirm': ({ passphrase, code }) => done(desk.confirmFactor(passphrase, code)),
  'factor/remove': ({ kind }) => done(desk.removeFactor(kind)),
  'birth/begin': async ({ network, profile }) => done(birth.begin(network, profile)),
  'birth/person': ({ person, name, passphrase }) => done(birth.add(person, name, passphrase)),
  'birth/finish': () => done(finishBirth()),
  'birth/cancel': async () => done(birth.cancel()),
  'person/list': async () => desk.list(),
  'person/enrol': ({ person, name, role }) => desk.enrol(person, name, role),
  'person/role': ({ person, role }) => done(desk.setRole(person, role)),
  'person/remove': ({ person }) => done(desk.remove(person)),
  'person/unlock': ({ person }) => done(desk.unlock(person)),
  'person/reset': ({ person }) => desk.reset(person),
  'policy/set': ({ policy, value }) => done(desk.setPolicy(policy, value)),
  'job/approve': ({ profile }) => done(approveJob(profile)),
})
