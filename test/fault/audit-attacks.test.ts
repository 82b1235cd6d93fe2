// Attacks by someone with all files, and most with the current signing keys: what verifying says, whether the station still
// opens, and whether someone who keeps a checkpoint elsewhere (an anchor) sees it. Where verifying passes, only that helps.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { consistencyProof, verifyConsistency } from '../../electron/audit/proofs.js'
import { leafHash, rootOf } from '../../electron/audit/tree.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { prepared, type Target, target as theTarget } from '../harness/attacks/case.js'
import { draftOf } from '../harness/attacks/forger.js'
import { onCheckpoints } from '../harness/attacks/on-checkpoints.js'
import { onFiles } from '../harness/attacks/on-files.js'
import { onRecords } from '../harness/attacks/on-records.js'
import { tails } from '../harness/attacks/tails.js'
import { unseen } from '../harness/attacks/unseen.js'
import { reasonCodes } from '../harness/audit.js'
import { at, openIn } from '../harness/audit-in-memory.js'
import type { MemoryDisk } from '../harness/audit-memory.js'

let target: Target
before(async () => {
  target = await theTarget()
})

const bent = [...onRecords, ...onCheckpoints, ...onFiles]
const attacks = [...bent, ...tails, ...unseen]

const leavesOf = (disk: MemoryDisk): Buffer[] =>
  [0, 1].flatMap((index) =>
    disk.snapshot().has(at.segment(index)) ? draftOf(disk.bytes(at.segment(index))).records.map(leafHash) : [],
  )

/** What someone who kept the checkpoint of that size can say: that this log is not its continuation, or nothing. */
function anchorShows(size: number, leaves: readonly Buffer[]): boolean {
  const kept = rootOf(draftOf(target.now.get(at.segment())!).records.map(leafHash), 0, size)
  if (leaves.length < size) return true
  return !verifyConsistency(size, leaves.length, consistencyProof(leaves, size), kept, rootOf(leaves))
}

for (const { what, verify, bad, opens, anchor, unpinned, do: attack } of attacks)
  test(`${what}: ${verify}${opens ? '' : ', does not open'}${anchor ? `, an anchor: ${anchor}` : ''}`, async () => {
    const made = prepared(target)
    await attack(made)
    const { disk } = made
    const view = await verifyDirectory(at.dir, { files: disk.door, ...(unpinned ? {} : { vkey: target.vkey }) })
    const [verdict, reason] = verify.split(' ')
    assert.equal(view.verdict, verdict, view.reasons.join())
    if (reason !== undefined) assert.deepEqual(reasonCodes(view.reasons), [reason])
    if (bad !== undefined) assert.equal(view.firstBad, bad)
    if (anchor !== undefined) {
      const leaves = leavesOf(disk)
      const shown = [10, 20].find((size) => anchorShows(size, leaves))
      assert.equal(shown === undefined ? 'agrees' : `size ${shown} shows it`, anchor)
    }
    const opening = openIn(disk).then((log) => log.close())
    if (opens) await opening
    else await assert.rejects(opening, (error: { code?: string }) => /^audit\/(suspect|unreadable)$/.test(error.code!))
  })

test('every attack has a name of its own', (t) => {
  assert.equal(new Set(attacks.map(({ what }) => what)).size, attacks.length)
  t.diagnostic(`${attacks.length} attacks: ${bent.length} fail, ${tails.length} are incomplete, ${unseen.length} pass`)
  assert.ok(attacks.length >= 60)
})
