// How an attempt ended: what happened, what it means for the device, what to do now. In English.
import type { BenchText } from '../sentences'

export const outcomes: BenchText['outcomes'] = {
  injected: {
    word: 'Key loaded',
    happened: 'The key is in, and the check value the device computed equals the expected one.',
    means: 'The device holds exactly the key it should.',
    now: 'Take this terminal off and connect the next.',
  },
  'already-present': {
    word: 'Already present',
    happened: 'The slot had this very check value before the load.',
    means: 'The device holds the right key, but nothing proves that this load put it there.',
    now: 'No need to load again. If this load must be proven, ask the officer.',
  },
  mismatched: {
    word: 'Check value differs',
    happened: 'The device reports another check value than the expected one.',
    means: 'The device does not hold the intended key and must not go into use.',
    now: 'Set it aside, do not load again; check components and key letter.',
  },
  refused: {
    word: 'Device refused',
    happened: 'The device explicitly refused this load.',
    means: 'By its answer, the new key was not stored.',
    now: 'Look at what its code means, remove the cause, then load again.',
  },
  unverified: {
    word: 'Not verified',
    happened: 'The device took the key, but there is no independent value to compare.',
    means: 'The key may be right; it cannot be shown here.',
    now: "Compare with the letter's or HSM's value, or test it in use, before release.",
  },
  attested: {
    word: 'Attested by people',
    happened: "Two people read the device's screen without seeing the expected value, and it agreed.",
    means: 'The result rests on their reading; the device told the station nothing.',
    now: 'Keep both signatures on file and release by your rules.',
  },
  indeterminate: {
    word: 'Result unknown',
    happened: 'The key was sent, and no answer came.',
    means: 'The device may hold the new key or the old one; it is locked against another load.',
    now: 'Reconnect the cable, then read the check value back. If that is impossible, an officer closes it.',
  },
  closed: {
    word: 'Closed, result unknown',
    happened: 'The key was sent and no answer came; the attempt was closed with a reason.',
    means: 'Which key it holds is still not known.',
    now: "Act on the reason; load again only with the officer's consent.",
  },
  abandoned: {
    word: 'Not carried out',
    happened: 'It stopped before any key data was sent.',
    means: 'Nothing in the device has changed.',
    now: 'Deal with the cause shown, then start again.',
  },
  complete: {
    word: 'All keys loaded',
    happened: 'Every key is in, and every check value agrees.',
    means: 'The device holds exactly the keys it should.',
    now: 'Take this terminal off and connect the next.',
  },
  partial: {
    word: 'Partly loaded',
    happened: 'Some keys were loaded, others were not.',
    means: 'The terminal lacks keys and must not go into use.',
    now: 'Look at the marked keys, deal with them, then continue.',
  },
  failed: {
    word: 'Not successful',
    happened: 'Not one key could be confirmed.',
    means: 'This terminal must not go into use.',
    now: "Look at each key's result and follow its steps.",
  },
}
