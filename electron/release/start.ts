// The first decision of the packaged app: whether it starts at all, and as what. Nothing else of the station is loaded yet,
// and Chromium has opened no port and no window.
import { Fault } from '../contract/fault.js'
import { refusedVariable } from './environment.js'
import { checkIntegrity, variablesAtStart } from './integrity.js'
import { readWords, shownWord } from './words.js'

export interface StartFacts {
  /** As the process got them, without the program. */
  readonly words: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The folder that holds app.asar. */
  readonly resources: string
}

/** The launcher says here what app.asar must be. */
export const HASH_VARIABLE = 'KCV_PACKAGE_HASH'

/**
 * @returns the words of a command, or null where the window is to open
 * @throws release/refused-word, release/refused-variable, release/not-launched, release/altered
 */
export function startOf({ words, environment, resources }: StartFacts): readonly string[] | null {
  const { refused, command } = readWords(words)
  if (refused !== null) throw new Fault('release/refused-word', { word: shownWord(refused) })
  const variable = refusedVariable([...variablesAtStart(), ...Object.keys(environment)])
  if (variable !== null) throw new Fault('release/refused-variable', { variable })
  checkIntegrity(resources, environment[HASH_VARIABLE])
  return command
}
