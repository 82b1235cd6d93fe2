// `--port PATH[=DRIVER[,baud=N][,scanned=SN][,SETTING=V]…]`
import { Fault } from '../contract/fault.js'
import { isKeyLike } from '../contract/key-like.js'
import { serialShape } from '../contract/people.js'
import { portsWithDrivers } from '../devices/find.js'
import { driverOf, families } from '../devices/index.js'
import { assertPlace } from '../injection/place.js'
import { settingsFor } from '../injection/port-choice.js'
import type { PortSpec } from '../station.js'
import { listPorts } from '../wire/ports.js'
import { usageFault } from './command.js'

const MOST_PORTS = 32
const FORM = 'PATH[=DRIVER[,baud=N][,scanned=SERIAL][,SETTING=VALUE]…]'

/** @throws station/usage, devices/unknown-driver, devices/bad-setting */
export async function portSpecs(texts: readonly string[]): Promise<readonly PortSpec[]> {
  if (texts.length === 0) throw usageFault('--port is missing', '--port', FORM)
  const specs = await Promise.all(texts.map(portSpec))
  const twice = specs.find((spec, i) => specs.findIndex((other) => other.path === spec.path) !== i)
  if (specs.length > MOST_PORTS) throw usageFault('too many ports', '--port', `at most ${MOST_PORTS}`)
  if (twice) throw usageFault(`port ${twice.path} is given twice`, '--port', 'each port once')
  return specs
}

async function portSpec(text: string): Promise<PortSpec> {
  const equals = text.indexOf('=')
  const path = equals < 0 ? text : text.slice(0, equals)
  if (!path) throw usageFault('--port has no path', '--port', FORM)
  const [driver = '', ...words] = equals < 0 ? [] : text.slice(equals + 1).split(',')
  const pairs = words.map(setting)
  const twice = pairs.find(([name], i) => pairs.findIndex(([other]) => other === name) !== i)
  if (twice) throw usageFault('--port has a setting twice', '--port', FORM)
  const settings = Object.fromEntries(pairs)
  const { baud, scanned, ...others } = settings
  const id = driver || (await suggested(path))
  const family = driverOf(id)
  settingsFor(family, others)
  assertPlace(path, family)
  return {
    path,
    driver: id,
    settings: others,
    ...(baud === undefined ? {} : { baud: baudOf(baud) }),
    ...(scanned === undefined ? {} : { scanned: serialOf(scanned) }),
  }
}

function setting(word: string): [string, string] {
  const [name, value, ...more] = word.split('=')
  if (name && value && more.length === 0) return [name, value]
  throw usageFault('--port has a setting without a value', '--port', FORM)
}

function baudOf(text: string): number {
  const baud = /^\d{2,7}$/.test(text) ? Number(text) : 0
  if (baud >= 50 && baud <= 4_000_000) return baud
  throw usageFault('baud is out of range', '--port', '50 to 4000000')
}

/** The serial number on the label of a terminal that tells none. */
function serialOf(text: string): string {
  if (serialShape.safeParse(text).success && !isKeyLike(text)) return text
  throw usageFault('that is no serial number', '--port', '1 to 64 characters of a label, without spaces')
}

/** The one family that the port's USB ids suggest. @throws station/usage where they suggest none or several */
async function suggested(path: string): Promise<string> {
  const candidates = portsWithDrivers(await listPorts()).find((port) => port.path === path)?.drivers ?? []
  const [only, another] = candidates
  if (only && !another) return only
  throw new Fault('station/usage', {
    problem: `which terminal is at ${path} cannot be told from its USB ids`,
    field: '--port',
    expected: `${path}=DRIVER, with one of: ${(another ? candidates : families.map(({ id }) => id)).join(', ')}`,
  })
}
