// The file of credentials: one entry a person, and while one is being changed both, for the log decides which one counts.
import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Credential, credentialShape, digestOf } from './credential.js'

const fileShape = z.strictObject({
  v: z.literal(1),
  /** Key of the tags under which failures of unknown names are counted. */
  tagKey: z.string(),
  entries: z.array(credentialShape),
})
type File = z.infer<typeof fileShape>

export interface CredentialFile {
  /** The file's text; null where there is none. */
  read(): string | null
  /** Whole or not at all, and on the disk when it returns. */
  write(text: string): void
}

export class Credentials {
  #file: File
  /** Whether what lies on the disk could not be read as what it should be. */
  readonly damaged: boolean

  constructor(private readonly door: CredentialFile) {
    const text = door.read()
    const read = text === null ? null : parsed(text)
    this.damaged = text !== null && read === null
    this.#file = read ?? { v: 1, tagKey: randomBytes(16).toString('base64'), entries: [] }
  }

  /** The entry that the log names; null where there is none: it was edited, or taken away. */
  entry(person: string, sha256: string): Credential | null {
    return this.#file.entries.find((one) => one.person === person && digestOf(one) === sha256) ?? null
  }

  /** Beside the one that counts, until the log names the new one. */
  add(credential: Credential): void {
    this.#write([...this.#file.entries, credential])
  }

  /** What the log does not name any more goes. */
  keep(person: string, sha256: string | null): void {
    this.#write(this.#file.entries.filter((one) => one.person !== person || digestOf(one) === sha256))
  }

  /** A name that nobody has, so that its failures can be counted without its being written anywhere. */
  tagOf(typed: string): string {
    return `t-${createHmac('sha256', this.#file.tagKey).update(typed).digest('hex').slice(0, 10)}`
  }

  #write(entries: Credential[]): void {
    const file = { ...this.#file, entries }
    this.door.write(`${JSON.stringify(file, null, 1)}\n`)
    this.#file = file
  }
}

function parsed(text: string): File | null {
  try {
    return fileShape.parse(JSON.parse(text))
  } catch {
    return null
  }
}
