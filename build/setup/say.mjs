// What the preparation prints, and how it stops: a Halt says what happened, what to do now, and the exit code.
export class Halt extends Error {
  /** @param {string} message what happened  @param {string} advice what to do now  @param {number} exit */
  constructor(message, advice, exit) {
    super(message)
    this.advice = advice
    this.exit = exit
  }
}

export const say = (text) => process.stdout.write(`${text}\n`)

export const seconds = (ms) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`

/** Seconds since this program was started, not since this file was loaded. */
export const sinceStart = () => seconds(performance.now())

/** Prints a Halt for people and sets the exit code; anything else is a fault of this program and is thrown on. */
export const stopWith = (error) => {
  if (!(error instanceof Halt)) throw error
  process.stderr.write(
    `\n✗ ${error.message}\n${error.advice ? `  → ${error.advice.replaceAll('\n', '\n    ')}\n` : ''}`,
  )
  process.exitCode = error.exit
}
