// Measures in a process of its own: the test runner follows every promise of its process, and that costs time.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** @param measure a file of measures/; its default export takes the argument and answers what can be sent */
export async function apart<Answer>(measure: string, argument: unknown): Promise<Answer> {
  const child = fork(fileURLToPath(new URL('apart-child.js', import.meta.url)), [measure, JSON.stringify(argument)], {
    serialization: 'advanced',
    execArgv: ['--expose-gc'],
  })
  const exited = once(child, 'exit')
  const [answer] = (await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => {
      throw new Error(`the measuring process ended with ${code}`)
    }),
  ])) as [Answer]
  child.disconnect()
  await exited
  return answer
}
