// Electron's compiled-in switches of the package, as one table, and how they are read back.
import fusesPackage from '@electron/fuses'

const { FuseV1Options, getCurrentFuseWire } = fusesPackage
/** As the bytes stand in the file. */
const states = { 48: 'off', 49: 'on' }

/** @type {Readonly<Record<string, {name: keyof typeof FuseV1Options, on: boolean, why: string}>>} */
export const fuses = {
  runAsNode: { name: 'RunAsNode', on: false, why: 'ELECTRON_RUN_AS_NODE would make it a plain Node' },
  enableCookieEncryption: { name: 'EnableCookieEncryption', on: true, why: 'nothing readable in the profile folder' },
  enableNodeOptionsEnvironmentVariable: {
    name: 'EnableNodeOptionsEnvironmentVariable',
    on: false,
    why: 'NODE_OPTIONS would load code before ours',
  },
  enableNodeCliInspectArguments: {
    name: 'EnableNodeCliInspectArguments',
    on: false,
    why: '--inspect would open a debugger',
  },
  enableEmbeddedAsarIntegrityValidation: {
    name: 'EnableEmbeddedAsarIntegrityValidation',
    on: true,
    why: 'Windows and macOS check the archive; on Linux the app does it itself',
  },
  onlyLoadAppFromAsar: { name: 'OnlyLoadAppFromAsar', on: true, why: 'a folder beside the archive is not run' },
  loadBrowserProcessSpecificV8Snapshot: {
    name: 'LoadBrowserProcessSpecificV8Snapshot',
    on: false,
    why: 'there is none of our own',
  },
  grantFileProtocolExtraPrivileges: {
    name: 'GrantFileProtocolExtraPrivileges',
    on: false,
    why: 'the page comes from app://, never from file://',
  },
}

/** As electron-builder takes them; it sets them, and what it set is read back. */
export const electronFuses = Object.fromEntries(Object.entries(fuses).map(([id, { on }]) => [id, on]))

/** @returns {Promise<{id: string, wanted: boolean, found: 'on' | 'off' | 'removed'}[]>} read from the file's bytes */
export const readFuses = async (program) => {
  const wire = await getCurrentFuseWire(program)
  return Object.entries(fuses).map(([id, { name, on }]) => ({
    id,
    wanted: on,
    found: states[wire[FuseV1Options[name]]] ?? 'removed',
  }))
}

export const fuseTable = (rows) =>
  rows.map(
    ({ id, wanted, found }) =>
      `  ${id.padEnd(40)} ${found.padEnd(8)} ${(found === 'on') === wanted ? 'as wanted' : 'NOT AS WANTED'}`,
  )
