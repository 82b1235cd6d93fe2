// One preparation at a time in this folder: a file with the process id of the one at work.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { exits, inside } from './project.mjs'
import { Halt, say } from './say.mjs'

const file = inside('dist', '.preparing')

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const take = () => {
  try {
    mkdirSync(inside('dist'), { recursive: true })
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
    throw new Halt(
      'This user may not write in dist/',
      'Change its owner, or work in a copy of your own.',
      exits.cannotCreate,
    )
  }
}

const holder = () => {
  try {
    return Number(readFileSync(file, 'utf8')) || null
  } catch {
    return null
  }
}

/** Waits for another preparation in this folder to end, then does `work`. */
export const inTurn = async (work) => {
  let told = false
  while (!take()) {
    const pid = holder()
    // A holder that died (killed, power cut) leaves the file behind.
    if (pid !== null && !alive(pid)) rmSync(file, { force: true })
    if (!told) say(`waiting for another preparation of this folder (process ${pid ?? 'unknown'})`)
    told = true
    await pause(200)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
