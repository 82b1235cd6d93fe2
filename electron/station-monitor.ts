// The watch joined to an open station: this machine's clock, time zone, name and network.
import { hostname } from 'node:os'
import { type StepId, steps } from './diagnosis/steps.js'
import { machineTime } from './monitor/local-time.js'
import { Monitor, type MonitorDoors } from './monitor/monitor.js'
import { sendSyslog } from './monitor/syslog-line.js'
import type { Station } from './station.js'

function stepWords(step: string) {
  if (!Object.hasOwn(steps, step)) return null
  const { text, confirmation } = steps[step as StepId]
  return { text, confirmation }
}

/** @returns a watch that has read nothing yet: `read()` makes it begin */
export const watchOver = (
  { log }: Station,
  dataDirectory: string,
  doors: Pick<MonitorDoors, 'changed' | 'notice'>,
): Monitor =>
  new Monitor({
    log,
    dataDirectory,
    local: machineTime,
    now: Date.now,
    source: { host: hostname(), app: 'kcv-station', pid: process.pid, station: log.stationId },
    send: sendSyslog,
    stepWords,
    // A retry never keeps the process alive.
    later: (work, ms) => setTimeout(work, ms).unref(),
    ...doors,
  })
