// Attacks on checkpoints: their spelling, their signatures, whose they are.
import { at } from '../audit-in-memory.js'
import type { Attack } from './case.js'
import { draftOf, resealed } from './forger.js'
import { noteEdit, present } from './moves.js'

export const onCheckpoints: Attack[] = [
  {
    what: 'a root spelled with other padding bits',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft }) =>
      put(noteEdit(draft, 7, (note) => note.replace(/.=\n/, (end) => `${end[0] === 'B' ? 'C' : 'B'}=\n`))),
  },
  {
    what: 'a signature spelled with other padding bits',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: true,
    do: ({ put, draft }) =>
      put(
        noteEdit(draft, 7, (note) =>
          note.replace(/.=\n$/, (end) => `${String.fromCharCode(end.charCodeAt(0) ^ 1)}=\n`),
        ),
      ),
  },
  {
    what: 'a size with a zero before it',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put(noteEdit(draft, 7, (note) => note.replace('\n8\n', '\n08\n'))),
  },
  {
    what: 'line ends of another system',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put(noteEdit(draft, 7, (note) => note.replaceAll('\n', '\r\n'))),
  },
  {
    what: 'an extension line in a checkpoint',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft }) => put(noteEdit(draft, 7, (note) => note.replace('=\n\n', '=\nmore\n\n'))),
  },
  {
    what: 'a second signature by the current key below the right one',
    verify: 'fail',
    bad: 8,
    opens: false,
    do: ({ put, draft, keys }) =>
      put(noteEdit(draft, 7, (note) => `${note}${resealed(draft, 7, present(keys)).notes[7]!.split('\n')[4]}\n`)),
  },
  {
    what: 'a second checkpoint, by the current key, behind the right one',
    verify: 'fail bad-checkpoint',
    bad: 8,
    opens: false,
    do: ({ put, draft, keys }) =>
      put(noteEdit(draft, 7, (note) => `${note}\n${resealed(draft, 7, present(keys)).notes[7]}`)),
  },
  {
    what: 'the checkpoint of another station',
    verify: 'fail bad-checkpoint',
    bad: 7,
    opens: false,
    do: ({ put, draft, stranger }) =>
      put({ ...draft, notes: draft.notes.with(7, draftOf(stranger.get(at.segment())!).notes[7]!) }),
  },
]
