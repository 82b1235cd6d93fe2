// People asked at the keyboard of the command line: one question at a time, and no entry stays on the screen for the next person.
import { ReadStream, WriteStream } from 'node:tty'
import { Fault } from '../contract/fault.js'
import type { Answer, Question } from '../contract/people.js'
import type { Language } from '../contract/values.js'
import type { Asker } from '../injection/testimony.js'
import { peopleWords, sentenceOf } from './people-words.js'
import { nothingTyped, type } from './typing.js'

/** A way to ask people, and its end. */
export interface Asking extends Disposable {
  readonly ask: Asker
}

const CLEAR_LINE = '\r\x1b[2K'

/** One line from the person at the keyboard, its prompt shown; what was typed is wiped from the screen. */
type Line = (prompt: string) => Promise<string>

/**
 * @param descriptors the controlling terminal, opened for reading and for writing
 * @param by who sits there
 */
export function keyboardAsker(
  descriptors: { readonly input: number; readonly output: number },
  language: Language,
  by: readonly string[],
): Asking {
  const output = new WriteStream(descriptors.output)
  const input = new ReadStream(descriptors.input)
  // Several places share one keyboard: whoever is asked next waits for the answer before.
  let before: Promise<unknown> = Promise.resolve()
  const ask: Asker = (port, question, { signal }) => {
    const turn = before.then(async () => {
      signal.throwIfAborted()
      const line: Line = (prompt) => readLine(input, output, prompt, { port, question, signal })
      return { answer: await answers[question.kind](port, question, language, line, output), by }
    })
    before = turn.catch(() => {})
    return turn
  }
  return { ask, [Symbol.dispose]: () => void input.destroy() }
}

type Answering = (
  port: string,
  question: Question,
  language: Language,
  line: Line,
  output: WriteStream,
) => Promise<Answer>

const answers: Readonly<Record<Question['kind'], Answering>> = {
  serial: async (port, _question, language, line, output) => {
    const word = peopleWords[language]
    for (;;) {
      const serial = (await line(`${port}  ${word.serial}`)).trim()
      const again = (await line(`${port}  ${word.again}`)).trim()
      if (/^[\x21-\x7e]{1,64}$/.test(serial) && serial === again) return { kind: 'serial', serial, how: 'typed', again }
      output.write(`${word.differ}\n`)
    }
  },
  load: async (port, question, language, line, output) => {
    output.write(`${port}  ${sentenceOf(question, language)}\n`)
    await line(peopleWords[language].done)
    return { kind: 'load' }
  },
  reading: async (port, question, language, line, output) => {
    const word = peopleWords[language]
    const { fewest, most } = (question as Extract<Question, { kind: 'reading' }>).digits
    output.write(`${port}  ${sentenceOf(question, language)}\n`)
    for (;;) {
      const typed = (await line(word.value)).replace(/\s/g, '')
      const value = typed === '-' ? null : typed
      if (value === null || (/^(?:[0-9A-Fa-f]{2})+$/.test(value) && value.length >= fewest && value.length <= most)) {
        output.write(`${word.taken}\n`)
        return { kind: 'reading', value }
      }
      output.write(`${word.bad}\n`)
    }
  },
}

interface Asked {
  readonly port: string
  readonly question: Question
  readonly signal: AbortSignal
}

function readLine(
  input: ReadStream,
  output: WriteStream,
  prompt: string,
  { port, question, signal }: Asked,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = nothingTyped
    const end = (finish: () => void) => {
      signal.removeEventListener('abort', withdrawn)
      input.setRawMode(false)
      input.pause()
      input.removeAllListeners('data')
      output.write(CLEAR_LINE)
      finish()
    }
    const withdrawn = () => end(() => reject(signal.reason))
    signal.addEventListener('abort', withdrawn)
    input.setRawMode(true)
    input.resume()
    output.write(prompt)
    input.on('data', (chunk) => {
      typed = type(typed, chunk.toString('utf8'))
      if (typed.end === 'entered') return end(() => resolve(typed.text))
      if (typed.end === 'called-off')
        return end(() => reject(new Fault('people/called-off', { port, question: question.kind })))
      output.write(`${CLEAR_LINE}${prompt}${typed.text}`)
    })
  })
}
