// The command line in this process: lines in, lines out, an exit code; secrets can be counted before and after.
import { makeIo } from '../../electron/cli/io.js'
import { runCli } from '../../electron/cli.js'

export interface CliHereResult {
  readonly code: number
  readonly out: readonly string[]
  readonly err: readonly string[]
}

/** @param lines standard input; objects go in as JSON */
export async function cliHere(
  words: string,
  lines: readonly (object | string)[],
  { json = true, language = 'C' } = {},
): Promise<CliHereResult> {
  const input = Buffer.from(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  const out: string[] = []
  const err: string[] = []
  let at = 0
  const io = makeIo({
    json,
    read: (into) => {
      const part = input.subarray(at, at + into.length)
      into.set(part)
      at += part.length
      return part.length
    },
    environment: { LANG: language, XDG_STATE_HOME: '/nonexistent' },
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
  })
  return { code: await runCli(words.split(' '), io), out, err }
}
