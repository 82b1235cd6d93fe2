// How the simulated ZT598 may misbehave, and every point that its page leaves open, with the page's reading where none is named.
import { type BehaviourTable, keyBehaviours } from '../simulator-behaviours.js'
import { showing } from '../simulator-shows.js'
import { errorCode, successCode } from './sim-codes.js'

/** One of these words. */
const oneOf = (name: string, words: readonly string[], otherwise = words[0]!) => ({
  like: new RegExp(`^(${words.join('|')})$`),
  expected: words.map((word) => `${name}=${word}`).join(' or '),
  otherwise,
})

export const behaviours = {
  ...keyBehaviours,
  shows: showing,
  'echo-kcv': { about: 'a load is answered without a check value: the station sends none that could be echoed' },
  'nak-once': { about: 'refuses the first load; there is no NAK, so by EF' },
  refuse: {
    about: 'answers every load of an authenticated station with this return byte and keeps nothing',
    takes: { like: errorCode, expected: 'refuse=E0 to EF, D0 to DE, F1 to FF or two other hex digits, no success' },
  },
  tampered: { about: 'its keys are gone, and whatever needs one is answered DD until its flag is cleared' },
  'key-presses': {
    about: 'keys are pressed: one before every answer, then one every 50 ms, or so many, while the input is on',
    takes: { like: /^[1-9]\d{0,4}$/, expected: 'key-presses or key-presses=MS', optional: true },
  },
  auth: { about: 'how a station authenticates before it loads', takes: oneOf('auth', ['z', 'c', 'off']) },
  uid: {
    about: 'the UID it authenticates by, 8 or 16 bytes; otherwise 11x8 in variant z, and none yet in variant c',
    takes: { like: /^([0-9A-F]{16}){1,2}$/, expected: 'uid=16 or 32 hex digits', otherwise: '' },
  },
  'auth-holds': {
    about: 'how long an authentication holds: until it is switched off, or for one load',
    takes: oneOf('auth-holds', ['session', 'once']),
  },
  scope: {
    about: 'zones=zt588: whether step 90 or 91 is enough for every load, or each for its own kind of key',
    takes: oneOf('scope', ['any', 'kind']),
  },
  'lock-after': {
    about: 'after how many wrong proofs it answers ED until it is wiped',
    takes: { like: /^([1-9]\d?|never)$/, expected: 'lock-after=1 to 99 or lock-after=never', otherwise: '3' },
  },
  random: { about: 'bytes of the random number in variant z', takes: oneOf('random', ['8', '16']) },
  challenge: {
    about: 'bytes of the challenge, or the challenge itself',
    takes: {
      like: /^(8|16|([0-9A-F]{16}){1,2})$/,
      expected: 'challenge=8, 16 or 16 or 32 hex digits',
      otherwise: '8',
    },
  },
  coding: { about: 'how data is written until it is told', takes: oneOf('coding', ['hex', 'broken-hex']) },
  numbers: {
    about: 'whether key numbers, steps and control values are hex whatever the coding is, or follow it',
    takes: oneOf('numbers', ['hex', 'coded']),
  },
  'kcv-bytes': {
    about: 'bytes of the check value in the answer to a load, at most as long as the key',
    takes: { like: /^(\d|1\d|2[0-4])$/, expected: 'kcv-bytes=0 to 24', otherwise: '8' },
  },
  'clear-length': {
    about: 'length digits of command 1 for 8, 16 and 24 bytes',
    takes: oneOf('clear-length', ['123', '012']),
  },
  'rate-codes': {
    about: "codes of the rates: both sources' constants 48 to 4F, or one source's helper 41 to 48",
    takes: oneOf('rate-codes', ['constants', 'helper']),
  },
  'wrong-rate': {
    about: 'what a station hears that sends at another rate',
    takes: oneOf('wrong-rate', ['garbage', 'silence']),
  },
  zones: { about: 'which key numbers there are for which types', takes: oneOf('zones', ['zt598', 'zt588']) },
  'no-kek': {
    about: 'the return byte where the key that another comes under is not there',
    takes: oneOf('no-kek', ['E2', 'E4', 'E5']),
  },
  parity: { about: 'whether a TDES key must have odd parity', takes: oneOf('parity', ['ignored', 'checked']) },
  crypt: {
    about: 'whether any key enciphers data, or working keys alone',
    takes: oneOf('crypt', ['any', 'working']),
  },
  success: {
    about: 'the return byte of success',
    takes: { like: successCode, expected: 'success=60 to 9F or success=A3', otherwise: '60' },
  },
  'length-000': {
    about: 'which answers state their length as 000: those of more than 999 characters, or all',
    takes: oneOf('length-000', ['long', 'all']),
  },
  'long-length': {
    about: 'what follows a length of 000 in an answer: the length in four digits, or nothing',
    takes: oneOf('long-length', ['counted', 'bare']),
  },
} as const satisfies BehaviourTable
