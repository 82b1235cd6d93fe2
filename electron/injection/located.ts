// Faults of a job with the line and field they belong to.
import { Fault } from '../contract/fault.js'
import type { ReadJob } from './job-file.js'

export const badField = (expected: string) => new Fault('input/bad-field', { expected })

/** Runs a check and gives its fault the line and field it belongs to. */
export const located =
  (read: ReadJob) =>
  <T>(path: readonly PropertyKey[], check: () => T): T => {
    try {
      return check()
    } catch (error) {
      throw error instanceof Fault ? read.at(path, error) : error
    }
  }
