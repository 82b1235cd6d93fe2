// Verifying a data directory: reads only; no recovery, no lock, nothing written. Also while a station works on it.
import { Fault } from '../contract/fault.js'
import type { AnchorView, VerifyView } from '../contract/views.js'
import type { Anchor } from './anchors/anchor.js'
import { Anchoring } from './anchors/anchoring.js'
import type { Witness } from './anchors/cosignature.js'
import { storedCosignatures } from './anchors/stored.js'
import { errorCode, type FileDoor, realFiles } from './files.js'
import type { Found, Problem, RestartPoint } from './found.js'
import { places, requireDirectory, segmentsAmong } from './layout.js'
import { isLocked } from './lock.js'
import { verifierOf } from './note.js'
import type { AuditRecord } from './record.js'
import { type Archived, archiveProblem } from './retention/archived.js'
import { walkKept } from './retention/kept-walk.js'
import { type PrunedFile, readPruned } from './retention/pruned.js'
import { readUnsettled } from './unsettled.js'

export interface VerifyProgress {
  readonly records: number
  readonly bytes: number
  /** Bytes of all segments when it began. */
  readonly ofBytes: number
}

export interface VerifyOptions {
  /** The first public key as it was pinned at birth: without it a log rebuilt under another key passes. */
  readonly vkey?: string | undefined
  /** What the caller holds of this log from elsewhere. */
  readonly anchors?: readonly Anchor[]
  /** Witnesses whose keys the caller has from elsewhere: their cosignatures beside the log count as anchors. */
  readonly witnesses?: readonly Witness[]
  /** Exports that hold what the log has dropped, the youngest first. */
  readonly archives?: readonly Archived[]
  /** Called after every 64 records. */
  readonly onProgress?: (progress: VerifyProgress) => void
  readonly signal?: AbortSignal
  readonly files?: FileDoor
}

/** How often to look again at the end of a file that a working station is writing. */
const patience = 100

/**
 * @returns pass: every record, link, checkpoint and signature is good, and nothing is missing or over; incomplete: so
 *   is everything but a tail as a power cut leaves it; fail: anything else
 * @throws Fault station/no-data-directory, station/usage for a `vkey` that is none, audit/unreadable; the signal's reason
 */
export async function verifyDirectory(dir: string, options: VerifyOptions = {}): Promise<VerifyView> {
  const files = options.files ?? realFiles
  const { vkey: pinned, signal, onProgress } = options
  if (pinned !== undefined && verifierOf(pinned) === null)
    throw new Fault('station/usage', {
      problem: '--vkey is no verifier key',
      field: '--vkey',
      expected: 'name+hash+base64 as init printed it',
    })
  await requireDirectory(files, dir)
  try {
    const counted = onProgress ? await counting(files, dir, onProgress) : () => {}
    const stored = await storedCosignatures(files, dir)
    const anchoring = new Anchoring(options.anchors ?? [], options.witnesses ?? [], stored)
    const dropped = await readPruned(files, dir)
    if (dropped !== null) anchoring.begin(dropped)
    const how = {
      how: 'whole',
      patience: (await isLocked(files, dir)) ? patience : 0,
      pinned,
      signal,
      heard: (record: AuditRecord, bytes: number) => {
        counted(bytes)
        anchoring.heard(record)
      },
      sealed: (point: () => RestartPoint) => anchoring.sealed(point),
    } as const
    const { found } = await walkKept(files, dir, how, dropped)
    const present = new Set((await storedCosignatures(files, dir)).map(({ sha256 }) => sha256))
    const { anchors, problem } = anchoring.judge(found, present)
    const behind = dropped === null ? null : await before(dropped, anchors, options)
    const unsettled = (await readUnsettled(files, dir)).length > 0
    const follows = pinned !== undefined && (dropped === null || behind === 'followed')
    const against = [problem, behind === 'followed' ? null : behind]
    return view({ found, anchors, against, pinned: follows, unsettled, dropped: dropped?.pruned.size ?? 0 })
  } catch (error) {
    if (error instanceof Fault || signal?.aborted) throw error
    throw new Fault('audit/unreadable', { because: errorCode(error) }, { cause: error })
  }
}

/**
 * What is known of records that were dropped: `followed` where their archive leads from the first key to what is left. An
 * anchor behind them vouches for them as it does for all others.
 */
async function before(
  dropped: PrunedFile,
  anchors: readonly AnchorView[],
  { vkey, archives = [] }: VerifyOptions,
): Promise<Problem | 'followed' | null> {
  const { pruned, born } = dropped
  if (vkey !== undefined && vkey !== born.body.vkey)
    return { grade: 'bad', reason: 'other-key: the log does not begin with the pinned key', seq: 0 }
  const isAnchored = trustedOf(anchors).some((seq) => seq >= pruned.size - 1)
  if (archives.length === 0 && (vkey === undefined || isAnchored)) return null
  return (await archiveProblem(dropped, archives, vkey, verifyDirectory)) ?? 'followed'
}

interface Looked {
  readonly found: Found
  readonly anchors: readonly AnchorView[]
  /** What others say against it: anchors, archives. */
  readonly against: readonly (Problem | null)[]
  /** Whether the first key was pinned and every key since followed from it. */
  readonly pinned: boolean
  readonly unsettled: boolean
  readonly dropped: number
}

function view({ found, anchors, against, pinned, unsettled, dropped }: Looked): VerifyView {
  const { tree, identity, problem } = found
  const waiting = 'unsettled: a failed write or a recovery is not recorded yet; open the station'
  // Where the log itself is broken, what others saw beyond that place cannot be looked up.
  const problems = [problem, ...(problem?.grade === 'bad' ? [] : against)].filter((one) => one !== null)
  const worst = problems.find(({ grade }) => grade === 'bad') ?? problems[0] ?? null
  const trusted = trustedOf(anchors)
  return {
    verdict: worst?.grade === 'bad' ? 'fail' : worst !== null || unsettled ? 'incomplete' : 'pass',
    size: tree.size,
    // As the checkpoint of this size states it.
    root: tree.root().toString('base64'),
    mode: identity?.mode ?? null,
    trust: {
      vkey: pinned ? 'pinned' : 'self-asserted',
      anchoredTo: trusted.length === 0 ? null : Math.max(...trusted),
      anchors,
      ...(dropped > 0 ? { dropped } : {}),
    },
    firstBad: worst?.seq ?? null,
    reasons: [...problems.map(({ reason }) => reason), ...(unsettled ? [waiting] : [])],
  }
}

const trustedOf = (anchors: readonly AnchorView[]): number[] =>
  anchors.filter(({ how }) => how !== 'named-by-log').map(({ seq }) => seq)

async function counting(files: FileDoor, dir: string, told: (progress: VerifyProgress) => void) {
  let [records, bytes, ofBytes] = [0, 0, 0]
  for (const segment of segmentsAmong(await files.list(places(dir).log))) {
    const fd = await files.open(places(dir).segment(segment), 'read')
    ofBytes += await files.size(fd).finally(() => files.close(fd))
  }
  return (recordBytes: number) => {
    records += 1
    bytes += recordBytes
    if (records % 64 === 0) told({ records, bytes, ofBytes })
  }
}
