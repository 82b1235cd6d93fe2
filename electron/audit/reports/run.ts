// The report of one run: what its list of devices says against what became of them.
import type { AuditRecord } from '../record.js'
import type { Report } from './report.js'
import type { Stories, Story } from './stories.js'
import { attemptsTable, count, Table } from './table.js'

interface DeviceTold {
  readonly device: string
  /** The newest outcome of each key; a key that is loaded again has that of the last time. */
  readonly keys: Map<string, Story>
}

/** As the station refuses what is not on the list of the job. */
const notListed = 'injection/not-listed'

export function runReport(run: string): Report {
  const attempts = attemptsTable('attempts')
  const devices = new Map<string, DeviceTold>()
  const refused = new Map<string, number>()
  let listed: number | null = null
  let [jobs, total, unnamed, unlisted] = [0, 0, 0, 0]
  const hear = (record: AuditRecord, stories: Stories) => {
    if (record.type === 'job-drafted' && record.body.run === run) {
      jobs += 1
      listed = record.body.inventory?.size ?? listed
    }
    if (record.type !== 'device-refused' || stories.runAt(record.body.port) !== run) return
    if (record.body.because === notListed) unlisted += 1
    count(refused, record.body.device?.serial ?? record.body.port)
  }
  const end = (story: Story) => {
    if (story.run !== run) return
    total += 1
    attempts.add(story)
    if (story.device === null) {
      unnamed += 1
      return
    }
    const told = devices.get(story.device) ?? { device: story.device, keys: new Map() }
    told.keys.set(`${story.label} #${story.slot}`, story)
    devices.set(story.device, told)
  }
  return {
    hear,
    end,
    view: () => {
      const told = [...devices.values()]
      const good = told.filter(isDone).length
      const figures = [
        { name: 'jobs', value: jobs, kind: 'count' as const },
        { name: 'attempts', value: total, kind: 'count' as const },
        { name: 'listed', value: listed, kind: 'count' as const },
        { name: 'devices', value: told.length, kind: 'count' as const },
        { name: 'devicesDone', value: good, kind: 'count' as const },
        { name: 'devicesFailed', value: told.length - good, kind: 'count' as const },
        // The log keeps how long the list was and its hash, not the list: who is missing is known by number alone.
        { name: 'missing', value: listed === null ? null : Math.max(0, listed - told.length), kind: 'count' as const },
        { name: 'unlisted', value: unlisted, kind: 'count' as const },
        { name: 'withoutDevice', value: unnamed, kind: 'count' as const },
      ]
      return { figures, tables: [devicesTable(told), refusedTable(refused), attempts.view()] }
    },
  }
}

const isProven = ({ outcome, settled }: Story): boolean => outcome === 'injected' || settled?.how === 'match'
const isDone = ({ keys }: DeviceTold): boolean => [...keys.values()].every(isProven)

function devicesTable(told: readonly DeviceTold[]) {
  const table = new Table<DeviceTold>('devices', [
    ['device', 'text', ({ device }) => device],
    ['result', 'what', (one) => (isDone(one) ? 'device-done' : 'device-failed')],
    ['keys', 'count', ({ keys }) => keys.size],
    [
      'notDone',
      'text',
      ({ keys }) => [...keys].flatMap(([key, story]) => (isProven(story) ? [] : [key])).join(', ') || null,
    ],
  ])
  // What needs somebody's attention stands first.
  for (const one of [...told].sort((a, b) => Number(isDone(a)) - Number(isDone(b)))) table.add(one)
  return table.view()
}

function refusedTable(refused: ReadonlyMap<string, number>) {
  const table = new Table<readonly [string, number]>('refused', [
    ['device', 'text', ([device]) => device],
    ['times', 'count', ([, times]) => times],
  ])
  for (const one of refused) table.add(one)
  return table.view()
}
