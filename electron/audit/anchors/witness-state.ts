// What a witness keeps on its own machine: its key, and how far it has seen each log. One file, readable by its owner only.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { basename, dirname, resolve } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../contract/fault.js'
import { readIfThere, writeDurably } from '../durable.js'
import { instant, vkey } from '../fields.js'
import { errorCode, type FileDoor } from '../files.js'
import { canonical } from '../jcs.js'
import { freshKey, pkcs8Prefix } from '../key-pair.js'
import { witnessKeyOf } from './cosignature.js'

const root = z.string().regex(/^[A-Za-z0-9+/]{43}=$/)

/** One log as it was last seen; `vkey` is its first public key, taken at its word the first time or pinned then. */
const seenLog = z.strictObject({ origin: z.string(), vkey, size: z.int().min(1), root, at: instant })
export type SeenLog = z.infer<typeof seenLog>

const shape = z.strictObject({
  v: z.literal(1),
  name: z.string().regex(/^[A-Za-z0-9._/-]{1,60}$/),
  vkey,
  /** The ed25519 seed, base64. */
  seed: root,
  logs: z.array(seenLog),
})
type State = z.infer<typeof shape>

export interface WitnessState {
  readonly name: string
  readonly vkey: string
  readonly key: KeyObject
  seen(origin: string): SeenLog | null
  /** Durable when it resolves. @throws Fault audit/witness-state */
  saw(log: SeenLog): Promise<void>
}

const longestState = 16 * 1024 * 1024
/**
 * Reads the file; where there is none, makes a key and writes it.
 * @param name of a new witness @throws Fault audit/witness-state
 */
export async function witnessState(files: FileDoor, path: string, name: string): Promise<WitnessState> {
  const held = await using(path, async () => (await read(files, path)) ?? save(files, path, await fresh(name)))
  const key = keyOf(held.seed)
  if (witnessKeyOf(held.name, createPublicKey(key)) !== held.vkey) throw unusable(path, 'its key is not its own')
  let logs: readonly SeenLog[] = held.logs
  return {
    name: held.name,
    vkey: held.vkey,
    key,
    seen: (origin) => logs.find((log) => log.origin === origin) ?? null,
    saw: async (log) => {
      const next = [...logs.filter(({ origin }) => origin !== log.origin), log]
      await using(path, () => save(files, path, { ...held, logs: next }))
      logs = next
    },
  }
}

async function read(files: FileDoor, path: string): Promise<State | null> {
  const bytes = await readIfThere(files, path, longestState)
  if (bytes === null) return null
  try {
    return shape.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw unusable(path, 'it is not what a witness writes')
  }
}

async function fresh(name: string): Promise<State> {
  const { key, seed } = await freshKey(name)
  const vkey = witnessKeyOf(name, createPublicKey(key))
  return { v: 1, name, vkey, seed: Buffer.from(seed).toString('base64'), logs: [] }
}

const keyOf = (seed: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Prefix, Buffer.from(seed, 'base64')]), format: 'der', type: 'pkcs8' })

// A witness that forgot what it had signed would cosign another history: the old file stands until the new one is whole.
async function save(files: FileDoor, path: string, state: State): Promise<State> {
  const folder = dirname(resolve(path))
  const draft = `${basename(path)}.new`
  await files.remove(`${folder}/${draft}`).catch(() => {})
  await writeDurably(files, folder, draft, Buffer.from(`${canonical(state)}\n`, 'utf8'))
  await files.rename(`${folder}/${draft}`, path)
  await files.syncDirectory(folder)
  return state
}

async function using<Answer>(file: string, work: () => Promise<Answer>): Promise<Answer> {
  return work().catch((error: unknown) => {
    throw error instanceof Fault ? error : unusable(file, errorCode(error))
  })
}

const unusable = (file: string, because: string) => new Fault('audit/witness-state', { file, because })
