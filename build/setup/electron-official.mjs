// The official Electron, by the installer of the `electron` package, which checks what it fetched against its own sums.
import { attempt } from './command.mjs'
import { inside } from './project.mjs'

const ANSWER_WITHIN_MS = 20_000
const DOWNLOAD_WITHIN_MS = 15 * 60_000

/** Where the installer fetches from: the same variables it reads itself. */
const site = () =>
  process.env.npm_config_electron_mirror ||
  process.env.NPM_CONFIG_ELECTRON_MIRROR ||
  process.env.ELECTRON_MIRROR ||
  'https://github.com/electron/electron/releases/download/'
const behindProxy = () => Boolean(process.env.HTTPS_PROXY || process.env.https_proxy)

/** Any answer will do: whether the file is there is the installer's business. */
const answers = async () => {
  try {
    await fetch(site(), { method: 'HEAD', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    return true
  } catch {
    return false
  }
}

/** @returns {Promise<string | null>} null when it is here, otherwise why not */
export const fetchOfficial = async () => {
  // Node's own fetch knows no proxy; the installer does.
  if (!behindProxy() && !(await answers())) return `${new URL(site()).host} does not answer`
  const { code, output, timedOut } = await attempt(
    process.execPath,
    [inside('node_modules', 'electron', 'install.js')],
    {
      env: behindProxy() ? { ELECTRON_GET_USE_PROXY: 'true' } : {},
      timeout: DOWNLOAD_WITHIN_MS,
    },
  )
  if (code === 0) return null
  return timedOut ? 'the download took too long' : (output.split('\n')[0] ?? 'the installer failed')
}
