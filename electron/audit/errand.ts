// Long work over the log beside everything else: in a thread of its own, so that no card waits for it.
import { Worker } from 'node:worker_threads'
import { asFault, Fault } from '../contract/fault.js'
import type { FaultCode } from '../contract/fault-table.js'
import type { ErrandAnswer, ErrandArgs, ErrandData, ErrandMessage, ErrandName } from './errand-thread.js'

export interface ErrandOptions {
  /** Hears now and then how many records are done. */
  readonly onProgress?: (records: number) => void
  readonly signal?: AbortSignal
}

/** @throws Fault audit/stopped once the signal is given; what the work throws */
export function runErrand<Name extends ErrandName>(
  dir: string,
  name: Name,
  args: ErrandArgs[Name],
  { onProgress, signal }: ErrandOptions = {},
): Promise<ErrandAnswer<Name>> {
  if (signal?.aborted) return Promise.reject(new Fault('audit/stopped'))
  const workerData: ErrandData = { dir, name, args }
  const worker = new Worker(new URL('./errand-thread.js', import.meta.url), { workerData })
  const stop = () => worker.postMessage('stop')
  signal?.addEventListener('abort', stop, { once: true })
  return new Promise<ErrandAnswer<Name>>((done, failed) => {
    worker.on('message', (message: ErrandMessage) => {
      if ('progress' in message) onProgress?.(message.progress)
      else if ('answer' in message) done(message.answer as ErrandAnswer<Name>)
      else failed(signal?.aborted ? new Fault('audit/stopped') : crossed(message.fault))
    })
    worker.once('error', (error) => failed(asFault(error)))
    worker.once('exit', () => failed(new Fault('audit/stopped')))
  }).finally(() => signal?.removeEventListener('abort', stop))
}

/** A fault that came out of a thread: code and facts cross, the class does not. */
export const crossed = ({ code, facts }: { readonly code: string; readonly facts: object }): Fault =>
  new Fault(code as FaultCode, facts as Fault['facts'])
