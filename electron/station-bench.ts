// The bench joined to an open station: its ports, its attempts, what people settled for each socket.
import { isPlace } from './contract/people.js'
import { driverOf } from './devices/index.js'
import { Bench } from './injection/bench.js'
import type { Desk } from './injection/desk.js'
import { practiceProfiles } from './injection/practice.js'
import { portMemory } from './port-memory.js'
import { probe } from './probe.js'
import type { Station } from './station.js'
import { assertPracticePort } from './station-desks.js'
import { isThere } from './store.js'

/** @param settingsFile the window's settings */
export const benchOf = (
  station: Station,
  desk: Desk,
  settingsFile: string,
  changed: () => void,
  training = false,
): Bench =>
  new Bench(
    {
      openPort: async (path, driver, { baud, settings }, scanned) => {
        assertPracticePort(training, path)
        return station.openPort({ path, driver, settings, baud: baud ?? undefined, scanned }, desk.ask)
      },
      context: (emit, options) => station.context(emit, options),
      attempt: (id) => station.attempt(id),
      driverOf,
      isThere: (path) => isPlace(path) || isThere(path),
      ...portMemory(settingsFile),
      probe: async (path) => (await probe(station.log.mode, path)).driver,
      mode: station.log.mode,
      ...(station.people.keyProfile ? { keyProfile: station.people.keyProfile } : {}),
      now: Date.now,
      changed: changed,
    },
    station.log.mode === 'lab' ? practiceProfiles : [],
  )
