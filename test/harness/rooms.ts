// Who may import whom, as a table, and the reading of one source file against it.
// docs/architecture.md says the same in words; adding a room is adding a row.
import { posix } from 'node:path'

/** A room by its files, first match wins, and the rooms it may import; `:type` allows `import type` alone. */
interface Room {
  readonly name: string
  readonly files: RegExp
  readonly mayImport: readonly string[] | 'every room'
}

const driverOnly = ['contract', 'devices/driver', 'wire', 'keys:type']
const simulatorOnly = ['contract', 'devices/simulator', 'keys']

export const rooms: readonly Room[] = [
  { name: 'contract', files: /^electron\/contract\//, mayImport: [] },
  { name: 'wire', files: /^electron\/wire\//, mayImport: ['contract'] },
  { name: 'audit', files: /^electron\/audit\//, mayImport: ['contract'] },
  { name: 'cards', files: /^electron\/cards\//, mayImport: ['contract'] },
  { name: 'custody', files: /^electron\/custody\//, mayImport: ['contract'] },
  { name: 'keys', files: /^electron\/keys\//, mayImport: ['contract', 'native:type'] },
  { name: 'devices/driver', files: /^electron\/devices\/driver(-people|-load)?\.ts$/, mayImport: ['contract'] },
  {
    name: 'devices/simulator',
    files: /^electron\/devices\/simulator(-[^/]+)?\.ts$/,
    mayImport: ['contract', 'keys', 'native:type', 'devices/driver:type'],
  },
  { name: 'family simulator', files: /^electron\/devices\/[^/]+\/sim(-[^/]+)?\.ts$/, mayImport: simulatorOnly },
  { name: 'family', files: /^electron\/devices\/[^/]+\/[^/]+\.ts$/, mayImport: driverOnly },
  {
    name: 'devices',
    files: /^electron\/devices\/[^/]+\.ts$/,
    mayImport: ['contract', 'devices/driver', 'devices/simulator', 'family', 'family simulator'],
  },
  {
    name: 'injection',
    files: /^electron\/injection\//,
    mayImport: ['contract', 'keys', 'devices/driver', 'custody:type', 'audit:type'],
  },
  { name: 'ceremony', files: /^electron\/ceremony\//, mayImport: ['contract', 'keys', 'custody:type', 'audit:type'] },
  {
    name: 'diagnosis',
    files: /^electron\/diagnosis\//,
    mayImport: ['contract', 'keys', 'audit', 'devices:type', 'devices/driver:type'],
  },
  { name: 'monitor', files: /^electron\/monitor\//, mayImport: ['contract', 'audit'] },
  { name: 'fleet', files: /^electron\/fleet\//, mayImport: ['contract', 'audit'] },
  {
    name: 'ipc',
    files: /^electron\/ipc\//,
    mayImport: [
      'contract',
      'injection',
      'custody',
      'audit',
      'devices',
      'devices/driver',
      'diagnosis',
      'monitor',
      'fleet',
    ],
  },
  { name: 'release', files: /^electron\/release\//, mayImport: ['contract', 'keys', 'audit'] },
  { name: 'store', files: /^electron\/store(-ports)?\.ts$/, mayImport: ['contract'] },
  {
    name: 'window',
    files: /^electron\/(window|print|key-capture)\.ts$/,
    mayImport: ['contract', 'store', 'ceremony:type'],
  },
  { name: 'preload', files: /^electron\/preload\.cts$/, mayImport: ['contract:type'] },
  // The composition roots: the window's, the command line's, and what the two share.
  { name: 'main', files: /^electron\/(cli\/)?[^/]+\.ts$/, mayImport: 'every room' },
  { name: 'native', files: /^native\//, mayImport: [] },
  { name: 'renderer', files: /^renderer\//, mayImport: ['contract:type'] },
]

/** What has one door: a module or a word that may stand in these files alone. */
interface Door {
  readonly what: string
  readonly seen: (source: Source) => boolean
  readonly files: RegExp
}

const imports = (...names: readonly string[]) => {
  const wanted = new Set(names)
  return ({ imported }: Source) => imported.some(({ from }) => wanted.has(from))
}

export const doors: readonly Door[] = [
  {
    what: 'electron',
    seen: imports('electron'),
    files: /^electron\/((launch|main|window|print|key-capture)\.ts|preload\.cts|ipc\/.+)$/,
  },
  { what: 'ipcMain', seen: ({ code }) => /\bipcMain\b/.test(code), files: /^electron\/ipc\// },
  { what: 'serialport', seen: imports('serialport'), files: /^electron\/wire\// },
  {
    what: 'the file system',
    seen: imports('node:fs', 'node:fs/promises', 'fs', 'fs/promises'),
    // wire/direct reads and writes ports that are open already, by their descriptor.
    files: /^electron\/(audit\/.+|store(-ports)?\.ts|wire\/direct\.ts|release\/(integrity|update-file)\.ts)$/,
  },
  {
    what: 'the native addon',
    seen: ({ code }) => /\.node\b['"`]|kcv_native/.test(code),
    files: /^electron\/(keys\/(vault|keypad)|devices\/simulator)\.ts$/,
  },
]

/** Packages a place may import; what is not named here stays out. */
const packages: readonly { readonly files: RegExp; readonly allowed: RegExp }[] = [
  { files: /^electron\/contract\//, allowed: /^zod$/ },
  { files: /^electron\/preload\.cts$/, allowed: /^electron$/ },
  { files: /^electron\/audit\/index\/store\.ts$/, allowed: /^(node:|libsql$)/ },
  { files: /^electron\/cards\/reader\.ts$/, allowed: /^pcsc-mini$/ },
  { files: /^electron\//, allowed: /^(node:|zod$|serialport$|electron$|uqr$)/ },
  {
    files: /^renderer\//,
    allowed: /^(react|react-dom|@mantine\/(core|hooks)|@tabler\/icons-react|@tanstack\/react-virtual)(\/|$)/,
  },
]

export interface Import {
  readonly from: string
  readonly typeOnly: boolean
}
export interface Source {
  /** From the project's root, with slashes. */
  readonly path: string
  /** The text without its comments. */
  readonly code: string
  readonly imported: readonly Import[]
}

const statement = /^\s*(?:import|export)\s+(type\s)?([^'"`;]*?)\bfrom\s*['"]([^'"]+)['"]/gm
const bare = /^\s*import\s*['"]([^'"]+)['"]/gm
const call = /\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g

const onlyTypes = (names: string): boolean => {
  const inner = /^\{([^}]*)\}\s*$/s.exec(names.trim())?.[1]
  return inner?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false
}

/** Reads what one file imports. Comments go first: a word in a comment is no import. */
export const readSource = (path: string, text: string): Source => {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const named = [...code.matchAll(statement)].map(([, type, names, from]) => ({
    from: from!,
    typeOnly: type !== undefined || onlyTypes(names!),
  }))
  const others = [...code.matchAll(bare), ...code.matchAll(call)].map(([, from]) => ({ from: from!, typeOnly: false }))
  return { path, code, imported: [...named, ...others] }
}

export const roomOf = (path: string): Room | undefined => rooms.find(({ files }) => files.test(path))

/** The source file a relative import means: `./x.js` is written in `./x.ts`. */
const target = (path: string, from: string): string =>
  posix
    .join(posix.dirname(path), from)
    .replace(/\.js$/, '.ts')
    .replace(/\.cjs$/, '.cts')

const familyOf = (path: string): string | undefined => /^electron\/devices\/([^/]+)\//.exec(path)?.[1]

const mayMeet = (room: Room, other: Room, { typeOnly }: Import): boolean =>
  room.name === other.name ||
  room.mayImport === 'every room' ||
  room.mayImport.includes(other.name) ||
  (typeOnly && room.mayImport.includes(`${other.name}:type`))

const judgeRelative = (path: string, room: Room, one: Import): string | null => {
  const to = target(path, one.from)
  const other = roomOf(to)
  if (!other) return `${path} imports ${one.from}, which is in no room`
  const [own, its] = [familyOf(path), familyOf(to)]
  if (own && its && own !== its) return `${path} imports ${one.from}: a family never knows another`
  if (mayMeet(room, other, one)) return null
  return `${path} (${room.name}) imports ${one.from} (${other.name})${one.typeOnly ? ' as a type' : ''}`
}

const judgePackage = (path: string, { from }: Import): string | null =>
  packages.find(({ files }) => files.test(path))?.allowed.test(from) ? null : `${path} imports the package ${from}`

/** Everything about one file that the table does not allow, as sentences; empty when all is well. */
export const judge = (source: Source): string[] => {
  const { path, imported } = source
  const room = roomOf(path)
  if (!room) return [`${path} is in no room`]
  const found = imported.map((one) =>
    one.from.startsWith('.') ? judgeRelative(path, room, one) : judgePackage(path, one),
  )
  const forced = doors.filter(({ seen, files }) => seen(source) && !files.test(path))
  return [...found.filter((fault) => fault !== null), ...forced.map(({ what }) => `${path} touches ${what}`)]
}
