// People's answers as JSON lines from a file or pipe: for scripts, and for programs that lead people themselves. Lab only.
import { Fault } from '../contract/fault.js'
import { type Answer, answerShape, type Question } from '../contract/people.js'
import type { Asker } from '../injection/testimony.js'

export interface AnswersDoors {
  /** The lines of the file, as they come. */
  readonly lines: AsyncIterator<string>
  /** Says that a question is open: a program at the other end answers it then. */
  readonly asked: (port: string, question: Question) => void
  /** Who answers. */
  readonly by: readonly string[]
}

/**
 * Each line answers one question, in the order of the questions at its port: `{"port", "answer"}`; `port` may be left out
 * where one place is asked. A line that is no answer to what is asked calls the work off.
 */
export function answersAsker({ lines, asked, by }: AnswersDoors, ports: readonly string[]): Asker {
  const waiting = new Map<string, Answer[]>()
  let reading: Promise<unknown> = Promise.resolve()

  async function next(port: string): Promise<Answer> {
    for (;;) {
      const answer = waiting.get(port)?.shift()
      if (answer) return answer
      const { done, value } = await lines.next()
      if (done) throw new Fault('people/called-off', { port, question: 'the answers ended' })
      if (value.trim() === '') continue
      const line = parsed(value, ports)
      waiting.set(line.port, [...(waiting.get(line.port) ?? []), line.answer])
    }
  }

  return (port, question, { signal }) => {
    asked(port, question)
    const turn = reading.then(() => next(port))
    reading = turn.catch(() => {})
    return withdrawable(
      turn.then((answer) => ({ answer, by })),
      signal,
    )
  }
}

function withdrawable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const withdrawn = () => reject(signal.reason)
    if (signal.aborted) return withdrawn()
    signal.addEventListener('abort', withdrawn, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', withdrawn))
  })
}

/** @throws people/bad-answer for what is no line of this form */
function parsed(text: string, ports: readonly string[]): { port: string; answer: Answer } {
  const bad = (expected: string) => new Fault('people/bad-answer', { port: '--answers', question: 'line', expected })
  let line: { port?: unknown; answer?: unknown }
  try {
    line = JSON.parse(text)
  } catch {
    throw bad('{"port", "answer"} as JSON, one a line')
  }
  const port = line?.port ?? (ports.length === 1 ? ports[0] : undefined)
  if (typeof port !== 'string' || !ports.includes(port)) throw bad(`"port", one of: ${ports.join(', ')}`)
  const answer = answerShape.safeParse(line.answer)
  if (!answer.success) throw bad('{"kind": "serial" | "load" | "reading" | "called-off", …}')
  return { port, answer: answer.data }
}
