#!/usr/bin/env node
// The `kcv-station` command.
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = new URL('../dist/electron/cli-main.js', import.meta.url)

if (existsSync(program)) {
  await import(program)
} else {
  const folder = dirname(dirname(fileURLToPath(import.meta.url)))
  process.stderr.write(`kcv-station is not built yet: run \`npm run setup\` in ${folder} first.\n`)
  process.exitCode = 78
}
