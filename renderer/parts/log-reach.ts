// How far the last verification of the log reached; records written since are not covered by its verdict.
import type { LogView } from '../../electron/contract/views.js'

/** How many records, from the first, the last pass covered; 0 where the log as it stands has not passed. */
export const verifiedSize = ({ state, verifiedSize: covered }: LogView): number =>
  state === 'pass' ? (covered ?? 0) : 0
