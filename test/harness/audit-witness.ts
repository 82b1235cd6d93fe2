// An officer with a machine of their own: sees exports, hands cosigned checkpoints back.
import fs from 'node:fs'
import path from 'node:path'
import { witnessExport } from '../../electron/audit/anchors/witness.js'
import { exportLog } from '../../electron/audit/export/export.js'
import { Fault } from '../../electron/contract/fault.js'
import { app } from './audit.js'

/** Seconds since 1970: 2026-11-22T08:00:00Z. */
export const at = 1_795_334_400
export const fault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

export async function seen(dir: string, folder: string, now = at, more: object = {}) {
  const out = path.join(fs.mkdtempSync(path.join(folder, 'export-')), 'log.tar')
  await exportLog(dir, out, { app })
  return witnessExport(path.join(folder, 'officer.state'), out, { now, name: 'officer', ...more })
}

/** Writes the cosigned checkpoint to a file, as the officer hands it back. */
export function handedBack(folder: string, note: string | null): string {
  const file = path.join(fs.mkdtempSync(path.join(folder, 'note-')), 'cosigned')
  fs.writeFileSync(file, note!)
  return file
}
