// How the simulated PCI100 may misbehave, and every point that its page leaves open, with the page's reading where none is named.
import { type BehaviourTable, keyBehaviours } from '../simulator-behaviours.js'
import { refusalCode } from './sim-codes.js'

/** One of these words; the first where none is named. */
const oneOf = (name: string, ...words: readonly [string, ...string[]]) => ({
  like: new RegExp(`^(${words.join('|')})$`),
  expected: words.map((word) => `${name}=${word}`).join(' or '),
  otherwise: words[0],
})

export const behaviours = {
  ...keyBehaviours,
  'wrong-kcv': { about: 'stores the key and answers the load with 04, as if its check value were another' },
  'echo-kcv': { about: 'checks nothing: takes a key with any check value' },
  'nak-once': { about: 'refuses the first load; there is no NAK, so by 03' },
  refuse: {
    about: 'answers every load of an authenticated station with this status and keeps nothing',
    takes: { like: refusalCode, expected: 'refuse=01 to FF, two hex digits' },
  },
  tampered: { about: 'its keys are gone, and whatever needs one is answered FF' },
  auth: { about: 'whether a load needs mutual authentication', takes: oneOf('auth', 'needed', 'off') },
  admin: {
    about: 'the admin key it authenticates by, 24 bytes; a published test key',
    takes: {
      like: /^[0-9A-F]{48}$/,
      expected: 'admin=48 hex digits',
      otherwise: '010203040506070811121314151617182122232425262728',
    },
  },
  random: {
    about: 'its random number R, always the same; otherwise another one every time',
    takes: { like: /^([0-9A-F]{16})?$/, expected: 'random=16 hex digits', otherwise: '' },
  },
  block: {
    about: 'how long it is blocked after three wrong cryptograms: answers 12 so long, or 23 for ever',
    takes: { like: /^(\d{1,6}|forever)$/, expected: 'block=MS or block=forever', otherwise: '30000' },
  },
  'init-missing': {
    about: 'the status of a mutual authentication that no initial one came before',
    takes: oneOf('init-missing', '1F', '20'),
  },
  mac: {
    about: 'what the MAC of an encrypted command is made over: the data in clear, zero-padded, or its cryptogram',
    takes: oneOf('mac', 'clear', 'cipher'),
  },
  reset: { about: 'what a reset ends: the session, or the keys too', takes: oneOf('reset', 'session', 'keys') },
  'no-serial': { about: 'leaves the factory without a serial number: FD until one is set' },
  fill: {
    about: 'what stands behind a serial number of less than 16 characters',
    takes: oneOf('fill', 'space', 'nul'),
  },
  wrap: {
    about: 'how a key is enciphered under another',
    takes: oneOf('wrap', 'ecb', 'cbc'),
  },
  ids: {
    about: 'whether master and working keys have ids of their own, or share them',
    takes: oneOf('ids', 'apart', 'shared'),
  },
  'same-key': {
    about: 'which keys at another id a new one must differ from: any, those of its own kind, none',
    takes: oneOf('same-key', 'any', 'kind', 'none'),
  },
  'bad-lrc': {
    about: 'what a frame with a wrong checksum has for an answer: none, or status 03',
    takes: oneOf('bad-lrc', 'silence', '03'),
  },
  'baud-lrc': {
    about: "what the checksum of command 37 covers: all of it, or 5 bytes, as the source's own computation",
    takes: oneOf('baud-lrc', 'whole', 'five'),
  },
  'wrong-rate': {
    about: 'what a station hears that sends at another rate',
    takes: oneOf('wrong-rate', 'garbage', 'silence'),
  },
  pin: {
    about: 'how a PIN entry ends, at which nobody is: time-out, abort, no digits',
    takes: oneOf('pin', '0A', '0B', '0C'),
  },
} as const satisfies BehaviourTable
