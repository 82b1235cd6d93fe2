// Who acts in what is being done right now: set once where a call comes in, and true for all the work that it begins, however
// long that takes. A load goes on under the names of those who began it, also after the window was locked or changed hands.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Operator } from './operator.js'

const store = new AsyncLocalStorage<Operator>()

export const actAs = <Answer>(operator: Operator, work: () => Answer): Answer => store.run(operator, work)

/** null outside of any call: the command line, and what the station does by itself. */
export const acting = (): Operator | null => store.getStore() ?? null
