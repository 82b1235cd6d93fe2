// A thread for argon2id: a quarter of a second and 64 MiB each time, and neither the window nor the log waits for it.
import { parentPort } from 'node:worker_threads'
import { hashRawSync } from '@node-rs/argon2'

export interface DeriveOrder {
  readonly id: number
  readonly secret: Uint8Array
  readonly salt: Uint8Array
  readonly cost: Cost
}
/** Kibibytes, passes, lanes. */
export interface Cost {
  readonly memory: number
  readonly passes: number
  readonly lanes: number
}
export type DeriveAnswer = { readonly id: number; readonly derived: Uint8Array } | { readonly id: number }

/** Argon2id: RFC 9106, 4. The package's enum is a type alone and cannot be read at run time. */
const ARGON2ID = 2
const BYTES = 64

parentPort?.on('message', ({ id, secret, salt, cost }: DeriveOrder) => {
  try {
    const options = { memoryCost: cost.memory, timeCost: cost.passes, parallelism: cost.lanes }
    const derived = Uint8Array.from(
      hashRawSync(secret, { ...options, salt, outputLen: BYTES, algorithm: ARGON2ID as never }),
    )
    parentPort!.postMessage({ id, derived } satisfies DeriveAnswer, [derived.buffer])
  } catch {
    parentPort!.postMessage({ id } satisfies DeriveAnswer)
  } finally {
    secret.fill(0)
  }
})
