// How a simulated MS246 may misbehave, and what its page leaves open: each with the page's reading, or the plainest, in force.
import { type BehaviourTable, keyBehaviours } from '../simulator-behaviours.js'
import { showing } from '../simulator-shows.js'

/** A status byte as two hex digits: the page's one known status, 00, means success. */
const STATUS = /^(?!00)[0-9A-Fa-f]{2}$/

export const behaviours = {
  shows: showing,
  'wrong-kcv': { about: 'stores the key and answers the load with another check value' },
  stale: { about: 'holds an old key, and a load that is answered with success, and that key’s value, leaves it there' },
  tampered: keyBehaviours.tampered,
  holds: keyBehaviours.holds,
  'echo-kcv': {
    about: 'answers a load with these digits, whatever key came: no check value is sent to it that it could give back',
    takes: {
      like: /^[0-9A-Fa-f]{6}$/,
      expected: 'echo-kcv or echo-kcv=6 hex digits',
      optional: true,
    },
  },
  'nak-once': { about: 'answers the first load with NAK alone and does not carry it out' },
  refuse: {
    about: 'answers every load with this status and keeps nothing',
    takes: { like: STATUS, expected: 'refuse=XX, two hex digits, not 00' },
  },
  'error-status': {
    about: 'the status of whatever it cannot do: the page lists none but 00',
    takes: { like: STATUS, expected: 'error-status=XX, two hex digits, not 00', otherwise: '01' },
  },
  refusals: {
    about: 'how it refuses: NAK and an answer with a status, ACK and that answer, or NAK alone',
    takes: {
      like: /^(nak-answer|ack-answer|nak)$/,
      expected: 'refusals=nak-answer, ack-answer or nak',
      otherwise: 'nak-answer',
    },
  },
  digits: {
    about: 'the letters among the digits of the check value it answers',
    takes: { like: /^(upper|lower)$/, expected: 'digits=upper or digits=lower', otherwise: 'upper' },
  },
  single: {
    about: 'sub-command of a single-length key, of which the page says "11 / 0B": 0B, 0A as for a double one, or none',
    takes: { like: /^(0B|0A|none)$/, expected: 'single=0B, 0A or none', otherwise: '0B' },
  },
  'ksn-first': { about: 'takes no key before it has a key serial number' },
  status: {
    about:
      'the answer to the status command, of which the page gives no data: none, or one digit, 1 where a key is there',
    takes: { like: /^(bare|key)$/, expected: 'status=bare or status=key', otherwise: 'bare' },
  },
  'no-ack-once': { about: 'carries the first load out and answers it, and the ACK before the answer is lost' },
  'bad-inner-once': {
    about: 'carries the first load out, and in its answer the inner checksum is wrong and the outer right',
  },
} as const satisfies BehaviourTable
