// `simulate`: a simulated terminal in a process of its own, on a pseudo-terminal, until it is told to end.

import { join } from 'node:path'
import { startSimulator } from '../devices/simulator.js'
import { simulatorOf } from '../devices/simulators.js'
import { pointLink, removeLink } from '../store.js'
import { makeTerminalFolder } from '../store-ports.js'
import type { CliCommand } from './command.js'
import { askedToStop, heedSignals } from './process.js'

export const simulate: CliCommand = {
  name: 'simulate',
  usage:
    'simulate --driver D [--link PATH | --show] [--baud N] [--serial SN] [--behave NAME[=ARG]]…   --show: appears on the bench by itself',
  options: {
    driver: { type: 'string' },
    link: { type: 'string' },
    show: { type: 'boolean' },
    baud: { type: 'string' },
    serial: { type: 'string' },
    behave: { type: 'string', multiple: true },
  },
  inProduction: false,
  async run(options, io) {
    const family = simulatorOf(options.required('driver', 'a driver id'))
    const serial = options.optional('serial') ?? ownSerial()
    const link = options.flag('show')
      ? join(makeTerminalFolder(io.environment), `${family.driver}.${serial}`)
      : options.optional('link')
    heedSignals()
    const simulator = await startSimulator(family, {
      baud: options.number('baud'),
      serial,
      behave: options.many('behave'),
    })
    let target = ''
    const point = (path: string | null) => {
      if (link === undefined) return
      if (target) removeLink(link, target)
      target = path ?? ''
      if (path !== null) pointLink(link, path)
    }
    const stop = askedToStop()
    try {
      point(simulator.path)
      simulator.onPath(point)
      const ready = { ready: true, path: link ?? simulator.path }
      io.result(ready, JSON.stringify(ready))
      if (!io.stopping()) await stop
    } finally {
      point(null)
      await simulator.stop()
    }
    return 0
  },
}

/** Serial numbers of two simulators on one machine differ. */
const ownSerial = (): string => `SIM${String(process.pid).padStart(9, '0')}`
