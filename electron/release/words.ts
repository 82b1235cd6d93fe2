// The words the packaged app may be started with. An allow list: Chromium and Node know hundreds of switches, each release
// more, and a list of the bad ones is never complete.

/** What may stand before `--`. On the command line Chromium opens no display of its own. */
const allowed: ReadonlySet<string> = new Set(['--ozone-platform=headless', '--ozone-platform=x11', '--log-level=3'])

/** Chromium reads nothing behind this word. */
const END = '--'

export interface StartWords {
  /** The first word that is not allowed; null where all are. */
  readonly refused: string | null
  /** The command line's words; null where the window was asked for. */
  readonly command: readonly string[] | null
}

/** @param words as the process got them, without the program */
export function readWords(words: readonly string[]): StartWords {
  const end = words.indexOf(END)
  const before = end < 0 ? words : words.slice(0, end)
  return {
    refused: before.find((word) => !allowed.has(word)) ?? null,
    command: end < 0 ? null : words.slice(end + 1),
  }
}

/** A word as it may be shown: a switch by its name, anything else not at all, for it may be a key. */
export const shownWord = (word: string): string => /^--?[a-z][a-z0-9-]*/i.exec(word)?.[0] ?? '…'
