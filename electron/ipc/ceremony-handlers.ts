// The handlers of what the window asks of a key ceremony. None of them carries a digit: digits come by main's own keys.
import type { ComponentSource } from '../contract/ceremony.js'
import type { CommandAnswer, CommandArgs, CommandName } from '../contract/commands.js'

export interface CeremonyHandlerDoors {
  readonly begin: (profile: string) => Promise<void>
  /** @returns the profile made of the file that was picked; null where nobody picked one */
  readonly open: () => Promise<string | null>
  readonly bring: (source: ComponentSource, bag: string) => Promise<void>
  readonly finish: () => Promise<void>
  readonly clear: () => void
  readonly confirm: () => Promise<void>
  readonly differs: () => Promise<void>
  readonly again: () => Promise<void>
  readonly take: () => Promise<void>
  readonly approve: () => Promise<void>
  readonly abort: () => void
  readonly wipe: (key: string) => void
  readonly keypad: (id: string | null) => void
}

type CeremonyCommand = Extract<CommandName, `ceremony/${string}`>
export type CeremonyHandlers = {
  readonly [Name in CeremonyCommand]: (args: CommandArgs<Name>) => Promise<CommandAnswer<Name>>
}

const done = async (work: () => Promise<void> | void): Promise<null> => {
  await work()
  return null
}

export const ceremonyHandlers = (doors: CeremonyHandlerDoors): CeremonyHandlers => ({
  'ceremony/begin': ({ profile }) => done(() => doors.begin(profile)),
  'ceremony/open': async () => ({ profile: await doors.open() }),
  'ceremony/bring': ({ source, bag }) => done(() => doors.bring(source, bag)),
  'ceremony/finish': () => done(doors.finish),
  'ceremony/clear': () => done(doors.clear),
  'ceremony/confirm': () => done(doors.confirm),
  'ceremony/differs': () => done(doors.differs),
  'ceremony/again': () => done(doors.again),
  'ceremony/take': () => done(doors.take),
  'ceremony/approve': () => done(doors.approve),
  'ceremony/abort': () => done(doors.abort),
  'ceremony/wipe': ({ key }) => done(() => doors.wipe(key)),
  'ceremony/keypad': ({ keypad }) => done(() => doors.keypad(keypad)),
})
