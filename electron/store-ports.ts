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

/** A keyboard as the kernel lists it. `id` stays the same when it is plugged in again. */
export interface Keyboard {
  readonly id: string
  readonly name: string
  readonly path: string
}
/** Keyboards and keypads that have the ten digits; none where the system keeps no such tree. */
export function keyboards(root = '/sys'): readonly Keyboard[] {
  const folder = join(root, 'class', 'input')
  return (namesIn(folder) ?? []).filter((name) => /^event\d+$/.test(name)).flatMap((name) => keyboard(folder, name))
}
function keyboard(folder: string, event: string): Keyboard[] {
  const told = (...what: string[]) => lineOf(join(folder, event, 'device', ...what)) ?? ''
  if (!hasDigits(told('capabilities', 'key'))) return []
  const id = [told('id', 'vendor'), told('id', 'product'), told('uniq') || told('phys') || told('name')].join(':')
  return [{ id: id.slice(0, 200), name: told('name') || event, path: `/dev/input/${event}` }]
}
/** KEY_1 to KEY_0 are bits 2 to 11, those of a number block 71 to 82 without its signs; the last word holds the lowest 64. */
function hasDigits(words: string): boolean {
  const [low = 0n, high = 0n] = words
    .split(' ')
    .reverse()
    .map((word) => (/^[0-9a-f]+$/.test(word) ? BigInt(`0x${word}`) : 0n))
  const row = 0xffcn
  const block = 0b1111011101110000000n
  return (low & row) === row || (high & block) === block
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
