// The verifier of an export, run again and again in this process: a hundred logs in the time of ten processes.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { verifierScript } from '../../electron/audit/export/verifier-script.js'
import { realFiles } from '../../electron/audit/files.js'
import type { Files } from './audit-in-memory.js'

export interface Said {
  readonly verdict: 'pass' | 'fail' | 'incomplete' | 'none'
  readonly firstBad: number | null
  readonly reasons: readonly string[]
  readonly trust: { readonly vkey: string; readonly anchoredTo: number | null; readonly dropped?: number }
  readonly bodies: string
}

let runs = 0

/** @param folder to put the script in @returns how to run it */
export async function scriptIn(folder: string): Promise<(...words: string[]) => Promise<Said>> {
  const file = path.join(folder, 'verify.mjs')
  fs.writeFileSync(file, await verifierScript(realFiles))
  return async (...words) => {
    const { argv } = process
    const { log, error } = console
    const told: string[] = []
    console.log = (text: string) => void told.push(text)
    console.error = (text: string) => void told.push(text)
    process.argv = [...argv.slice(0, 2), ...words, '--json']
    try {
      runs += 1
      await import(`${pathToFileURL(file)}?${runs}`)
    } finally {
      Object.assign(console, { log, error })
      process.argv = argv
    }
    const code = process.exitCode
    process.exitCode = 0
    // What is no log at all has no verdict, and is no pass.
    if (code === 74)
      return { verdict: 'none', firstBad: null, reasons: told, trust: { vkey: '', anchoredTo: null }, bodies: '' }
    return { firstBad: null, ...(JSON.parse(told.join('')) as Omit<Said, 'firstBad'>) }
  }
}

/** Files of a disk in memory as a folder. */
export function written(files: Files, folder: string): string {
  const to = fs.mkdtempSync(path.join(folder, 'log-'))
  for (const [name, bytes] of files) {
    const place = path.join(to, name)
    fs.mkdirSync(path.dirname(place), { recursive: true })
    fs.writeFileSync(place, bytes)
  }
  return path.join(to, 'st')
}
