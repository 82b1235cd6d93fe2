// Exports to try things on: made, verified by the station's own verifier and by the script in them, unpacked.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { openArchive } from '../../electron/audit/export/archive.js'
import { exportLog } from '../../electron/audit/export/export.js'
import { realFiles } from '../../electron/audit/files.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import type { VerifyView } from '../../electron/contract/views.js'
import { app } from './audit.js'

const now = Date.UTC(2026, 10, 22, 8)
export const exported = (dir: string, out: string, more: object = {}) => exportLog(dir, out, { app, now, ...more })

export async function verified(file: string, options: object = {}): Promise<VerifyView> {
  const archive = await openArchive(realFiles, file)
  try {
    return await verifyDirectory(archive.dir, { files: archive.door, ...options })
  } finally {
    await archive.close()
  }
}

export function unpacked(file: string, folder: string): string {
  const to = fs.mkdtempSync(path.join(folder, 'unpacked-'))
  const { status, stderr } = spawnSync('tar', ['-xf', file, '-C', to])
  assert.equal(status, 0, String(stderr))
  return path.join(to, fs.readdirSync(to)[0]!)
}

/** The script of the export, as its reader runs it. */
export function script(
  verifier: string,
  ...words: string[]
): Pick<VerifyView, 'verdict' | 'firstBad'> & { code: number | null } {
  const { stdout, status } = spawnSync(process.execPath, [verifier, ...words, '--json'], { encoding: 'utf8' })
  if (status !== 0 && status !== 1) return { verdict: 'fail', firstBad: null, code: status }
  const { verdict, firstBad = null } = JSON.parse(stdout)
  return { verdict, firstBad, code: status }
}
