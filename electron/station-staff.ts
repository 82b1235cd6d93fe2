// The people joined to an open station: the file of their credentials, this machine's clock and disks, and who hears of changes.
import { qrCode } from './audit/receipts/qr.js'
import { Fault } from './contract/fault.js'
import { Credentials } from './custody/credentials.js'
import { argon2id } from './custody/derive.js'
import type { CardDoor } from './custody/second-factor.js'
import { Staff, type StaffDoors } from './custody/staff.js'
import { StaffDesk } from './custody/staff-desk.js'
import type { Station } from './station.js'
import { credentialFile, memoryOnDisk } from './store-people.js'

/** How often it is looked whether a session has idled or ended. */
const LOOK_MS = 1_000

/** @throws custody/unfinished for a production directory without two administrators */
export function joinStaff(
  { log, people, separation, approvals }: Station,
  dataDirectory: string,
  doors: Pick<StaffDoors, 'changed' | 'notice'>,
  card: CardDoor,
) {
  const deriver = argon2id()
  const credentials = new Credentials(credentialFile(dataDirectory))
  const { derive } = deriver
  const factors = { qr: qrCode, card }
  const clocks = { now: () => Date.now(), mono: () => performance.now() }
  const staff = new Staff({ log, people, separation, approvals, credentials, derive, factors, ...clocks, ...doors })
  const desk = new StaffDesk(staff, { machine: memoryOnDisk })
  if (log.mode === 'production') {
    if (people.active('administrator').length < 2) throw new Fault('custody/unfinished')
    const strangers = people
      .all()
      .filter(({ id, credential, state }) => state !== 'removed' && !credentials.entry(id, credential))
    if (strangers.length > 0)
      doors.notice(new Fault('custody/credentials-changed', { people: strangers.map(({ id }) => id) }))
  }
  const looking = setInterval(() => void staff.sessions.tick().catch(doors.notice), LOOK_MS)
  looking.unref()
  return {
    staff,
    desk,
    derive,
    close: async () => {
      clearInterval(looking)
      await staff.sessions.end('closed')
      await deriver.close()
    },
  }
}
export type JoinedStaff = ReturnType<typeof joinStaff>
