// A process that appends to a log until it is killed, and says after each append which record is durable.
// argv: directory, and `attempts` to append whole attempts, `idle` to do nothing but hold the directory.
import fs from 'node:fs'
import { armed, by, intent, open, result, simulator } from './audit.js'

const [dir, what] = process.argv.slice(2)
const log = await open(dir!, { segmentLimit: 8_000 })
const say = (word: string, seq: number) => fs.writeSync(1, `${word} ${seq}\n`)
say('open', log.size - 1)
// A lock does not keep a process alive: this does.
setInterval(() => {}, 1_000)
while (what !== 'idle') {
  if (what === 'attempts') {
    const id = `at-${process.pid}-${log.size}`
    await log.append('attempt-intent', intent(id), by)
    const { record, ticket } = await log.arm(armed(id, id.toUpperCase()), by)
    say(`armed:${id}`, record.seq)
    log.spend(ticket)
    say(`result:${id}`, (await log.append('attempt-result', result(id, 'injected', id.toUpperCase()), by)).seq)
  } else {
    say('record', (await log.append('simulator-started', simulator('/dev/pts/3'), by)).seq)
  }
}
