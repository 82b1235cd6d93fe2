// What is attacked, what the attacker holds, and what is expected of an attack.
import { generateKeyPairSync } from 'node:crypto'
import { vkeyOf } from '../../../electron/audit/note.js'
import { appendSome, at, bornInMemory, type Files, openIn } from '../audit-in-memory.js'
import { MemoryDisk } from '../audit-memory.js'
import { type Draft, draftOf, type Key, stolenKeys, written } from './forger.js'

type Verdict = 'fail' | 'incomplete' | 'pass'
export interface Attack {
  readonly what: string
  /** Verdict, and the code of its reason. */
  readonly verify: Verdict | `${'fail' | 'incomplete'} ${string}`
  /** First bad record. */
  readonly bad?: number
  /** Whether the station still opens on it. */
  readonly opens: boolean
  /** Whether the checkpoint kept elsewhere shows it: of size 10, or the one of size 20. */
  readonly anchor?: 'size 10 shows it' | 'size 20 shows it' | 'agrees'
  /** Verified by someone who never had the station's first key. */
  readonly unpinned?: true
  readonly do: (attack: Case) => void | Promise<void>
}

/** The log as it was early, when someone kept its checkpoint, when it was copied with its keys, and now. */
const sizes = { early: 5, anchored: 10, stolen: 15, now: 20 }

/** The log that is attacked, as it was at those sizes, and another station's. */
export interface Target {
  readonly vkey: string
  readonly at5: Files
  readonly at10: Files
  readonly at15: Files
  readonly now: Files
  readonly stranger: Files
}

export interface Case extends Target {
  /** What lies on the disk, to be changed. */
  readonly disk: MemoryDisk
  readonly draft: Draft
  /** Writes a log in place of the present one, with its last checkpoint as newest-checkpoint. */
  put(draft: Draft): void
  /** The keys that lie in the directory now: for sizes 21 to 52. */
  readonly keys: ReadonlyMap<number, Key>
  /** A key that the forger made. */
  own(size: number): Key
}

export async function target(): Promise<Target> {
  const born = await bornInMemory()
  const snapshots = new Map<number, Files>()
  const log = await openIn(born.disk)
  while (log.size < sizes.now) {
    await appendSome(log)
    snapshots.set(log.size, born.disk.snapshot())
  }
  await log.close()
  const stranger = await bornInMemory()
  const theirs = await openIn(stranger.disk)
  while (theirs.size < sizes.now) await appendSome(theirs)
  await theirs.close()
  return {
    vkey: born.vkey,
    at5: snapshots.get(sizes.early)!,
    at10: snapshots.get(sizes.anchored)!,
    at15: snapshots.get(sizes.stolen)!,
    now: born.disk.snapshot(),
    stranger: stranger.disk.snapshot(),
  }
}

/** The target on a disk of its own, for one attack. */
export function prepared(target: Target): Case {
  const disk = new MemoryDisk(target.now)
  const draft = draftOf(target.now.get(at.segment())!)
  const own = new Map<number, Key>()
  return {
    ...target,
    disk,
    draft,
    keys: stolenKeys(target.now),
    put: (changed) => {
      disk.put(at.segment(), written(changed))
      disk.put(at.newest, Buffer.from(changed.notes.at(-1)!))
    },
    own: (size) => {
      const pair = generateKeyPairSync('ed25519')
      const made = { key: pair.privateKey, vkey: vkeyOf(draft.notes[0]!.split('\n')[0]!, pair.publicKey) }
      own.set(size, own.get(size) ?? made)
      return own.get(size)!
    },
  }
}
