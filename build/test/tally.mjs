// How many tests passed, failed and were skipped.

/** @typedef {{passed: number, failed: number, skipped: number}} Tally */
export const none = Object.freeze({ passed: 0, failed: 0, skipped: 0 })
export const one = (good) => (good ? { ...none, passed: 1 } : { ...none, failed: 1 })
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})
export const sum = (tallies) => tallies.reduce(add, none)
export const ran = (tally) => tally.passed + tally.failed > 0
/** `12 passed, 0 failed` and, if any, `, 3 skipped`. */
export const sentence = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
