// The file `unsettled`: what was done to the log, or went wrong with it, and is not in the log yet. Written before a
// recovery begins, so that one cut short is still told; gone again once a `recovered` record tells it.
import { z } from 'zod'
import { type Body, bodies, mostSteps } from './bodies.js'
import { readIfThere, writeDurably } from './durable.js'
import type { FileDoor } from './files.js'
import { canonical } from './jcs.js'

export type Recovery = Body<'recovered'>['steps'][number]

const file = 'unsettled'
const longest = 64 * 1024
const steps = z.looseObject({ steps: bodies.recovered.shape.steps })

/** A step with the facts it has; the others are null. */
export const step = (what: Recovery['what'], facts: Partial<Recovery> = {}): Recovery => ({
  seq: null,
  bytes: null,
  sha256: null,
  file: null,
  because: null,
  ...facts,
  what,
})

/** @returns the steps waiting to be recorded; empty in a settled directory */
export async function readUnsettled(files: FileDoor, dir: string): Promise<readonly Recovery[]> {
  const bytes = await readIfThere(files, `${dir}/${file}`, longest)
  if (bytes === null) return []
  try {
    return steps.parse(JSON.parse(bytes.toString('utf8'))).steps
  } catch {
    return [step('note-unreadable')]
  }
}

export const writeUnsettled = (files: FileDoor, dir: string, waiting: readonly Recovery[]): Promise<void> =>
  writeDurably(files, dir, file, Buffer.from(canonical({ steps: waiting.slice(-mostSteps) }), 'utf8'))

export async function clearUnsettled(files: FileDoor, dir: string): Promise<void> {
  await files.remove(`${dir}/${file}`)
  await files.syncDirectory(dir)
}
