// How long one append to a segment can be, and how long and large a group of them that reaches the medium together: bounds every torn tail.
import { longestFrame } from './frame.js'
import { longestNote } from './note.js'

/** The newline before a signed checkpoint, and the longest one. */
export const longestSeal = 1 + longestNote
export const longestAppend = longestFrame + longestSeal
export const longestGroup = 2 * longestAppend

/** Signing keys held ahead of the log. */
export const keysAhead = 32
/** The last record of a group names one key more than the group uses. */
export const mostInGroup = keysAhead - 1
