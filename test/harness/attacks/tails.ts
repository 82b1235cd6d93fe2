// Attacks that look like a write cut short, and are called so.
import { at } from '../audit-in-memory.js'
import type { Attack } from './case.js'
import { edited, resealed, written } from './forger.js'
import { oneMore, present, touched } from './moves.js'

export const tails: Attack[] = [
  {
    what: 'a record at the end that nobody sealed, by someone with the keys: sealed at the next opening, and told',
    verify: 'incomplete no-checkpoint',
    bad: 20,
    opens: true,
    anchor: 'agrees',
    do: (attack) =>
      attack.disk.put(
        at.segment(),
        written({ ...attack.draft, records: oneMore(attack, { verdict: 'pass', size: 20 }).records }),
      ),
  },
  {
    what: 'the same, naming a key of the forger',
    verify: 'incomplete no-checkpoint',
    bad: 20,
    opens: false,
    anchor: 'agrees',
    do: (attack) => {
      const more = edited({ ...oneMore(attack, { verdict: 'pass', size: 20 }) }, 20, (fields) =>
        Object.assign(fields, { nextVkey: attack.own(22).vkey }),
      )
      attack.disk.put(at.segment(), written({ records: more.records, notes: attack.draft.notes }))
    },
  },
  {
    what: 'cut by one and newest-checkpoint with it, and a record put there that nobody sealed',
    verify: 'incomplete no-checkpoint',
    bad: 19,
    opens: false,
    anchor: 'size 20 shows it',
    do: ({ disk, draft }) => {
      disk.put(at.segment(), written({ records: touched(draft, 19).records, notes: draft.notes.slice(0, 19) }))
      disk.put(at.newest, Buffer.from(draft.notes[18]!))
    },
  },
  {
    what: 'garbage behind the log',
    verify: 'incomplete torn-record',
    bad: 20,
    opens: true,
    anchor: 'agrees',
    do: ({ disk, draft }) => disk.put(at.segment(), Buffer.concat([written(draft), Buffer.alloc(700, 0xa5)])),
  },
  {
    what: 'newest-checkpoint taken away',
    verify: 'incomplete second-place',
    bad: 19,
    opens: true,
    anchor: 'agrees',
    do: ({ disk }) => disk.remove(at.newest),
  },
  {
    what: 'newest-checkpoint of an older copy',
    verify: 'incomplete second-place',
    bad: 19,
    opens: true,
    anchor: 'agrees',
    do: ({ disk, at10 }) => disk.put(at.newest, at10.get(at.newest)!),
  },
  {
    what: 'newest-checkpoint of another station',
    verify: 'incomplete second-place',
    bad: 19,
    opens: true,
    anchor: 'agrees',
    do: ({ disk, stranger }) => disk.put(at.newest, stranger.get(at.newest)!),
  },
  {
    what: 'newest-checkpoint signed anew with the current key',
    verify: 'incomplete second-place',
    bad: 19,
    opens: true,
    anchor: 'agrees',
    do: ({ disk, draft, keys }) => disk.put(at.newest, Buffer.from(resealed(draft, 19, present(keys)).notes[19]!)),
  },
  {
    what: 'a file that says something is not recorded yet',
    verify: 'incomplete unsettled',
    opens: true,
    anchor: 'agrees',
    do: ({ disk }) => disk.put(`${at.dir}/unsettled`, Buffer.from('{"steps":[]}')),
  },
]
