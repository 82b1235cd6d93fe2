// What the file system says of ports: the kernel's tree of USB, and the folder where simulated terminals show themselves.
import { mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { PortInfo } from './contract/values.js'
import { type Environment, home, isRealPort, isThere } from './store.js'

/**
 * Serial ports that hang at USB, as Linux lists them.
 * @param root of the kernel's own tree
 * @returns null where the system keeps no such tree
 */
export function usbSerialPorts(root = '/sys'): readonly PortInfo[] | null {
  const names = namesIn(join(root, 'class', 'tty'))
  if (!names) return null
  return names.filter((name) => /^tty(USB|ACM)\d+$/.test(name)).flatMap((name) => usbSerialPort(root, name))
}
function usbSerialPort(root: string, name: string): PortInfo[] {
  const at = linkedTo(join(root, 'class', 'tty', name, 'device'))
  const place = /\/(\d+-[\d.]+:\d+\.\d+)(\/|$)/.exec(at ?? '')?.[1]
  if (!at || place === undefined) return []
  const device = join(at.slice(0, at.indexOf(place)))
  const told = (what: string) => lineOf(join(device, what))
  const ids = { vendorId: told('idVendor'), productId: told('idProduct'), serialNumber: told('serial') }
  return [{ path: `/dev/${name}`, ...ids, place }]
}

/** Simulated terminals that other processes show: links named `driver.serial` in a folder that is ours alone. */
export const terminalFolder = (environment: Environment): string =>
  join(home(environment, 'XDG_STATE_HOME', '.local/state'), 'kcv-station', 'terminals')
export function shownTerminals(folder: string): readonly { readonly path: string; readonly driver: string }[] {
  const names = namesIn(folder) ?? []
  return names
    .map((name) => ({ path: join(folder, name), driver: name.slice(0, Math.max(0, name.indexOf('.'))) }))
    .filter(({ path, driver }) => driver !== '' && !isRealPort(path) && isThere(path))
}
export function makeTerminalFolder(environment: Environment): string {
  const folder = terminalFolder(environment)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

function namesIn(folder: string): string[] | null {
  try {
    return readdirSync(folder).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  } catch {
    return null
  }
}
function linkedTo(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}
function lineOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null
  } catch {
    return null
  }
}
