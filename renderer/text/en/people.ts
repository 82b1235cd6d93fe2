// Loading by hand, in English.
import type { PeopleText } from '../people-sentences'

export const people: PeopleText = {
  title: (label, serial) => (serial ? `${label} · SN ${serial}` : label),
  answer: 'Go on',
  nextTerminal: 'Next terminal',
  place: 'Name of the place',
  placeHint: 'manual:1',
  addAbout: 'A place without a cable: people load at the terminal itself. The station leads, times and records.',
  rail: ['Terminal', 'Load', '1st reading', '2nd reading'],
  railName: 'Steps by hand',
  others: 'Other places that wait',
  passed: (time) => `${time} on this step`,
  left: (time) => `${time} left`,
  serial: {
    title: 'Which terminal is this?',
    about: 'Scan the bar code of its serial number, or type it twice from the label.',
    field: 'Serial number',
    again: 'Once more',
    scanned: 'Scanned',
    known: (serial) => `Still ${serial}`,
    submit: 'This is the terminal',
  },
  load: {
    title: (label) => `Load ${label} at the terminal now`,
    what: (usage, slot, algorithm) => `${usage} · slot ${slot} · ${algorithm.toUpperCase()}`,
    recorded: 'The record is on disk. From here on the result counts as unknown until two people have read the screen.',
    steps: {
      keypad: [
        'Open the key menu of the terminal with its own passwords',
        'Each custodian types the own component, unseen by the other',
        'Confirm, and leave the check value on the screen',
      ],
      'mother-pos': [
        'Join the terminal to the mother POS with its cable',
        'Start the download on the mother POS and keep the cable in',
        'Open the key menu, and leave the check value on the screen',
      ],
      card: [
        'Open the key menu of the terminal with its own passwords',
        'Insert the key cards one after the other, each with its PIN',
        'Confirm, and leave the check value on the screen',
      ],
    },
    done: 'It is loaded',
  },
  reading: {
    title: (reader) => (reader === 1 ? 'First person: read the screen' : 'Second person: read the screen'),
    cover: {
      1: 'One of you comes to the station. The other looks away until told.',
      2: 'The first reading is noted and hidden. Now the other person comes; the first looks away.',
    },
    again: (round, rounds) => `The two readings differed. Both read once more, round ${round} of ${rounds}.`,
    begin: (reader) => (reader === 1 ? 'I am the first reader' : 'I am the second reader'),
    about: (label, most) =>
      `Type the check value that the terminal shows for ${label}: its first ${most} digits from the left, or all if it shows fewer.`,
    field: 'Check value on the screen',
    fewer: (fewest) => `At least ${fewest} digits, and an even number.`,
    hint: (typed, meant) => `${typed} is no hex digit. Is it ${meant}?`,
    noHex: (typed) => `${typed} is no hex digit: 0–9 and A–F only.`,
    submit: 'That is what I read',
    none: 'It shows none',
  },
  callOff: {
    action: 'Call off…',
    about: {
      serial: 'Nothing has begun: the terminal is left as it is.',
      load: 'The key may be in already: the result counts as unknown, and the terminal is locked until two people read its screen or an officer closes it.',
      reading:
        'Without two readings the result counts as unknown, and the terminal is locked until two people read its screen or an officer closes it.',
    },
  },
  back: 'Go back',
  steps: {
    identify: { name: 'Terminal', doing: 'Scan or type its serial number' },
    load: { name: 'By hand', doing: 'People load the terminal, then two read its screen' },
    'read-back': { name: 'Read again', doing: 'Two people read the screen' },
  },
  outcomes: {
    indeterminate: {
      word: 'Result unknown',
      happened: 'People were told to load, and no two readings were taken.',
      means: 'The terminal may hold the new key or the old one; it is locked against another load.',
      now: 'With this terminal in hand, have two people read its screen. If that is impossible, an officer closes it.',
    },
    closed: {
      word: 'Closed, result unknown',
      happened: 'People were told to load, no two readings were taken, and the attempt was closed with a reason.',
      means: 'Which key the terminal holds is still not known.',
      now: "Act on the reason; load again only with the officer's consent.",
    },
    unverified: {
      word: 'Not verified',
      happened: 'There is no check value that two people read alike and that can be compared over three bytes.',
      means: 'The key may be right; it cannot be shown here.',
      now: 'Set it aside until its value can be read, or test it in use before release.',
    },
    mismatched: {
      word: 'Check value differs',
      happened: 'Both people read the same value, and it is not the expected one.',
      means: 'The terminal does not hold the intended key and must not go into use.',
      now: 'Set it aside, do not load again; check components and key letter.',
    },
  },
  byOne: {
    happened: 'One person read the screen twice, without seeing the expected value, and it agreed.',
    now: 'This is practice: for a release two different people must read. Take the next terminal.',
  },
}
