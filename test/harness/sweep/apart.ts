// A process of its own for thousands of conversations: node:test follows every promise of its own process, at a third of its time.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Runs `<script>.js` of this folder with these words. @returns the JSON it wrote at its end, and what it said meanwhile */
export async function apart<T>(script: string, words: readonly string[] = []): Promise<{ result: T; said: string }> {
  const path = fileURLToPath(new URL(`./${script}.js`, import.meta.url))
  const child = spawn(process.execPath, [path, '--json', ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed)
    child.once('close', done)
  })
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${said.slice(-4000)}`)
  return { result: JSON.parse(out) as T, said }
}
