// What a person settled for the sockets of this machine, a name and a family each, kept in the window's settings.
import { z } from 'zod'
import type { RememberedPort } from './injection/bench-doors.js'
import { readSettings, writeSettings } from './store.js'

const kept = z.object({
  label: z.string().max(24),
  driver: z.string().max(80),
  baud: z.int().nullable(),
  settings: z.record(z.string().max(40), z.string().max(40)),
})
const remembered = z.record(z.string(), kept.partial())
/** The longest unused ones give way. */
const MOST_SOCKETS = 256

/** @param file the window's settings */
export function portMemory(file: string) {
  const all = (): Readonly<Record<string, RememberedPort>> => {
    const read = remembered.safeParse(readSettings(file).ports)
    return read.success ? (read.data as Readonly<Record<string, RememberedPort>>) : {}
  }
  return {
    remembered: (place: string): RememberedPort => all()[place] ?? {},
    remember: (place: string, change: RememberedPort): void => {
      const { [place]: before, ...others } = all()
      const newest = [...Object.entries(others), [place, { ...before, ...change }] as const].slice(-MOST_SOCKETS)
      writeSettings(file, { ports: Object.fromEntries(newest) })
    },
  }
}
