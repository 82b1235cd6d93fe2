// The native addon in native/: compiled C, over N-API, so one build serves Node and Electron alike.
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runTool } from './command.mjs'
import { exits, inside } from './project.mjs'
import { fingerprint, matches, stamp } from './stamp.mjs'

const stampFile = inside('native', 'build', '.kcv-station-stamp')

/** Debian's static OpenSSL is linked in: when a security update replaces it, the addon is built again. */
const opensslArchives = () =>
  existsSync('/usr/lib')
    ? readdirSync('/usr/lib')
        .map((name) => join('/usr/lib', name, 'libcrypto.a'))
        .filter((path) => existsSync(path))
    : []
const print = () => fingerprint([inside('native'), ...opensslArchives()], [process.platform, process.arch])

export const addonFits = () => matches(stampFile, print())

/** Headers of this Node where they lie beside it; node-gyp fetches them otherwise. */
const headers = () => {
  const prefix = dirname(dirname(process.execPath))
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : []
}

export const buildAddon = async () => {
  await runTool(
    inside('node_modules', 'node-gyp', 'bin', 'node-gyp.js'),
    ['rebuild', '-C', 'native', '--loglevel=error', ...headers()],
    {
      advice:
        'A compiler, make, python3 and libssl-dev are needed, and Node’s headers: either include/node beside this Node,\n' +
        'or a network that reaches nodejs.org. Then run the same command again.',
      exit: exits.unavailable,
    },
  )
  stamp(stampFile, print())
}
