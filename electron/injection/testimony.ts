// What people at a terminal say, under the rules that a device's answers are under: nobody is told to begin without a
// ticket, nobody is waited for without end, and every answer is on disk before it counts.
import { asFault, Fault } from '../contract/fault.js'
import type { Answer, AnswerOf, Question, QuestionKind, QuestionOf } from '../contract/people.js'
import type { SpendTicket } from '../contract/ticket.js'
import type { Clock, People, Said } from '../devices/driver.js'
import type { AttemptLog } from './append-port.js'

/**
 * Puts a question before people and waits. Rejects with the signal's reason where it is taken back.
 * @returns what one of them said, as it came, and who it was
 */
export type Asker = (port: string, question: Question, waiting: Waiting) => Promise<Said & { readonly answer: Answer }>
export interface Waiting {
  readonly signal: AbortSignal
  readonly minutes: number
}

export interface TestimonyDoors {
  readonly log: Pick<AttemptLog, 'append'>
  readonly spend: SpendTicket
  readonly clock: Clock
  /** The terminal that was named last at each port; goes on from one session to the next. */
  readonly named: Map<string, string>
}

/** The people at this port. */
export function peopleAt(port: string, asker: Asker, { log, spend, clock, named }: TestimonyDoors): People {
  const closed = new AbortController()

  const record = async (
    question: Question,
    said: RecordedAnswer,
    by: readonly string[],
    began: number,
  ): Promise<void> => {
    if (question.kind === 'serial') return
    const reading = question.kind === 'reading' ? question : null
    await log.append('attempt-answer', {
      attempt: question.attempt,
      port,
      question: question.kind,
      reader: reading?.reader ?? null,
      round: reading?.round ?? null,
      ...said,
      by,
      ms: Math.round(clock.now() - began),
    })
  }

  async function ask<Kind extends QuestionKind>(
    wanted: QuestionOf<Kind>,
    minutes: number,
  ): Promise<AnswerOf<Kind> & Said> {
    const question = withKnown(wanted, named.get(port) ?? null)
    const began = clock.now()
    const waited = new AbortController()
    const tooLong = () => waited.abort(new Fault('people/nobody-answered', { port, question: question.kind, minutes }))
    const stop = clock.after(minutes * 60_000, tooLong)
    const signal = AbortSignal.any([waited.signal, closed.signal])
    let by: readonly string[] = []
    try {
      const said = await asker(port, question, { signal, minutes })
      by = said.by
      const good = answerTo(port, question, said.answer)
      if (good.kind === 'serial') named.set(port, good.serial)
      await record(question, recorded(good), by, began)
      return { ...(good as AnswerOf<Kind>), by }
    } catch (error) {
      const fault = asFault(error)
      // A log that could not be written is not asked to write that it could not.
      if (fault.code.startsWith('people/'))
        await record(question, fault.code === 'people/called-off' ? calledOff : nothing, by, began)
      throw fault
    } finally {
      stop()
    }
  }

  return {
    port,
    ask,
    askArmed: async (question, minutes, ticket) => {
      spend(ticket)
      return ask(question, minutes)
    },
    close: () => closed.abort(new Fault('people/called-off', { port, question: 'closed' })),
  }
}

/** What was said last is offered to be confirmed, so that a person need not enter the same number again. */
const withKnown = (question: Question, known: string | null): Question =>
  question.kind === 'serial' ? { ...question, known } : question

interface RecordedAnswer {
  readonly said: 'loaded' | 'value' | 'no-value' | 'called-off' | 'nothing'
  readonly kcv: string | null
}
const calledOff: RecordedAnswer = { said: 'called-off', kcv: null }
const nothing: RecordedAnswer = { said: 'nothing', kcv: null }

const recorded = (answer: Answer): RecordedAnswer => {
  if (answer.kind !== 'reading') return { said: 'loaded', kcv: null }
  return answer.value === null ? { said: 'no-value', kcv: null } : { said: 'value', kcv: answer.value.toUpperCase() }
}

/**
 * The answer, where it is one to this very question.
 * @throws people/called-off, people/serials-differ, people/bad-answer
 */
export function answerTo(port: string, question: Question, answer: Answer): Answer {
  if (answer.kind === 'called-off') throw new Fault('people/called-off', { port, question: question.kind })
  const bad = (expected: string) => new Fault('people/bad-answer', { port, question: question.kind, expected })
  if (question.kind === 'serial') {
    if (answer.kind !== 'serial') throw bad('a serial number')
    if (answer.how === 'typed' && answer.again !== answer.serial) throw new Fault('people/serials-differ', { port })
    if (answer.how === 'confirmed' && answer.serial !== question.known) throw bad('the serial number entered anew')
  } else if (answer.kind !== question.kind) throw bad(question.kind)
  if (question.kind === 'reading' && answer.kind === 'reading' && answer.value !== null) {
    const { fewest, most } = question.digits
    const { length } = answer.value
    if (length < fewest || length > most) throw bad(`${fewest} to ${most} hex digits, whole bytes`)
  }
  return answer
}
