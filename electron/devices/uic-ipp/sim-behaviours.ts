// How a simulated UIC / IPP pad may misbehave, and what the protocol page leaves open, each with the page's reading.
import { type BehaviourTable, keyBehaviours } from '../simulator-behaviours.js'

const oneOf = (name: string, first: string, ...others: readonly string[]) => {
  const values = [first, ...others]
  return {
    like: new RegExp(`^(${values.join('|')})$`),
    expected: values.map((value) => `${name}=${value}`).join(' or '),
    otherwise: first,
  }
}

export const behaviours = {
  ...keyBehaviours,
  'wrong-kcv': { about: 'changes nothing: the family has no check value to report wrongly' },
  'echo-kcv': { about: 'changes nothing: the family takes no check value and answers none' },
  'nak-once': { about: 'answers the first load with NAK and does not look at it' },
  refuse: {
    about: 'answers every load with this error code and keeps nothing',
    takes: { like: /^[1-9A-Z]$/, expected: 'refuse=2, 3, 4, 7, A, B, C, D, E, F or another digit or letter' },
  },
  'echo-differs': { about: 'echoes every 02 with another last character; on ACK it stores what it was sent' },
  'lost-ack': { about: "does not hear the first ACK to a load's echo or answer, and says it again; see ack-wait" },
  'read-error': { about: 'answers 06 with EOT: its serial number cannot be read' },
  'strict-rate': { about: 'hears and says noise while the station is set to another rate' },
  dialect: {
    about: "UIC's messages, or VeriFone's key-only ones: single-length keys, no attributes, no error codes",
    takes: oneOf('dialect', 'uic', 'verifone'),
  },
  operator: {
    about: 'who enters key-inject mode: always back at once, only at the start, nobody, or so many milliseconds late',
    takes: {
      like: /^(ready|once|absent|\d{1,6})$/,
      expected: 'operator=ready, operator=once, operator=absent or operator=MS',
      otherwise: 'ready',
    },
  },
  pin: {
    about: 'what is pressed when a PIN is asked for: these digits, or nothing',
    takes: { like: /^(\d{4,12}|none)$/, expected: 'pin=4 to 12 digits or pin=none', otherwise: '1234' },
  },
  'ack-wait': {
    about: 'after how many milliseconds without ACK it says an answer again, twice, and then EOT',
    takes: { like: /^(\d{1,5}|never)$/, expected: 'ack-wait=MS or ack-wait=never', otherwise: '5000' },
  },
  'closing-eot': {
    about: 'whether EOT follows the ACK of an answer to 04, 06, 08, 90 and 94, as it does after 02, 05 and 13',
    takes: oneOf('closing-eot', 'on', 'off'),
  },
  unknown: {
    about: 'a message with an unknown id: ACK and no more, or nothing at all',
    takes: oneOf('unknown', 'ack', 'silent'),
  },
  attributes: {
    about: 'whether the answer to 04 tells usage, mode and algorithm',
    takes: oneOf('attributes', 'on', 'off'),
  },
  blocks: {
    about:
      "TR-31 blocks of any size that A and B have, or of the manual's sizes alone, which its own sample does not have",
    takes: oneOf('blocks', 'any', 'stated'),
  },
  'usage-check': {
    about: 'a usage that is not of the group of the KeyID: refused with E, or taken',
    takes: oneOf('usage-check', 'group', 'any'),
  },
  duplicates: {
    about: 'a key that is there: refused with 2 in any slot, only in its own slot, or taken',
    takes: oneOf('duplicates', 'any', 'slot', 'taken'),
  },
  'clear-wipe': {
    about: 'which clear 02 erases all other master keys: each, the first in each key-inject mode, none',
    takes: oneOf('clear-wipe', 'each', 'first', 'none'),
  },
  'load-limit': {
    about: 'how many loads it takes in its life; each one more is refused with F',
    takes: { like: /^(\d{1,5}|none)$/, expected: 'load-limit=N or load-limit=none', otherwise: 'none' },
  },
  ksn: {
    about: 'serial numbers of any form, or only FFFF with a counter of zeros, others being refused with 4',
    takes: oneOf('ksn', 'any', 'checked'),
  },
} as const satisfies BehaviourTable
