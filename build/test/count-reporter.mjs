// A reporter for node:test that writes one JSON line: the tally of the run. Suites are not tests; a todo counts as skipped.
import { add, none, one } from './tally.mjs'

const counted = new Set(['test:pass', 'test:fail'])

/** @returns {import('./tally.mjs').Tally} what one event of node:test adds */
export const tallyOf = ({ type, data }) => {
  if (!counted.has(type) || data.details?.type === 'suite') return none
  if (data.skip !== undefined || data.todo !== undefined) return { ...none, skipped: 1 }
  return one(type === 'test:pass')
}

export default async function* countReporter(events) {
  let tally = none
  for await (const event of events) tally = add(tally, tallyOf(event))
  yield `${JSON.stringify(tally)}\n`
}
