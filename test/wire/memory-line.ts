// A line in memory: what is sent is seen as bytes, secrets included, for tests hold published keys only.
import type { FrameLayout, LayoutPart, SecretPart } from '../../electron/contract/layout.js'
import type { Secret } from '../../electron/contract/secret.js'
import type { Ticket } from '../../electron/contract/ticket.js'
import type { Ciphers } from '../../electron/devices/driver.js'
import { encrypt, secretFromBytes } from '../../electron/keys/vault.js'
import { type Cable, freshQuality } from '../../electron/wire/line.js'
import { render } from '../../electron/wire/render.js'

export const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'))
export const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex').toUpperCase()

/** A published test key in the open. */
export class OpenSecret implements Secret {
  constructor(readonly value: Uint8Array) {}
  get bytes(): number {
    return this.value.length
  }
  [Symbol.dispose](): void {}
}
export const openSecret = (key: string): OpenSecret => new OpenSecret(bytes(key))

/** 3DES without padding, ECB, or CBC where an iv is given; the addon's, for Electron's own crypto has none. */
export function tdes(key: Secret, data: Uint8Array, iv?: Uint8Array): Uint8Array {
  using held = secretFromBytes(Uint8Array.from((key as OpenSecret).value))
  return encrypt(held, 'tdes', data, iv)
}

/** Ciphers over public values, as a driver is lent them; single DES is 3DES with the key repeated. */
export const ciphers: Ciphers = {
  encipher: (key, _, blocks, iv) =>
    tdes(new OpenSecret(key.length === 8 ? Uint8Array.of(...key, ...key) : key), blocks, iv),
  // Not random at all: what is made of it stands in literal frames.
  random: (count) => Uint8Array.from({ length: count }, (_, at) => at),
}

const opened = (part: LayoutPart): LayoutPart => ('secret' in part ? inTheOpen(part) : part)
function inTheOpen({ secret, coding, under }: SecretPart): Uint8Array {
  const value = (secret as OpenSecret).value
  return codings[coding](under ? tdes(under.key, value, under.iv ?? undefined) : value)
}
const codings: Readonly<Record<SecretPart['coding'], (plain: Uint8Array) => Uint8Array>> = {
  raw: (plain) => plain,
  hex: (plain) => Uint8Array.from(Buffer.from(hex(plain), 'ascii')),
  'broken-hex': (plain) =>
    Uint8Array.from(Array.from(plain).flatMap((byte) => [0x30 + (byte >> 4), 0x30 + (byte & 15)])),
}
export const renderOpen = (layout: FrameLayout): Uint8Array => render({ ...layout, parts: layout.parts.map(opened) })

export const ticket = { attempt: 'at-test', seq: 1 } as Ticket

/** Sends to `sent`; a test speaks for the device by `say` and `vanish`. */
export class MemoryLine implements Cable {
  readonly port = '/dev/memory'
  readonly quality = freshQuality()
  readonly sent: string[] = []
  readonly tickets: Ticket[] = []
  readonly traced: string[] = []
  readonly trace = (line: string) => this.traced.push(line)
  /** Called with each frame sent. */
  answer: (frame: string) => void = () => {}
  closed = false
  #hearers = new Set<(chunk: Uint8Array) => void>()
  #mourners = new Set<(because: string) => void>()

  constructor(readonly baud = 115_200) {}

  async send(layout: FrameLayout): Promise<void> {
    this.#send(render(layout))
  }
  async sendArmed(layout: FrameLayout, spent: Ticket): Promise<void> {
    this.tickets.push(spent)
    this.#send(renderOpen(layout))
  }
  async repeatArmed(layout: FrameLayout): Promise<void> {
    this.#send(renderOpen(layout))
  }
  async furtherArmed(layout: FrameLayout): Promise<void> {
    this.#send(renderOpen(layout))
  }
  #send(frame: Uint8Array): void {
    this.sent.push(hex(frame))
    this.answer(hex(frame))
  }
  onBytes(heard: (chunk: Uint8Array) => void): () => void {
    this.#hearers.add(heard)
    return () => this.#hearers.delete(heard)
  }
  onGone(heard: (because: string) => void): () => void {
    this.#mourners.add(heard)
    return () => this.#mourners.delete(heard)
  }
  async close(): Promise<void> {
    this.closed = true
  }

  say(text: string): void {
    for (const hearer of this.#hearers) hearer(bytes(text))
  }
  vanish(): void {
    for (const mourner of this.#mourners) mourner('EIO')
  }
}
