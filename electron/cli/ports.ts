// `ports` and `drivers`: what is plugged in, and what the station can talk to.
import { asFault, Fault } from '../contract/fault.js'
import { portsWithDrivers } from '../devices/find.js'
import { families } from '../devices/index.js'
import { settingsFor } from '../injection/port-choice.js'
import { probe } from '../probe.js'
import { productionHere } from '../store.js'
import { listPorts } from '../wire/ports.js'
import type { CliCommand } from './command.js'
import type { Io } from './io.js'

export const ports: CliCommand = {
  name: 'ports',
  usage:
    'ports [--probe [--port PATH]…]   the serial ports of this machine; --probe, lab only: asks each family in turn who is there',
  options: { probe: { type: 'boolean' }, port: { type: 'string', multiple: true } },
  inProduction: true,
  async run(options, io) {
    if (options.flag('probe')) return probeAll(options.many('port'), io)
    const found = portsWithDrivers(await listPorts())
    for (const port of found)
      io.result(port, `${port.path}  ${port.serialNumber ?? ''}  ${port.drivers.join(', ')}`.trimEnd())
    if (found.length === 0) io.remark(noPort[io.language])
    return 0
  },
}

const noPort = {
  en: 'No serial port is plugged in. A simulated terminal: kcv-station simulate --driver newland-k21',
  zh: '没有插入串口。模拟终端：kcv-station simulate --driver newland-k21',
} as const

/** Only what USB brought, or what is named: a port of the machine's own board may lead to anything. */
async function probeAll(named: readonly string[], io: Io): Promise<number> {
  if (productionHere(io.environment)) throw new Fault('station/production-here', { command: 'ports --probe' })
  const paths =
    named.length > 0 ? named : (await listPorts()).filter(({ vendorId }) => vendorId !== null).map(({ path }) => path)
  if (paths.length === 0) throw new Fault('wire/no-usb-port', {})
  const found = await Promise.all(paths.map((path) => probe('lab', path).catch(asFault)))
  for (const [at, answer] of found.entries()) {
    const path = paths[at]!
    if (answer instanceof Fault)
      io.result({ path, driver: null, code: answer.code }, `${path}  ${answer.sentence[io.language]}`)
    else io.result({ path, ...answer }, `${path}  ${answer.driver}  SN ${answer.device.serial ?? '–'}`)
  }
  return found.some((answer) => !(answer instanceof Fault)) ? 0 : 69
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
