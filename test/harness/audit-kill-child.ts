// A station that opens a log, appends a whole attempt, and kills itself with SIGKILL at one call to a file.
// argv: directory, number of the call, `before` it, `half` of its bytes written or `during` it, bytes of a segment.
// Says on its output what was acknowledged, a line each.
import fs from 'node:fs'
import { type FileDoor, realFiles } from '../../electron/audit/files.js'
import { attemptOn } from './audit-kill-work.js'

const [dir, at, when, segmentLimit] = process.argv.slice(2)
let calls = 0

const die = () => process.kill(process.pid, 'SIGKILL')

const guarded = (name: keyof FileDoor) =>
  (async (...args: unknown[]) => {
    const call = realFiles[name] as (...args: unknown[]) => Promise<unknown>
    calls += 1
    if (calls - 1 !== Number(at)) return call(...args)
    if (when === 'before') die()
    const [fd, bytes, offset] = args as [number, Uint8Array, number]
    if (when === 'half') await realFiles.write(fd, bytes.subarray(0, bytes.length >> 1), offset)
    else void call(...args)
    return die()
  }) as never
const door = Object.fromEntries(Object.keys(realFiles).map((name) => [name, guarded(name as keyof FileDoor)]))

await attemptOn(dir!, door as unknown as FileDoor, Number(segmentLimit), (line) => fs.writeSync(1, `${line}\n`))
