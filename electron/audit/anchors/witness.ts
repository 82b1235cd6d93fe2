// `audit witness`: the officer's own machine looks whether an export continues what it saw before, and cosigns it then.
import { dirname, resolve } from 'node:path'
import { Fault } from '../../contract/fault.js'
import { readIfThere } from '../durable.js'
import { openArchive } from '../export/archive.js'
import { errorCode, type FileDoor, realFiles } from '../files.js'
import { originOf, places } from '../layout.js'
import { listRecords } from '../list.js'
import { lockDirectory } from '../lock.js'
import { longestNote, textOf } from '../note.js'
import { readPruned } from '../retention/pruned.js'
import { type VerifyProgress, verifyDirectory } from '../verify.js'
import { cosign } from './cosignature.js'
import { witnessState } from './witness-state.js'

export interface WitnessOptions {
  /** Seconds since 1970. */
  readonly now: number
  /** What a new witness is called. */
  readonly name: string
  /** The log's first public key, from elsewhere; without it the log is taken at its word when first seen. */
  readonly vkey?: string | undefined
  readonly files?: FileDoor
  readonly onProgress?: (progress: VerifyProgress) => void
}

export interface Witnessed {
  readonly consistent: boolean
  /** Records seen before, and now. */
  readonly from: number
  readonly to: number
  /** The signature line; null where it was refused. */
  readonly cosignature: string | null
  /** The cosigned checkpoint, to be given back to the station. */
  readonly note: string | null
  /** The witness's own key, for the station and for those who verify. */
  readonly witness: string
  readonly reasons: readonly string[]
}

/** @throws Fault audit/no-export, audit/witness-state, station/directory-in-use, station/usage */
export async function witnessExport(state: string, path: string, options: WitnessOptions): Promise<Witnessed> {
  const files = options.files ?? realFiles
  // Two at a time could each cosign what the other has not seen.
  const unlock = await lockDirectory(files, dirname(resolve(state)))
  try {
    return await witnessed(files, state, path, options)
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('audit/unreadable', { because: errorCode(error) }, { cause: error })
  } finally {
    await unlock()
  }
}

async function witnessed(files: FileDoor, path: string, file: string, options: WitnessOptions): Promise<Witnessed> {
  const archive = await openArchive(files, file)
  try {
    const { dir, door } = archive
    const born = await birthOf(dir, door)
    const me = await witnessState(files, path, options.name)
    const seen = born === null ? null : me.seen(born.origin)
    const told = { from: seen?.size ?? 0, witness: me.vkey }
    const before = seen && { by: me.name, origin: seen.origin, size: seen.size, root: seen.root, receipt: null }
    const view = await verifyDirectory(dir, {
      files: door,
      vkey: options.vkey ?? seen?.vkey,
      anchors: before ? [{ ...before, root: Buffer.from(before.root, 'base64') }] : [],
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    })
    const refused = { ...told, consistent: false, to: view.size, cosignature: null, note: null }
    if (view.verdict !== 'pass' || born === null) return { ...refused, reasons: view.reasons }
    if (seen !== null && seen.vkey !== born.vkey)
      return { ...refused, reasons: ['other-key: the log does not begin with the key it had'] }
    const newest = await newestOf(dir, door)
    const { size, root } = view
    // Kept before it is told: what was cosigned once is never forgotten.
    await me.saw({ ...born, size, root, at: new Date(options.now * 1000).toISOString() })
    const cosignature = cosign(textOf(newest), options.now, me.vkey, me.key)
    return { ...told, consistent: true, to: size, cosignature, note: `${newest}${cosignature}\n`, reasons: [] }
  } finally {
    await archive.close()
  }
}

/** Verified: it is the checkpoint of the whole log. */
async function newestOf(dir: string, files: FileDoor): Promise<string> {
  const bytes = await readIfThere(files, places(dir).newest, longestNote).catch((error: unknown) => {
    throw new Fault('audit/unreadable', { because: errorCode(error) }, { cause: error })
  })
  return bytes!.toString('utf8')
}

/** @returns the log's name and first key as its first record tells them; null where there is no such record */
async function birthOf(dir: string, files: FileDoor): Promise<{ origin: string; vkey: string } | null> {
  const dropped = await readPruned(files, dir)
  if (dropped !== null) return { origin: originOf(dropped.born.body), vkey: dropped.born.body.vkey }
  try {
    for await (const { type, body } of listRecords(dir, { limit: 1 }, files))
      return type === 'log-created' ? { origin: originOf(body), vkey: body.vkey } : null
  } catch (error) {
    // Verifying says what is wrong with it.
    if (!(error instanceof Fault && error.code === 'audit/suspect')) throw error
  }
  return null
}
