// The birth of a data directory: its ids, its first keys, its first record.
import { randomBytes } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { Fault } from '../contract/fault.js'
import type { StationClass } from '../contract/persons.js'
import type { KeyProfileName, Mode } from '../contract/values.js'
import { readClock, systemClock, type Wall } from './clock.js'
import { errorCode, type FileDoor, realFiles } from './files.js'
import { type Identity, originOf, places, segmentLimit } from './layout.js'
import { noLeaf, theStation } from './record.js'
import { SigningKeys } from './seal.js'
import { Site } from './site.js'
import { Tree } from './tree.js'
import { Writer } from './writer.js'

export interface CreateOptions {
  readonly mode: Mode
  /** What a production station is for ever; none in lab. */
  readonly kind?: { readonly network: StationClass; readonly keyProfile: KeyProfileName }
  readonly now?: Wall
  /** Name and version of the program, for every record. */
  readonly app: string
  readonly files?: FileDoor
}

export interface Born {
  readonly stationId: string
  readonly logId: string
  readonly mode: Mode
  /** The public key of the first checkpoint: pinned by whoever verifies the log later. */
  readonly vkey: string
}

/**
 * Makes `dir`, and the folders above it where they are missing, a data directory of one sealed record.
 * @throws Fault station/cannot-create; what had been made is taken away again
 */
export async function createDirectory(dir: string, options: CreateOptions): Promise<Born> {
  const path = resolve(dir)
  const site = new Site(options.files ?? realFiles)
  try {
    return await birth(site, path, options)
  } catch (error) {
    await site.clear()
    const because = error instanceof Fault ? String(error.facts.because) : errorCode(error)
    throw new Fault('station/cannot-create', { path: dir, because }, { cause: error })
  }
}

async function birth(site: Site, dir: string, { mode, kind, now, app }: CreateOptions): Promise<Born> {
  const { files } = site
  await site.folders(dir)
  if ((await files.list(dir)).length > 0) throw new Fault('station/cannot-create', { because: 'it is not empty' })
  const identity: Identity = { stationId: `st-${randomName(10)}`, logId: `log-${randomName(16)}`, mode }
  const place = places(dir)
  await site.folder(place.log)
  await site.folder(place.keys)
  site.made.push({ path: place.signing, kind: 'file' })
  const keys = await SigningKeys.create(files, place.signing, originOf(identity))
  const vkey = keys.vkey(1)
  const opened: number[] = []
  let writer: Writer | null = null
  try {
    for (const path of [place.segment(0), place.newest]) opened.push(await site.file(path))
    for (const folder of [place.keys, place.log, dir, dirname(dir)]) await files.syncDirectory(folder)
    const head = { identity, app, tree: new Tree(), prev: noLeaf, segment: 0, offset: 0 }
    const handles = { segment: opened[0]!, newest: opened[1]! }
    writer = new Writer(files, dir, head, handles, keys, { segmentLimit, judge: () => {} })
    writer.compose('log-created', { ...identity, vkey, ...kind }, theStation, readClock(systemClock(now)))
    await writer.commit()
  } finally {
    await (writer ?? keys).close()
    if (writer === null) for (const fd of opened) await files.close(fd).catch(() => {})
  }
  return { ...identity, vkey }
}

// Crockford's base 32 in lower case: no letter to be taken for a digit, and never a run of hex digits.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const randomName = (length: number): string => [...randomBytes(length)].map((byte) => alphabet[byte % 32]).join('')
