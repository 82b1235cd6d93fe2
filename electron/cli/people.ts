// How a command asks people at a terminal: at the keyboard it was started from, or from a file of answers.
import { Fault } from '../contract/fault.js'
import type { Question } from '../contract/people.js'
import { labOperator } from '../custody/operator.js'
import { isByPeople } from '../devices/driver.js'
import { driverOf } from '../devices/index.js'
import type { Asker } from '../injection/testimony.js'
import type { PortSpec } from '../station.js'
import { openLines, openTerminal } from '../store.js'
import { answersAsker } from './answers.js'
import type { Io } from './io.js'
import { type Asking, keyboardAsker } from './keyboard.js'
import { sentenceOf } from './people-words.js'
import { askedToStop } from './process.js'

/**
 * The way to people for these ports; null where none of them is without a line.
 * @param answers path of a file, pipe or descriptor with answers
 * @throws people/nobody-here where there is neither file nor keyboard; input/unreadable-file
 */
export function askerFor(specs: readonly PortSpec[], answers: string | undefined, io: Io): Asking | null {
  const ports = specs.filter(({ driver }) => isByPeople(driverOf(driver))).map(({ path }) => path)
  if (ports.length === 0) return null
  const by = labOperator.actors
  if (answers !== undefined) {
    const asked = (port: string, question: Question) =>
      io.result({ event: 'question', port, question }, `${port}  ${sentenceOf(question, io.language)}`)
    const { lines, close } = openLines(answers)
    return { ask: stoppable(answersAsker({ lines, asked, by }, ports)), [Symbol.dispose]: close }
  }
  const terminal = openTerminal()
  if (terminal === null) throw new Fault('people/nobody-here', { expected: 'a keyboard, or --answers FILE' })
  const keyboard = keyboardAsker(terminal, io.language, by)
  return { ...keyboard, ask: stoppable(keyboard.ask) }
}

/** A signal that asks to stop takes the open question back. */
const stoppable =
  (asker: Asker): Asker =>
  (port, question, { signal, minutes }) => {
    const stopped = new AbortController()
    void askedToStop().then(() => stopped.abort(new Fault('people/called-off', { port, question: 'signal' })))
    return asker(port, question, { signal: AbortSignal.any([signal, stopped.signal]), minutes })
  }
