// The handlers of what the window asks of the register.
import type { CommandAnswer, CommandArgs, CommandName } from '../contract/commands.js'
import type { CalendarChange, DependencyName, FirmwareChange, RegisterView } from '../contract/register.js'

export interface RegisterDoors {
  view(): RegisterView
  firmware(change: FirmwareChange): Promise<RegisterView>
  calendar(change: CalendarChange): Promise<RegisterView>
  withdraw(entry: string, reason: string): Promise<RegisterView>
  dependency(name: DependencyName, to: { host: string; port: number } | null): Promise<RegisterView>
}

type RegisterCommand = Extract<CommandName, `register/${string}`>
export type RegisterHandlers = {
  readonly [Name in RegisterCommand]: (args: CommandArgs<Name>) => Promise<CommandAnswer<Name>>
}

export const registerHandlers = (doors: RegisterDoors): RegisterHandlers => ({
  'register/view': async () => doors.view(),
  'register/firmware': (change) => doors.firmware(change),
  'register/calendar': (change) => doors.calendar(change),
  'register/withdraw': ({ entry, reason }) => doors.withdraw(entry, reason),
  'register/dependency': ({ name, to }) => doors.dependency(name, to),
})
