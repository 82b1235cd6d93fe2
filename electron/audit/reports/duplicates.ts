// The report of what should be there once: a check value in two devices, a DUKPT key serial number used twice.
import type { Report } from './report.js'
import type { Story } from './stories.js'
import { Table } from './table.js'

/** Keys that many devices share by design: transport keys under which others travel. */
const shared: ReadonlySet<string> = new Set(['TLK', 'KEK'])
const held: ReadonlySet<string> = new Set(['injected', 'already-present', 'unverified', 'attested'])

interface Seen {
  readonly value: string
  readonly method: string
  readonly usage: string
  readonly devices: Set<string>
  /** Number of the record it was seen in first, and last. */
  readonly first: number
  last: number
}

export function duplicatesReport(): Report {
  const values = new Map<string, Seen>()
  const serials = new Map<string, Seen>()
  return {
    hear: () => {},
    end: (story) => {
      const value = story.reported ?? story.expected
      if (value !== null && held.has(story.outcome) && !shared.has(story.usage))
        see(values, `${story.method} ${value}`, value, story)
      // Armed is issued, whatever came of it.
      if (story.ksn !== null && story.armed) see(serials, story.ksn, story.ksn, story)
    },
    view: () => {
      const twice = (seen: ReadonlyMap<string, Seen>) => [...seen.values()].filter(({ devices }) => devices.size > 1)
      const [kcvs, ksns] = [twice(values), twice(serials)]
      return {
        figures: [
          { name: 'kcvsSeen', value: values.size, kind: 'count' },
          { name: 'kcvsTwice', value: kcvs.length, kind: 'count' },
          { name: 'kcvsByChance', value: byChance(values.size), kind: 'text' },
          { name: 'ksnsSeen', value: serials.size, kind: 'count' },
          { name: 'ksnsTwice', value: ksns.length, kind: 'count' },
        ],
        tables: [seenTable('kcvs', kcvs, 'kcv'), seenTable('ksns', ksns, 'text')],
      }
    },
  }
}

function see(seen: Map<string, Seen>, key: string, value: string, { method, usage, device, port, seq }: Story): void {
  const known = seen.get(key) ?? { value, method, usage, devices: new Set(), first: seq, last: seq }
  known.devices.add(device ?? port)
  known.last = seq
  seen.set(key, known)
}

/** Pairs of different keys with the same three bytes that chance alone makes among so many: n(n-1)/2 of 2^24. */
const byChance = (many: number): string => ((many * (many - 1)) / 2 / 2 ** 24).toFixed(many > 1_300 ? 1 : 3)

/** Devices named in one row. */
const named = 8

function seenTable(name: string, seen: readonly Seen[], kind: 'kcv' | 'text') {
  const table = new Table<Seen>(name, [
    ['value', kind, ({ value }) => value],
    ['method', 'text', ({ method }) => method],
    ['usage', 'text', ({ usage }) => usage],
    ['devices', 'count', ({ devices }) => devices.size],
    ['which', 'text', ({ devices }) => [...devices].slice(0, named).join(', ') + (devices.size > named ? ' …' : '')],
    ['first', 'seq', ({ first }) => first],
    ['last', 'seq', ({ last }) => last],
  ])
  for (const one of [...seen].sort((a, b) => b.devices.size - a.devices.size)) table.add(one)
  return table.view()
}
