// `ports` and `drivers`: what is plugged in, and what the station can talk to.
import { portsWithDrivers } from '../devices/find.js'
import { families } from '../devices/index.js'
import { settingsFor } from '../station.js'
import { listPorts } from '../wire/ports.js'
import type { CliCommand } from './command.js'

export const ports: CliCommand = {
  name: 'ports',
  usage: 'ports   the serial ports of this machine',
  options: {},
  inProduction: true,
  async run(_options, io) {
    const found = portsWithDrivers(await listPorts())
    for (const port of found)
      io.result(port, `${port.path}  ${port.serialNumber ?? ''}  ${port.drivers.join(', ')}`.trimEnd())
    if (found.length === 0)
      io.remark('No serial port is plugged in. A simulated terminal: kcv-station simulate --driver newland-k21')
    return 0
  },
}

export const drivers: CliCommand = {
  name: 'drivers',
  usage: 'drivers   the device families the station can load',
  options: {},
  inProduction: true,
  async run(_options, io) {
    for (const driver of families) {
      const loads = driver
        .loads(settingsFor(driver, {}))
        .map(({ usage, forms, provenance, kcvBytes }) => ({ usage, forms, provenance, kcvBytes }))
      const lines = loads.map(
        (load) => `    ${load.usage}  ${load.forms.join(', ')}  ${load.provenance}  ${load.kcvBytes.join('/')}`,
      )
      io.result(
        { id: driver.id, title: driver.title, loads },
        [`${driver.id}  ${driver.title[io.language]}`, ...lines].join('\n'),
      )
    }
    return 0
  },
}
