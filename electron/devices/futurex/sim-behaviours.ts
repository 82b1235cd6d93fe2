// How a simulated receiver may misbehave, and what the protocol page leaves open, each with the page's reading.
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
  'wrong-kcv': { about: 'stores the key and answers the load with another check value' },
  'nak-once': { about: 'answers the first load with 08, as if it had come broken, and keeps nothing' },
  refuse: {
    about: 'answers every load with this result code and keeps nothing',
    takes: { like: /^(?!00)[0-9A-F]{2}$/, expected: 'refuse=01 to 1D, 2A or another code of two hex digits' },
  },
  'no-erase': { about: 'answers 05 and 06 with 0B and keeps its keys' },
  busy: {
    about: 'answers so many commands, from the first on, with 05, and carries none of them out',
    takes: { like: /^\d{1,3}$/, expected: 'busy=N, 0 to 999', otherwise: '0' },
  },
  dialect: {
    about: 'slots in hex and lengths in hex digits; or slots in decimal, lengths in bytes, and more fields',
    takes: oneOf('dialect', 'fxpy', 'fx'),
  },
  operator: {
    about: 'who enters injection mode: it is on, it is never, or so many milliseconds after plugging in',
    takes: {
      like: /^(ready|absent|\d{1,6})$/,
      expected: 'operator=ready, operator=absent or operator=MS',
      otherwise: 'ready',
    },
  },
  kcv: {
    about: 'the check value in the answer to a load: computed, or the one that was sent, which dialect fx does',
    takes: oneOf('kcv', 'by-dialect', 'computed', 'echoed'),
  },
  'aes-kcv': {
    about: 'check value of an AES key: a zero block enciphered, or its CMAC',
    takes: oneOf('aes-kcv', 'zeros', 'cmac'),
  },
  duplicates: {
    about: 'a key that is there already, in any slot or in its own, has 09; or it is taken',
    takes: oneOf('duplicates', 'any', 'slot', 'taken'),
  },
  ksns: {
    about: 'a KSN that another initial key has: refused with 0A, or taken',
    takes: oneOf('ksns', 'unique', 'any'),
  },
  'zero-ksn': {
    about: 'an initial key with a KSN of zeros: refused with 14, or taken',
    takes: oneOf('zero-ksn', 'refused', 'taken'),
  },
  occupied: {
    about: 'another key into a filled slot: refused with 0F, or it takes the place',
    takes: oneOf('occupied', 'refused', 'replaced'),
  },
  'slot-space': {
    about: 'slot numbers of their own for each kind of key, or one row of slots for all',
    takes: oneOf('slot-space', 'per-kind', 'shared'),
  },
  slots: {
    about: 'slots from 00 on',
    takes: { like: /^([1-9]\d?|1\d\d|2[0-4]\d|25[0-6])$/, expected: 'slots=1 to slots=256', otherwise: '100' },
  },
  'total-index': {
    about:
      "dialect fx: where total and index stand in a load: at its end, behind the subtype, or before the key's length",
    takes: oneOf('total-index', 'end', 'after-subtype', 'after-ksn'),
  },
  'block-length': {
    about: 'dialect fx: the length of a TR-31 block counts pairs of characters, as that of hex digits, or characters',
    takes: oneOf('block-length', 'pairs', 'characters'),
  },
  blocks: {
    about: 'TR-31 blocks: with encryption 01 or 02 by their form, with encryption 03, or none',
    takes: oneOf('blocks', 'by-form', 'type-03', 'none'),
  },
  'block-versions': {
    about: 'the versions of TR-31 blocks that are not refused with 17',
    takes: { like: /^[A-E]{1,5}$/, expected: 'block-versions=letters of A to E', otherwise: 'ABCD' },
  },
  'usage-check': {
    about: "a TR-31 usage that is not the key type's: refused with 18, or taken",
    takes: oneOf('usage-check', 'type', 'any'),
  },
  'delete-one': {
    about: 'what follows 06: slot and key type, or the slot alone, and then every kind of key in it goes',
    takes: oneOf('delete-one', 'slot-type', 'slot'),
  },
  'delete-empty': {
    about: 'deleting what is not there: refused with 0B, or done',
    takes: oneOf('delete-empty', 'refused', 'done'),
  },
  'failure-kcv': {
    about: 'the check value in the answer to a refused load: zeros, or not there',
    takes: oneOf('failure-kcv', 'zeros', 'absent'),
  },
  identity: {
    about: 'whether serial number and model follow in the answer to a load',
    takes: oneOf('identity', 'off', 'on'),
  },
  padding: {
    about: 'a serial number shorter than 16 characters: spaces behind it, or zeros before it',
    takes: oneOf('padding', 'spaces', 'zeros'),
  },
  'bad-check': {
    about: 'a frame with a wrong check: answered with 08, or not at all',
    takes: oneOf('bad-check', 'answered', 'silent'),
  },
  poll: {
    about:
      'answers 0100|POLL; or asks it itself, two seconds after an answer and on, until the next; or knows nothing of it',
    takes: oneOf('poll', 'answers', 'asks', 'off'),
  },
} as const satisfies BehaviourTable
