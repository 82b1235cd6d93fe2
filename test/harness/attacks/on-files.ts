// Attacks on where things lie: cuts, joins, segments, newest-checkpoint.
import { at } from '../audit-in-memory.js'
import { MemoryDisk } from '../audit-memory.js'
import type { Attack } from './case.js'
import { draftOf, relinked, resealed, written } from './forger.js'
import { all, cutTo, goneOn, oneMore, present, touched } from './moves.js'

export const onFiles: Attack[] = [
  {
    what: "the second half of another station's log",
    verify: 'fail bad-link',
    bad: 10,
    opens: false,
    do: ({ put, draft, stranger }) => {
      const theirs = draftOf(stranger.get(at.segment())!)
      put({
        records: [...draft.records.slice(0, 10), ...theirs.records.slice(10)],
        notes: [...draft.notes.slice(0, 10), ...theirs.notes.slice(10)],
      })
    },
  },
  {
    what: 'two records at the end, neither sealed',
    verify: 'fail no-checkpoint',
    bad: 20,
    opens: false,
    do: (attack) => {
      const more = oneMore(attack, { verdict: 'pass', size: 20 })
      attack.put(relinked({ records: [...more.records, more.records.at(-1)!], notes: attack.draft.notes }))
    },
  },
  {
    what: 'the last seal gone, newest-checkpoint left',
    verify: 'fail records-missing',
    bad: 19,
    opens: false,
    do: ({ disk, draft }) => disk.put(at.segment(), written({ ...draft, notes: draft.notes.slice(0, -1) })),
  },
  {
    what: 'the log cut by one, newest-checkpoint left',
    verify: 'fail records-missing',
    bad: 19,
    opens: false,
    do: ({ disk, draft }) => disk.put(at.segment(), written(cutTo(draft, 19))),
  },
  {
    what: 'the log rolled back, newest-checkpoint left',
    verify: 'fail records-missing',
    bad: 10,
    opens: false,
    do: ({ disk, at10 }) => disk.put(at.segment(), at10.get(at.segment())!),
  },
  {
    what: 'cut by one and a record of the forger put there, sealed with the current key',
    verify: 'fail bad-checkpoint',
    bad: 19,
    opens: false,
    do: ({ put, draft, keys }) => put(resealed(touched(draft, 19), 19, () => keys.get(21)!)),
  },
  {
    what: 'a checkpoint of size 21 without its record',
    verify: 'fail records-missing',
    bad: 20,
    opens: false,
    do: (attack) => {
      const sealed = resealed(oneMore(attack, { verdict: 'pass', size: 1 }), 20, present(attack.keys))
      attack.disk.put(at.segment(), Buffer.concat([written(attack.draft), Buffer.from(`\n${sealed.notes[20]}`)]))
    },
  },
  {
    what: 'newest-checkpoint of size 21 without its record',
    verify: 'fail records-missing',
    bad: 20,
    opens: false,
    do: (attack) => {
      const sealed = resealed(oneMore(attack, { verdict: 'pass', size: 1 }), 20, present(attack.keys))
      attack.disk.put(at.newest, Buffer.from(sealed.notes[20]!))
    },
  },
  {
    what: 'two seals of size 21 by its right key, one of them in newest-checkpoint',
    verify: 'fail two-checkpoints',
    bad: 20,
    opens: false,
    do: (attack) => {
      const sealed = (size: number) => resealed(oneMore(attack, { verdict: 'pass', size }), 20, present(attack.keys))
      attack.put(sealed(1))
      attack.disk.put(at.newest, Buffer.from(sealed(2).notes[20]!))
    },
  },
  {
    what: 'one half of a fork with newest-checkpoint of the other',
    verify: 'fail two-checkpoints',
    bad: 20,
    opens: false,
    do: async ({ disk, now }) => {
      const other = new MemoryDisk(now)
      await goneOn(other, now, 21)
      await goneOn(disk, now, 21)
      disk.put(at.newest, other.bytes(at.newest))
    },
  },
  {
    what: 'the log of another station, whole',
    verify: 'fail other-key',
    bad: 0,
    opens: true,
    do: ({ disk, stranger }) => all(disk, stranger),
  },
  {
    what: "a segment of another station after this one's",
    verify: 'fail bad-link',
    bad: 20,
    opens: false,
    do: ({ disk, stranger }) => disk.put(at.segment(1), stranger.get(at.segment())!),
  },
  {
    what: 'the segment again as the second',
    verify: 'fail bad-link',
    bad: 20,
    opens: false,
    do: ({ disk, now }) => disk.put(at.segment(1), now.get(at.segment())!),
  },
  {
    what: 'the segment cut in two inside a record',
    verify: 'fail broken',
    bad: 10,
    opens: false,
    do: ({ disk, draft }) => {
      const border = written(cutTo(draft, 10)).length + 100
      const bytes = written(draft)
      disk.put(at.segment(), bytes.subarray(0, border))
      disk.put(at.segment(1), bytes.subarray(border))
    },
  },
  {
    what: 'the two halves of the segment exchanged',
    verify: 'fail bad-link',
    bad: 0,
    opens: false,
    do: ({ disk, draft }) => {
      const border = written(cutTo(draft, 10)).length
      const bytes = written(draft)
      disk.put(at.segment(1), bytes.subarray(0, border))
      disk.put(at.segment(), bytes.subarray(border))
    },
  },
  {
    what: 'an empty segment before a full one',
    verify: 'fail broken',
    bad: 0,
    opens: false,
    do: ({ disk, now }) => {
      disk.put(at.segment(), Buffer.alloc(0))
      disk.put(at.segment(1), now.get(at.segment())!)
    },
  },
  {
    what: 'a segment number left out',
    verify: 'fail broken',
    bad: 20,
    opens: false,
    do: ({ disk }) => disk.put(at.segment(2), Buffer.alloc(0)),
  },
  {
    what: 'a frame that says it is longer',
    verify: 'fail records-missing',
    bad: 7,
    opens: false,
    do: ({ disk, draft }) => {
      const bytes = written(draft)
      const start = written(cutTo(draft, 7)).length
      bytes.writeUInt32BE(bytes.readUInt32BE(start) + 1, start)
      disk.put(at.segment(), bytes)
    },
  },
  {
    what: 'more zeros behind the log than one group of appends is long',
    verify: 'fail broken',
    bad: 20,
    opens: false,
    do: ({ disk, draft }) => disk.put(at.segment(), Buffer.concat([written(draft), Buffer.alloc(600_000)])),
  },
]
