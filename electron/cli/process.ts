// The process around a command that may hold keys: hardened, deaf to debuggers, orderly at a signal, silent at a keyboard.
import { spawnSync } from 'node:child_process'
import inspector from 'node:inspector'
import { Fault } from '../contract/fault.js'
import { hardenProcess, openVault } from '../keys/vault.js'
import type { Io } from './io.js'

const remarks = {
  en: {
    open: 'warning: this process could not be shut off from debuggers and core dumps',
    unlocked: 'warning: key memory could not be locked in RAM and may be swapped out',
  },
  zh: {
    open: '警告：未能使本进程免于调试器与内存转储',
    unlocked: '警告：未能将密钥内存锁定在物理内存中，可能被换出到磁盘',
  },
} as const

/**
 * Core dumps off, no debugger. What could not be had is said: lab goes on.
 * @returns a fault where a debugger is attached already
 */
export function guardProcess(io: Io): Fault | null {
  // Node opens its inspector at SIGUSR1; a listener of ours takes the signal away from it.
  process.on('SIGUSR1', () => {})
  if (inspector.url() !== undefined) return new Fault('station/debugger')
  const { coreDumpsOff, notDumpable } = hardenProcess()
  if (!coreDumpsOff || !notDumpable) io.remark(remarks[io.language].open)
  if (!openVault().locked) io.remark(remarks[io.language].unlocked)
  return null
}

let asked = false
/** Whether a signal has asked to stop. */
export const signalled = (): boolean => asked

/**
 * From now on a signal asks to stop instead of ending the process: for commands that have a device in hand. One that waits
 * for standard input never calls this, and ends at once as any other program.
 */
export function heedSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      // Somebody who asks twice means it: what is armed then is found and recorded at the next start.
      if (asked) process.exit(75)
      asked = true
      for (const heard of waiting) heard()
    })
}
const waiting: (() => void)[] = []
/** Resolves at the first signal that asks to stop. */
export const askedToStop = (): Promise<void> => new Promise((resolve) => void waiting.push(resolve))

/** At a keyboard nothing that is typed is shown: it may be a key. */
export async function withEchoOff<T>(run: () => Promise<T>): Promise<T> {
  if (!process.stdin.isTTY) return run()
  const echo = (word: '-echo' | 'echo') => spawnSync('stty', [word], { stdio: ['inherit', 'ignore', 'ignore'] })
  echo('-echo')
  process.once('exit', () => echo('echo'))
  return run()
}
