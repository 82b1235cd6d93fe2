// Attacks on what records say, in which order, and how they are spelled.
import type { Attack } from './case.js'
import { edited, relinked, resealed } from './forger.js'
import { copyOf, exchanged, present, recordEdit, takenOver, touched, without } from './moves.js'

export const onRecords: Attack[] = [
  {
    what: 'a record edited, all after it linked and sealed anew with the current keys',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft, keys }) => put(resealed(relinked(touched(draft, 7)), 7, present(keys))),
  },
  {
    what: 'the last record edited and sealed anew with the current key',
    verify: 'fail bad-checkpoint',
    bad: 19,
    opens: false,
    do: ({ put, draft, keys }) => put(resealed(touched(draft, 19), 19, present(keys))),
  },
  {
    what: 'a record edited, all after it sealed with keys of the forger that the records name',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: (attack) => attack.put(takenOver(attack, touched(attack.draft, 7), 7)),
  },
  {
    what: 'the whole log linked and sealed anew with keys of the forger',
    verify: 'fail bad-checkpoint',
    bad: 0,
    opens: false,
    do: (attack) => attack.put(takenOver(attack, touched(attack.draft, 7), 0)),
  },
  {
    what: "the same, and the first record names the forger's first key",
    verify: 'fail other-key',
    bad: 0,
    opens: false,
    do: (attack) =>
      attack.put(
        takenOver(
          attack,
          edited(attack.draft, 0, ({ body }) => Object.assign(body, { vkey: attack.own(1).vkey })),
          0,
        ),
      ),
  },
  {
    what: 'a record taken out, the rest linked and sealed anew',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft, keys }) => put(resealed(relinked(without(draft, 7)), 7, present(keys))),
  },
  {
    what: 'a record put in, the rest linked and sealed anew',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft, keys }) => put(resealed(relinked(copyOf(draft, 7)), 7, present(keys))),
  },
  {
    what: 'two records exchanged, the rest linked and sealed anew',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft, keys }) =>
      put(resealed(relinked({ ...draft, records: exchanged(draft.records, 7) }), 7, present(keys))),
  },
  {
    what: 'two appends exchanged whole',
    verify: 'fail bad-link',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put({ records: exchanged(draft.records, 7), notes: exchanged(draft.notes, 7) }),
  },
  {
    what: 'an append copied to its own end',
    verify: 'fail bad-link',
    bad: 8,
    opens: false,
    do: ({ put, draft }) => put(copyOf(draft, 7)),
  },
  {
    what: 'an outcome turned from mismatched to injected',
    verify: 'fail bad-checkpoint',
    bad: 17,
    opens: false,
    do: ({ put, draft }) => put(edited(draft, 17, ({ body }) => Object.assign(body, { outcome: 'injected' }))),
  },
  {
    what: 'a device serial number changed',
    verify: 'fail bad-checkpoint',
    bad: 6,
    opens: false,
    do: ({ put, draft }) =>
      put(edited(draft, 6, ({ body }) => Object.assign(body.device as object, { serial: 'SN999999' }))),
  },
  {
    what: 'a check value changed',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft }) =>
      put(edited(draft, 7, ({ body }) => Object.assign(body.kcv as object, { reported: 'AAAAAA' }))),
  },
  {
    what: 'who did it changed',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put(edited(draft, 7, (fields) => Object.assign(fields, { actors: ['wang'] }))),
  },
  {
    what: 'the wall clock of a record changed',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft }) =>
      put(edited(draft, 7, (fields) => Object.assign(fields, { wall: '2020-01-01T00:00:00.000Z' }))),
  },
  {
    what: 'the monotonic clock of a record changed',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put(edited(draft, 7, (fields) => Object.assign(fields, { monoMs: 1 }))),
  },
  {
    what: 'the boot of a record changed',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put(edited(draft, 7, (fields) => Object.assign(fields, { bootId: 'another' }))),
  },
  {
    what: "the next key of a record changed to the forger's",
    verify: 'fail bad-checkpoint',
    bad: 19,
    opens: false,
    do: (attack) =>
      attack.put(edited(attack.draft, 19, (fields) => Object.assign(fields, { nextVkey: attack.own(21).vkey }))),
  },
  {
    what: 'lab turned into production, the first record sealed anew',
    verify: 'fail bad-record',
    bad: 0,
    opens: false,
    do: ({ put, draft, keys }) =>
      put(
        resealed(
          edited(draft, 0, ({ body }) => Object.assign(body, { mode: 'production' })),
          0,
          present(keys),
        ),
      ),
  },
  {
    what: 'a record with a space that JSON ignores',
    verify: 'fail bad-record',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put(recordEdit(draft, 7, (text) => text.replace('{', '{ '))),
  },
  {
    what: 'a record with its members in another order',
    verify: 'fail bad-record',
    bad: 7,
    opens: false,
    do: ({ put, draft }) =>
      put(
        recordEdit(draft, 7, (text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse()))),
      ),
  },
  {
    what: 'a record with a member twice',
    verify: 'fail bad-record',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put(recordEdit(draft, 7, (text) => text.replace('{', '{"v":1,'))),
  },
  {
    what: 'a record with a letter spelled as an escape',
    verify: 'fail bad-record',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put(recordEdit(draft, 7, (text) => text.replace('"lab"', '"\\u006cab"'))),
  },
  {
    what: 'text that is not in NFC',
    verify: 'fail bad-record',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put(edited(draft, 7, (fields) => Object.assign(fields, { role: 'le\u0301' }))),
  },
]
