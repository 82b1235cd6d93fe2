// Looks for secrets where none may be: in bytes, texts, folders and pages, in every form a careless program leaves them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Leak {
  readonly where: string
  readonly form: keyof typeof forms
  /** Which secret, by its place in the list. The secret itself is never in a report. */
  readonly secret: number
}

const RAW_BYTES = 6
const HEX_DIGITS = 12
const BASE64_CHARACTERS = 8

const windows = (text: string, length: number): string[] =>
  text.length <= length
    ? [text]
    : Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length))

/** The characters of base64 that the secret alone decides, when `before` bytes stand in front of it. */
const base64Core = (secret: Uint8Array, before: number): string => {
  const text = Buffer.concat([Buffer.alloc(before), secret]).toString('base64url')
  const whole = Math.floor(((before + secret.length) * 8) / 6)
  return text.slice(Math.ceil((before * 8) / 6), whole)
}

const bytesIn = (from: Uint8Array): string => Buffer.from(from).toString('latin1')
const oneCase = (text: string): string => text.toLowerCase()
const oneAlphabet = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_')

/** How a secret may look, and how what is searched must be read for it. Runs shorter than these are chance. */
const forms = {
  raw: { runs: (secret: Uint8Array) => windows(bytesIn(secret), RAW_BYTES), read: (text: string) => text },
  hex: {
    runs: (secret: Uint8Array) => windows(Buffer.from(secret).toString('hex'), HEX_DIGITS),
    read: oneCase,
  },
  'spaced hex': {
    runs: (secret: Uint8Array) =>
      windows(Buffer.from(secret).toString('hex'), HEX_DIGITS)
        .filter((_, at) => at % 2 === 0)
        .map((run) => run.replace(/(..)(?=.)/g, '$1 ')),
    read: (text: string) => oneCase(text).replace(/[:,-]\s?/g, ' '),
  },
  base64: {
    runs: (secret: Uint8Array) => [0, 1, 2].flatMap((before) => windows(base64Core(secret, before), BASE64_CHARACTERS)),
    read: oneAlphabet,
  },
  'decimal list': {
    runs: (secret: Uint8Array) =>
      Array.from({ length: Math.max(1, secret.length - RAW_BYTES + 1) }, (_, at) =>
        [...secret.slice(at, at + RAW_BYTES)].join(','),
      ),
    read: (text: string) => text.replace(/\s/g, ''),
  },
}
const formNames = Object.keys(forms) as (keyof typeof forms)[]

/**
 * @param haystack bytes of any kind; 16-bit texts are read too
 * @param secrets whole keys or components, at least six bytes each, without long runs of one value
 */
export const leaksIn = (where: string, haystack: Uint8Array | string, secrets: readonly Uint8Array[]): Leak[] => {
  const bytes = typeof haystack === 'string' ? Buffer.from(haystack, 'utf8') : haystack
  const narrow = bytesIn(bytes)
  // The storage of a page keeps its texts in 16 bits a character: without their zeros they read like the others.
  const wide = narrow.replaceAll('\0', '')
  return formNames.flatMap((form) => {
    const texts = [narrow, wide].map(forms[form].read)
    return secrets.flatMap((secret, index) =>
      forms[form].runs(secret).some((run) => texts.some((text) => text.includes(run)))
        ? [{ where, form, secret: index }]
        : [],
    )
  })
}

/** Every file below a folder; sockets, pipes and links are passed by. */
export const leaksInFolder = (folder: string, secrets: readonly Uint8Array[]): Leak[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return leaksInFolder(path, secrets)
    return entry.isFile() ? leaksIn(path, readFileSync(path), secrets) : []
  })

/** What this needs of a page: Playwright's `Page` has it. */
export interface Readable {
  evaluate<T>(script: string): Promise<T>
}

const pageParts = {
  'document object model': 'document.documentElement.outerHTML',
  fields: 'JSON.stringify([...document.querySelectorAll("input, textarea, select")].map((field) => field.value))',
  localStorage: 'JSON.stringify({ ...localStorage })',
  sessionStorage: 'JSON.stringify({ ...sessionStorage })',
}

export const leaksInPage = async (page: Readable, secrets: readonly Uint8Array[]): Promise<Leak[]> => {
  const found = await Promise.all(
    Object.entries(pageParts).map(async ([where, script]) =>
      leaksIn(where, await page.evaluate<string>(script), secrets),
    ),
  )
  return found.flat()
}
