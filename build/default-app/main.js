// Loads the application folder named on the command line, as Electron's own default app does.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const named = process.argv.slice(1).find((word) => !word.startsWith('-'))

if (!named) {
  process.stderr.write('Usage: electron [options] FOLDER\n')
  app.exit(64)
} else {
  const folder = resolve(named)
  const { name, productName, version, main } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8'))
  process.defaultApp = true
  app.setAppPath(folder)
  app.setName(productName ?? name)
  if (version) app.setVersion(version)
  await import(pathToFileURL(resolve(folder, main ?? 'index.js')))
}
