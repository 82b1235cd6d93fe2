// Attacks that leave a log which verifies: the keys may still show them to the station, and only an anchor to others.
import { at } from '../audit-in-memory.js'
import type { Attack } from './case.js'
import { resealed, written } from './forger.js'
import { all, cutTo, goneOn, oneMore, present } from './moves.js'

export const unseen: Attack[] = [
  {
    what: 'the log cut by one at its border, newest-checkpoint set back: only the keys know',
    verify: 'pass',
    opens: false,
    anchor: 'size 20 shows it',
    do: ({ put, draft }) => put(cutTo(draft, 19)),
  },
  {
    what: 'the log cut to before the anchored size',
    verify: 'pass',
    opens: false,
    anchor: 'size 10 shows it',
    do: ({ put, draft }) => put(cutTo(draft, 9)),
  },
  {
    what: 'log and newest-checkpoint rolled back under the present keys',
    verify: 'pass',
    opens: false,
    anchor: 'size 20 shows it',
    do: ({ disk, at15 }) => {
      for (const file of [at.segment(), at.newest]) disk.put(file, at15.get(file)!)
    },
  },
  {
    what: 'the keys alone rolled back, as if the last appends had been cut short before theirs were used up: told',
    verify: 'pass',
    opens: true,
    anchor: 'agrees',
    do: ({ disk, at15 }) => disk.put(at.keys, at15.get(at.keys)!),
  },
  {
    what: 'the keys taken away',
    verify: 'pass',
    opens: false,
    anchor: 'agrees',
    do: ({ disk }) => disk.remove(at.keys),
  },
  {
    what: 'the keys of another station',
    verify: 'pass',
    opens: false,
    anchor: 'agrees',
    do: ({ disk, stranger }) => disk.put(at.keys, stranger.get(at.keys)!),
  },
  {
    what: 'two keys exchanged',
    verify: 'pass',
    opens: false,
    anchor: 'agrees',
    do: ({ disk }) => {
      const bytes = disk.bytes(at.keys)
      const slot = (size: number) => bytes.subarray((size % 32) * 4096, ((size % 32) + 1) * 4096)
      const [one, other] = [Buffer.from(slot(21)), Buffer.from(slot(22))]
      one.copy(slot(22))
      other.copy(slot(21))
      disk.put(at.keys, bytes)
    },
  },
  {
    what: 'the whole directory rolled back',
    verify: 'pass',
    opens: true,
    anchor: 'size 20 shows it',
    do: ({ disk, at15 }) => all(disk, at15),
  },
  {
    what: 'the whole directory rolled back to before the anchored size',
    verify: 'pass',
    opens: true,
    anchor: 'size 10 shows it',
    do: ({ disk, at5 }) => all(disk, at5),
  },
  {
    what: 'the log of another station, whole, for someone who never had the first key',
    verify: 'pass',
    opens: true,
    anchor: 'size 10 shows it',
    unpinned: true,
    do: ({ disk, stranger }) => all(disk, stranger),
  },
  {
    what: 'rolled back and gone on to the same size with other records',
    verify: 'pass',
    opens: true,
    anchor: 'size 20 shows it',
    do: ({ disk, at15 }) => goneOn(disk, at15, 22),
  },
  {
    what: 'rolled back to before the anchored size and gone on beyond it',
    verify: 'pass',
    opens: true,
    anchor: 'size 10 shows it',
    do: ({ disk, at5 }) => goneOn(disk, at5, 22),
  },
  {
    what: 'a fork of the present: two futures, until one of them is anchored',
    verify: 'pass',
    opens: true,
    anchor: 'agrees',
    do: ({ disk, now }) => goneOn(disk, now, 23),
  },
  {
    what: 'a false record at the end, sealed with the current key',
    verify: 'pass',
    opens: true,
    anchor: 'agrees',
    do: (attack) => attack.put(resealed(oneMore(attack, { verdict: 'pass', size: 1 }), 20, present(attack.keys))),
  },
  {
    what: 'the segment cut in two at a border: nothing changed and nothing lost',
    verify: 'pass',
    opens: true,
    anchor: 'agrees',
    do: ({ disk, draft }) => {
      const border = written(cutTo(draft, 10)).length
      const bytes = written(draft)
      disk.put(at.segment(), bytes.subarray(0, border))
      disk.put(at.segment(1), bytes.subarray(border))
    },
  },
  {
    what: 'an empty segment behind the last: as a cut between two appends leaves it',
    verify: 'pass',
    opens: true,
    anchor: 'agrees',
    do: ({ disk }) => disk.put(at.segment(1), Buffer.alloc(0)),
  },
]
