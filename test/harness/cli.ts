// The command line as its users have it: a process, standard input, lines out, an exit code.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from './tree.js'

const entry = `${projectRoot}build/kcv-station.mjs`

export interface CliResult {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** Standard output as JSON, a value a line. */
  readonly json: readonly Record<string, unknown>[]
}

/** A folder of its own, and an environment in which nothing of this machine's user is found. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'kcv-test-'))
  const environment = {
    ...process.env,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_STATE_HOME: join(folder, 'state'),
    LANG: 'C',
    LC_ALL: 'C',
  }
  return { folder, environment, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
export type Scratch = ReturnType<typeof scratch>

const start = (words: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, [entry, ...words], { env: environment, stdio: ['pipe', 'pipe', 'pipe'] })

export function cli(
  place: Scratch,
  words: readonly string[],
  input: string | object = '',
  watch: (text: string, child: ChildProcess) => void = () => {},
): Promise<CliResult> {
  return new Promise((resolve) => {
    const child = start([...words, '--json'], place.environment)
    let [out, err] = ['', '']
    child.stdout!.on('data', (chunk: Buffer) => {
      out += chunk
      watch(out, child)
    })
    child.stderr!.on('data', (chunk: Buffer) => {
      err += chunk
    })
    child.on('close', (code) =>
      resolve({
        code,
        out,
        err,
        json: out
          .split('\n')
          .filter((line) => line.startsWith('{'))
          .map((line) => JSON.parse(line) as Record<string, unknown>),
      }),
    )
    child.stdin!.on('error', () => {})
    child.stdin!.end(typeof input === 'string' ? input : JSON.stringify(input, null, 1))
  })
}
