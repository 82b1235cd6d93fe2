// An attempt by hand with people who say what a test tells them to.
import type { InjectionEvent } from '../../electron/contract/events.js'
import type { Answer, Question } from '../../electron/contract/people.js'
import type { Ticket } from '../../electron/contract/ticket.js'
import type { Outcome } from '../../electron/contract/values.js'
import { manual } from '../../electron/devices/manual/index.js'
import type { AttemptContext, PortAtWork } from '../../electron/injection/context.js'
import { readJob } from '../../electron/injection/job-file.js'
import { runPort } from '../../electron/injection/port.js'
import { prepare } from '../../electron/injection/prepare.js'
import { type Asker, peopleAt } from '../../electron/injection/testimony.js'

export const serial: Answer = { kind: 'serial', serial: 'LD0001', how: 'typed', again: 'LD0001' }
export const loaded: Answer = { kind: 'load' }
export const calledOff: Answer = { kind: 'called-off' }
export const reading = (value: string | null): Answer => ({ kind: 'reading', value })
export type Says = Answer | { readonly answer: Answer; readonly by: string } | 'nothing'

interface Told {
  readonly lab?: boolean
  readonly expected?: string
  readonly keys?: number
}

/** Runs a job at a place whose people say these things, one after the other, and then nothing more. */
export async function byHand(says: readonly Says[], { lab = true, expected = '08D7B4', keys = 1 }: Told = {}) {
  const left = [...says]
  const trail: string[] = []
  const bodies: Record<string, unknown>[] = []
  const events: InjectionEvent[] = []
  const questions: Question[] = []
  const timers: (() => void)[] = []
  let tickets = 0
  const clock = {
    now: () => 0,
    after: (_ms: number, then: () => void) => {
      timers.push(then)
      return () => void timers.splice(timers.indexOf(then), 1)
    },
  }
  const log: AttemptContext['log'] = {
    append: async (type, body) => {
      trail.push(type)
      bodies.push({ type, ...body })
      return { seq: trail.length } as never
    },
    arm: async ({ attempt }) => {
      trail.push('attempt-armed')
      return { record: { seq: trail.length }, ticket: { attempt, seq: trail.length } as Ticket }
    },
    order: async () => {
      throw new Error('no orders here')
    },
    qualified: () => false,
    loaded: () => null,
    blockedBy: () => null,
    issued: () => false,
    named: () => [],
    reserve: () => {},
  }
  const asker: Asker = (_port, question, { signal }) => {
    trail.push(`? ${question.kind}`)
    questions.push(question)
    const said = left.shift() ?? 'nothing'
    if (said !== 'nothing')
      return Promise.resolve('by' in said ? { answer: said.answer, by: [said.by] } : { answer: said, by: ['lab'] })
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      for (const ring of timers) ring()
    })
  }
  const spend = () => {
    tickets++
    trail.push('ticket spent')
  }
  const people = peopleAt('manual:1', asker, { log, spend, clock, named: new Map() })
  const port: PortAtWork = {
    path: 'manual:1',
    real: true,
    driver: manual,
    settings: {},
    session: manual.openWith(people, {}),
    quality: () => null,
  }
  const context: AttemptContext = {
    log,
    clock,
    newId: () => 'at-1',
    allowErase: false,
    elsewhere: () => null,
    stopping: () => false,
    emit: (event) => void events.push(event),
  }
  const key = (slot: number) => ({
    label: `TMK${slot}`,
    slot,
    usage: 'TMK',
    algorithm: 'tdes',
    kcv: { method: 'tdes-zeros', expected },
    material: { form: 'by-hand' },
  })
  const job = { run: 'r', lab, keys: Array.from({ length: keys }, (_, i) => key(i + 1)) }
  using read = readJob(new TextEncoder().encode(JSON.stringify(job)))
  using prepared = prepare(read)
  const ends = await runPort(context, port, prepared)
  const results = bodies.filter(({ type }) => type === 'attempt-result')
  const answers = bodies.filter(({ type }) => type === 'attempt-answer')
  return { ends, trail, events, questions, tickets, results, answers, outcome: ends.at(-1)?.outcome as Outcome }
}
export const two = (value: string): Says[] => [
  { answer: reading(value), by: 'anna' },
  { answer: reading(value), by: 'boris' },
]
