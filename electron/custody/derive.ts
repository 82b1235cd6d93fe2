// From a passphrase to 64 bytes that cost time to make: half of them recognise it, half of them seal what only it opens.
import { Worker } from 'node:worker_threads'
import { Fault } from '../contract/fault.js'
import type { Cost, DeriveAnswer } from './derive-thread.js'

export type { Cost } from './derive-thread.js'

/** Hardening: 64 MiB, three passes, one lane; some 0.25 s. Stored with every credential, so that it can be raised. */
export const standardCost: Cost = { memory: 64 * 1024, passes: 3, lanes: 1 }

/** @param secret what somebody typed @returns 64 bytes */
export type Derive = (secret: string, salt: Uint8Array, cost: Cost) => Promise<Uint8Array>

export interface Deriver {
  readonly derive: Derive
  close(): Promise<void>
}

/** Starts its thread at the first call, and keeps it: the process may end all the same. */
export function argon2id(): Deriver {
  let worker: Worker | null = null
  let last = 0
  const waiting = new Map<number, { done: (derived: Uint8Array) => void; failed: (fault: Fault) => void }>()
  const start = (): Worker => {
    const fresh = new Worker(new URL('./derive-thread.js', import.meta.url))
    fresh.on('message', (answer: DeriveAnswer) => {
      const one = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (waiting.size === 0) fresh.unref()
      if ('derived' in answer) one?.done(answer.derived)
      else one?.failed(new Fault('station/unexpected', { kind: 'argon2' }))
    })
    const over = () => {
      worker = null
      for (const { failed } of waiting.values()) failed(new Fault('station/unexpected', { kind: 'argon2' }))
      waiting.clear()
    }
    fresh.on('error', over)
    fresh.on('exit', over)
    fresh.unref()
    return fresh
  }
  return {
    derive: (secret, salt, cost) =>
      new Promise((done, failed) => {
        worker ??= start()
        const id = ++last
        // While somebody waits for it, the process does.
        worker.ref()
        waiting.set(id, { done, failed })
        // The same signs typed on two keyboards may be two texts: NFKC makes them one (NIST SP 800-63B 3.1.1.2).
        const bytes = new TextEncoder().encode(secret.normalize('NFKC'))
        // Its own copy is zeroed by the thread; this one leaves with the message.
        worker.postMessage({ id, secret: bytes, salt: Uint8Array.from(salt), cost }, [bytes.buffer])
      }),
    close: async () => {
      await worker?.terminate()
    },
  }
}
