// A test runner with all its descendants: when it has ended, whatever a failed test left running is ended too.
// A child left behind would hold our output open, and a pipe after `npm test` would wait for it without end.
import { spawn } from 'node:child_process'
import { Halt } from '../setup/say.mjs'

/** @returns {Promise<number | null>} the exit code; null when it was ended by a signal */
export const runGroup = (program, words, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, words, { ...options, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
    const endGroup = (signal) => {
      try {
        process.kill(-child.pid, signal)
      } catch (error) {
        if (error.code !== 'ESRCH') throw error // nobody of the group is left
      }
    }
    let stoppedBy = null
    const passOn = (signal) => {
      stoppedBy = signal
      endGroup(signal)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn)
    child.on('error', reject)
    child.on('exit', (code) => {
      endGroup('SIGKILL')
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, passOn)
      if (stoppedBy) reject(new Halt(`Stopped by ${stoppedBy}`, '', 130))
      else resolve(code)
    })
  })
