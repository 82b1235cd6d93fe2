// Simulated terminals in ONE process beside the measuring one, which then pays for nothing but the station's own work.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Passing, TerminalsAsked, Told, Wish } from './terminals-child.js'

export interface Terminals extends AsyncDisposable {
  /** A path each. */
  readonly ports: readonly string[]
  /** There and back again between the two processes: what the machine itself takes for waking both, ms. */
  ping(): Promise<number>
  /** Pulls the cable of one, by its place among the ports; and plugs it in again. */
  unplug(place: number): Promise<void>
  replug(place: number): Promise<void>
  /** What passed at each of them so far. */
  passed(): Promise<readonly (readonly Passing[])[]>
}

export async function startTerminals(
  driver: string,
  count: number,
  { baud = null, behave = [], folder = null }: Partial<TerminalsAsked> = {},
): Promise<Terminals> {
  const asked: TerminalsAsked = { driver, count, baud, behave, folder }
  const child = fork(fileURLToPath(new URL('terminals-child.js', import.meta.url)), [JSON.stringify(asked)], {
    serialization: 'advanced',
  })
  const exited = once(child, 'exit')
  const next = async (): Promise<Told> => {
    const told = once(child, 'message') as Promise<[Told]>
    const ended = exited.then(([code]) => {
      throw new Error(`the simulators ended with ${code}`)
    })
    return Promise.race([told, ended]).then(([first]) => first)
  }
  let turn: Promise<unknown> = Promise.resolve()
  const ask = (wish: Wish): Promise<Told> => {
    const answer = turn.then(() => {
      const told = next()
      child.send(wish)
      return told
    })
    turn = answer.catch(() => {})
    return answer
  }
  const first = await next()
  if (!('ready' in first)) throw new Error('the simulators said something else')
  return {
    ports: first.ready,
    ping: async () => {
      const from = performance.now()
      await ask({ wish: 'ping' })
      return performance.now() - from
    },
    unplug: async (place) => void (await ask({ wish: 'unplug', place })),
    replug: async (place) => void (await ask({ wish: 'replug', place })),
    passed: async () => {
      const answer = await ask({ wish: 'passed' })
      return 'passed' in answer ? answer.passed : []
    },
    [Symbol.asyncDispose]: async () => {
      child.disconnect()
      await exited
    },
  }
}
