// The same measure in several processes, each its share of the cases.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Portion, Scores } from './measure.js'

const worker = fileURLToPath(new URL('./share.js', import.meta.url))

const share = (portion: Portion) =>
  new Promise<Scores[]>((done, failed) => {
    const all: Scores[] = []
    const child = fork(worker, [JSON.stringify(portion)], { serialization: 'advanced' })
    child.on('message', (message) => void all.push(message as Scores))
    child.on('error', failed)
    child.on('exit', (code) =>
      code === 0 ? done(all) : failed(new Error(`a share of the measure ended with code ${code}`)),
    )
  })

export async function measuredInParallel(wanted: Omit<Portion, 'from' | 'of'>, processes: number): Promise<Scores> {
  const shares = Array.from({ length: processes }, (_, from) => share({ ...wanted, from, of: processes }))
  const all = (await Promise.all(shares)).flat()
  return { byRow: all.flatMap(({ byRow }) => byRow), mix: all.flatMap(({ mix }) => mix) }
}
