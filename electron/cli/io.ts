// Where a command line command reads and writes: one JSON object a line, or a line for people; faults in the form cli users rely on.
import { Fault, type FaultView, faultView } from '../contract/fault.js'
import type { Language } from '../contract/values.js'
import type { ReadBytes } from '../keys/lines.js'

export interface Io {
  readonly json: boolean
  readonly language: Language
  readonly read: ReadBytes
  readonly environment: Readonly<Record<string, string | undefined>>
  /** One result: as JSON, or as the sentence given for people. */
  result(value: object, forPeople: string): void
  /** A fault: on standard output with --json, on standard error without. */
  fault(fault: Fault): void
  /** A remark for people: always on standard error. */
  remark(text: string): void
  /** Nobody reads the output any more, or a signal asked to stop: finish what is under way, begin nothing. */
  stopping(): boolean
}

/** A fault as a script sees it: `{code, message, line?, field?, expected?}`. */
export function faultJson(fault: Fault | FaultView, language: Language = 'en') {
  const { code, message, line, field, expected } = fault instanceof Fault ? faultView(fault) : fault
  return { code, message: message[language], ...definedOnly({ line, field, expected }) }
}

const definedOnly = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

export function makeIo(options: {
  readonly json: boolean
  readonly read: ReadBytes
  readonly environment: Io['environment']
  /** Both answer false where nobody reads any more. */
  readonly out: (line: string) => boolean | undefined
  readonly err: (line: string) => boolean | undefined
  readonly signalled?: () => boolean
}): Io {
  const { json, out, err, environment } = options
  const language = languageOf(environment)
  let gone = false
  const say = (line: string) => {
    if (!gone) gone = out(line) === false
  }
  return {
    json,
    language,
    read: options.read,
    environment,
    result: (value, forPeople) => say(json ? JSON.stringify(value) : forPeople),
    fault: (fault) => (json ? say(JSON.stringify(faultJson(fault, language))) : void err(fault.sentence[language])),
    remark: (text) => void err(text),
    stopping: () => gone || (options.signalled?.() ?? false),
  }
}

/** Chinese where the locale says so, English otherwise. */
const languageOf = (environment: Io['environment']): Language =>
  (environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '').startsWith('zh') ? 'zh' : 'en'
