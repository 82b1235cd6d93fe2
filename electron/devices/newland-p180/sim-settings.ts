// How a simulated P180 may misbehave, and what its page leaves open: each with the page's reading, or the plainest, in force.
import { type BehaviourTable, keyBehaviours } from '../simulator-behaviours.js'
import { showing } from '../simulator-shows.js'

/** Two characters as `refuse` and `error-code` take them: the page's one known code, 00, means success. */
const RESULT_CODE = /^(?!00)[0-9A-Z]{2}$/
const onOff = (name: string, otherwise: 'on' | 'off') => ({
  like: /^(on|off)$/,
  expected: `${name}=on or ${name}=off`,
  otherwise,
})

export const behaviours = {
  ...keyBehaviours,
  shows: showing,
  'wrong-kcv': { about: 'stores the key and reports another check value in read-backs; a load answers none' },
  'echo-kcv': { about: 'checks nothing, and a read-back answers the check value that the load was sent' },
  'nak-once': { about: 'answers the first load with NAK alone and does not carry it out' },
  refuse: {
    about: 'answers every load with this result code and keeps nothing',
    takes: { like: RESULT_CODE, expected: 'refuse=XX, two digits or capital letters, not 00' },
  },
  'error-code': {
    about: 'the result code of whatever it cannot do: the page lists none but 00',
    takes: { like: RESULT_CODE, expected: 'error-code=XX, two digits or capital letters, not 00', otherwise: '01' },
  },
  refusals: {
    about: 'how it refuses: ACK and an answer with a result code, or NAK and no answer',
    takes: { like: /^(code|nak)$/, expected: 'refusals=code or refusals=nak', otherwise: 'code' },
  },
  'kcv-check': {
    about: 'whether the check value sent with a load is checked: the page does not say',
    takes: onOff('kcv-check', 'on'),
  },
  'kcv-byte': {
    about: 'the byte before a check value read back: its length, 03, or a status, 00',
    takes: { like: /^(length|status)$/, expected: 'kcv-byte=length or kcv-byte=status', otherwise: 'length' },
  },
  kek: {
    about:
      'what a TMK comes under: the KEK of that index from the factory, or the TMK of that index where there is one',
    takes: { like: /^(factory|tmk)$/, expected: 'kek=factory or kek=tmk', otherwise: 'factory' },
  },
  'no-kek': { about: 'comes without a KEK, so that no TMK can be loaded' },
  'data-kek': {
    about: 'whether data key n comes under key n-128 alone, as the host has it, or under any',
    takes: { like: /^(bound|any)$/, expected: 'data-kek=bound or data-kek=any', otherwise: 'bound' },
  },
  'no-ack-once': { about: 'carries the first load out and answers it, and the ACK before the answer is lost' },
  'ack-wait': {
    about:
      'after how many milliseconds without ACK it says an answer again, three times at most; the page has no such time',
    takes: { like: /^(\d{1,5}|never)$/, expected: 'ack-wait=MS or ack-wait=never', otherwise: 'never' },
  },
  'no-erase': { about: 'answers "clear all" with its error code and keeps its keys' },
  attribute: {
    about: 'the answer to 90, of which the page gives no data: text with model and serial number, or ACK alone',
    takes: { like: /^(text|none)$/, expected: 'attribute=text or attribute=none', otherwise: 'text' },
  },
  ksn: {
    about: 'the key serial number that 34 answers and 7g counts up; without it there is none, for no command loads one',
    takes: { like: /^[0-9A-Fa-f]{20}$/, expected: 'ksn=20 hex digits' },
  },
} as const satisfies BehaviourTable
