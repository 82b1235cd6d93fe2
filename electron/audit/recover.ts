// What opening does with a tail that a power cut or a killed process left: every state, its repair, and the telling of it.
// Anything but such a tail is a hard stop before this.
import { Fault } from '../contract/fault.js'
import { keysAhead, longestGroup, mostInGroup } from './append.js'
import { mostSteps } from './bodies.js'
import { readUpTo, within, writeAll, writeDurably } from './durable.js'
import type { FileDoor } from './files.js'
import type { Found } from './found.js'
import { originOf, places } from './layout.js'
import { checkpointText, sealed } from './note.js'
import { describe, quarantine, tornTail } from './quarantine.js'
import type { SigningKeys } from './seal.js'
import { type Recovery, step, writeUnsettled } from './unsettled.js'

/**
 * Makes the log whole: afterwards every record has its checkpoint, the keys are those for the sizes ahead of it, and
 * newest-checkpoint is the last. May be cut short anywhere and begun again.
 * @param waiting steps that an earlier opening or a failed write has left to be recorded
 * @returns all steps that the log has still to record
 * @throws Fault audit/suspect where the signing keys do not fit the log; the system's error where a file will not obey
 */
export async function recover(
  files: FileDoor,
  dir: string,
  found: Found,
  keys: SigningKeys,
  waiting: readonly Recovery[],
): Promise<Recovery[]> {
  const size = found.tree.size
  const unsealed = size > found.sealed
  const roll = keysToRoll(found, keys)
  const tail = tornTail(dir, found)
  const torn = tail === null ? null : await describe(files, tail)
  const steps = [
    ...waiting,
    ...(torn === null ? [] : [torn.told]),
    ...(unsealed ? [step('checkpoint-signed', { seq: size - 1 })] : []),
    ...(roll ? [step('key-rolled', { seq: size - 1 })] : []),
    ...(found.secondPlace === 'equal' ? [] : [step('second-place', { because: found.secondPlace })]),
  ]
  if (steps.length > waiting.length) await writeUnsettled(files, dir, steps)

  if (torn !== null) await quarantine(files, dir, torn)
  const note = unsealed ? newNote(found, keys) : found.lastNote!
  await settle(files, dir, found, note)
  await keys.settle()
  // Only now: until the checkpoints are durable their keys are needed.
  if (unsealed || roll) await keys.roll(size)
  if (found.secondPlace === 'missing') await writeDurably(files, dir, 'newest-checkpoint', Buffer.from(note))
  else await overwrite(files, places(dir).newest, 0, Buffer.from(note), 'cut')
  return steps.slice(-mostSteps)
}

/**
 * A group of appends cut short leaves its keys there, some or all of them, or half overwritten.
 * @returns whether there are such @throws Fault audit/suspect
 */
function keysToRoll(found: Found, keys: SigningKeys): boolean {
  const size = found.tree.size
  const needed = found.signers.map((vkey, index) => ({ vkey, size: found.sealed + 1 + index }))
  const [oldest = size, newest = size] = [keys.sizes[0], keys.sizes.at(-1)]
  if (newest > found.sealed + keysAhead)
    throw new Fault('audit/suspect', { because: 'records-missing: the signing keys are further' })
  if (oldest + mostInGroup <= found.sealed) throw new Fault('audit/suspect', { because: 'the signing keys are older' })
  if (needed.some((key) => !keys.sizes.includes(key.size) || keys.vkey(key.size) !== key.vkey))
    throw new Fault('audit/suspect', { because: 'the signing keys are not those that the log names' })
  // The key of a record that still waits for its checkpoint stands where its successor will.
  const waiting = size > found.sealed ? size + keysAhead : null
  return keys.missing(size).some((ahead) => ahead !== waiting)
}

const newNote = (found: Found, keys: SigningKeys): string => {
  const size = found.tree.size
  return keys.sign(size, checkpointText({ origin: originOf(found.identity!), size, root: found.tree.root() }))
}

// After a failed fsync Linux calls the pages clean although the medium never got them. Written again they are dirty,
// and the sync says the truth about them. That may be all of the last group: as many records as one can hold.
async function settle(files: FileDoor, dir: string, found: Found, note: string): Promise<void> {
  const { segment, offset: last, length } = found.last!
  const end = last + length
  const { offset } = found.recent.find((place) => place.segment === segment && end - place.offset <= longestGroup)!
  const path = places(dir).segment(segment)
  const bytes = await within(files, path, 'read', (fd) => readUpTo(files, fd, offset, end - offset))
  const whole = Buffer.concat([bytes, sealed(note)])
  await overwrite(files, path, offset, whole)
  // A segment made for a record that never came stays the last one.
  if (found.sealed < found.tree.size) found.end = { segment, offset: offset + whole.length }
}

const overwrite = (files: FileDoor, path: string, at: number, bytes: Buffer, rest: 'cut' | 'keep' = 'keep') =>
  within(files, path, 'write', async (fd) => {
    await writeAll(files, fd, bytes, at)
    if (rest === 'cut') await files.truncate(fd, at + bytes.length)
    await files.datasync(fd)
  })
