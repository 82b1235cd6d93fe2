// A port and a family that go together: a line for a driver, a place with a name for people.
import { Fault } from '../contract/fault.js'
import { isPlace } from '../contract/people.js'
import { type Family, isByPeople } from '../devices/driver.js'

/** @returns whether people load there by hand @throws people/no-line */
export function assertPlace(port: string, family: Family): boolean {
  if (isByPeople(family) === isPlace(port)) return isPlace(port)
  throw new Fault('people/no-line', { port, driver: family.id })
}
