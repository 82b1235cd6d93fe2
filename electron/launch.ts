// Where Electron begins. The packaged app first decides whether it may start; everything else is loaded after that.
// While this file waits, Chromium waits: no window, no port, no display is opened before a command has ended.
import { app } from 'electron'
import { asFault } from './contract/fault.js'
import { startOf } from './release/start.js'

/** In two languages, for nobody has chosen one yet; then the end, before anything is opened. */
function refuse(thrown: unknown): never {
  const { sentence, row } = asFault(thrown)
  process.stderr.write(`${sentence.en}\n${sentence.zh}\n`)
  process.exit(row.exit)
}

function commandOfPackage(): readonly string[] | null {
  try {
    const { argv, env, resourcesPath } = process
    return startOf({ words: argv.slice(1), environment: env, resources: resourcesPath })
  } catch (error) {
    return refuse(error)
  }
}

const command = app.isPackaged ? commandOfPackage() : null
if (command === null) await import('./main.js')
else {
  process.argv = [process.execPath, 'kcv-station', ...command]
  const { main } = await import('./cli.js')
  await main()
  app.exit(Number(process.exitCode ?? 0))
}
