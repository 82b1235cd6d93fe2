// Runs one command; its output is kept and shown only when it fails.
import { spawn } from 'node:child_process'
import { root } from './project.mjs'
import { Halt } from './say.mjs'

const KEPT_CHARACTERS = 6_000

/**
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{cwd?: string, env?: Record<string, string | undefined>, timeout?: number}} [options] timeout in milliseconds
 * @returns {Promise<{code: number | null, output: string, timedOut: boolean}>} code null: it could not start, or was killed
 */
export const attempt = (program, words, { cwd = root, env = {}, timeout } = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, words, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let timedOut = false
    const timer = timeout
      ? setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, timeout)
      : undefined
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_CHARACTERS)
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    const end = (code, text = '') => {
      clearTimeout(timer)
      resolve({ code, output: (output + text).trim(), timedOut })
    }
    child.on('error', (error) => end(null, `${program}: ${error.message}`))
    child.on('close', (code) => end(code))
  })

/** As `attempt`, and halts with the output and this advice unless the command ends with 0. Answers its output. */
export const run = async (program, words, { advice, exit, ...options }) => {
  const { code, output } = await attempt(program, words, options)
  if (code === 0) return output
  throw new Halt(`${[program, ...words].join(' ')} ended with ${code ?? 'a signal'}:\n${output}`, advice, exit)
}

/** A program of a package in node_modules, run by this Node. */
export const runTool = (file, words, options) => run(process.execPath, [file, ...words], options)
