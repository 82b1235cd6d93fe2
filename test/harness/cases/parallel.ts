// The same measure in several processes, each its share of the cases.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Portion, Scores } from './measure.js'

const worker = fileURLToPath(new URL('./share.js', import.meta.url))

const share = (portion: Portion) =>
  new Promise<Scores>((done, failed) => {
    let scores: Scores | undefined
    const child = fork(worker, [JSON.stringify(portion)], { serialization: 'advanced' })
    child.on('message', (message) => {
      scores = message as Scores
    })
    child.on('error', failed)
    child.on('exit', (code) =>
      scores === undefined
        ? failed(new Error(`a share of the measure ended with code ${code} and no answer`))
        : done(scores),
    )
  })

export async function measuredInParallel(
  { seed, each, mixed }: Pick<Portion, 'seed' | 'each' | 'mixed'>,
  processes: number,
): Promise<Scores> {
  const shares = Array.from({ length: processes }, (_, from) => share({ seed, each, mixed, from, of: processes }))
  const all = await Promise.all(shares)
  return { byRow: all.flatMap(({ byRow }) => byRow), mix: all.flatMap(({ mix }) => mix) }
}
