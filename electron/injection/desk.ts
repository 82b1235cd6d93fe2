// The window's desk: the questions that are open at each place, until a person there answers. One at a time for each place.
import { Fault } from '../contract/fault.js'
import type { Answer, QuestionView } from '../contract/people.js'
import { type Asker, answerTo } from './testimony.js'

interface Open {
  readonly view: QuestionView
  readonly resolve: (said: { readonly answer: Answer; readonly by: readonly string[] }) => void
}

export interface DeskDoors {
  readonly now: () => number
  readonly changed: () => void
}

export class Desk {
  readonly #open = new Map<string, Open>()
  #count = 0
  constructor(private readonly doors: DeskDoors) {}

  readonly ask: Asker = (port, question, { signal, minutes }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const askedAt = this.doors.now()
      const id = `q-${++this.#count}`
      const leave = () => {
        signal.removeEventListener('abort', withdrawn)
        if (this.#open.get(port)?.view.id === id) this.#open.delete(port)
        this.doors.changed()
      }
      const withdrawn = () => {
        leave()
        reject(signal.reason)
      }
      signal.addEventListener('abort', withdrawn)
      this.#open.set(port, {
        view: { id, port, question, askedAt, until: askedAt + minutes * 60_000 },
        resolve: (said) => {
          leave()
          resolve(said)
        },
      })
      this.doors.changed()
    })

  /**
   * A person's answer to the open question. What is no answer to it leaves it open.
   * @param by the signed-in person
   * @throws people/no-question for one that is not open any more, people/serials-differ, people/bad-answer
   */
  answer(port: string, id: string, answer: Answer, by: readonly string[]): void {
    const open = this.#open.get(port)
    if (open?.view.id !== id) throw new Fault('people/no-question', { port })
    if (answer.kind !== 'called-off') answerTo(port, open.view.question, answer)
    open.resolve({ answer, by })
  }

  views(): readonly QuestionView[] {
    return [...this.#open.values()].map(({ view }) => view)
  }
}
