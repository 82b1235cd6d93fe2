// What became of each attempt, told once: a fold over the records that forgets an attempt as soon as nothing can follow.
import type { RecordOutcome } from '../../contract/audit-views.js'
import type { Body } from '../bodies.js'
import type { AuditRecord } from '../record.js'

export interface Story {
  readonly attempt: string
  /** Run of the job that was drafted last for its port; null where there was none. */
  readonly run: string | null
  readonly operator: string
  readonly port: string
  readonly label: string
  readonly slot: number
  readonly usage: Body<'attempt-intent'>['usage']
  readonly ksn: string | null
  readonly method: string
  readonly expected: string | null
  /** Of the device it was armed for, or of its result. */
  device: string | null
  armed: boolean
  reported: string | null
  verdict: string | null
  provenance: string | null
  outcome: RecordOutcome | 'under-way'
  /** The record that ended it, or its intent while it is under way; and when. */
  seq: number
  wall: string
  settled: Settled | null
}
export interface Settled {
  readonly seq: number
  readonly how: 'match' | 'mismatch' | 'closed'
}

type Told<Type extends AuditRecord['type']> = Extract<AuditRecord, { type: Type }>
type Turn = (stories: Stories, record: never) => void

const turns: Partial<Record<AuditRecord['type'], Turn>> = {
  // A process that starts works by drafts of its own.
  'station-opened': (stories) => stories.runs.clear(),
  'job-drafted': (stories, { body }: Told<'job-drafted'>) => {
    for (const port of body.ports) stories.runs.set(port, body.run)
  },
  'attempt-intent': (stories, record: Told<'attempt-intent'>) => stories.begin(record),
  'attempt-armed': (stories, { body }: Told<'attempt-armed'>) => {
    const story = stories.open.get(body.attempt)
    if (story) Object.assign(story, { armed: true, device: body.device.serial })
  },
  'attempt-result': (stories, { body, seq, wall }: Told<'attempt-result'>) => {
    const story = stories.open.get(body.attempt)
    if (!story) return
    const { reported = null, verdict = null, provenance = null } = body.kcv ?? {}
    const device = story.device ?? body.device?.serial ?? null
    Object.assign(story, { outcome: body.outcome, device, reported, verdict, provenance, seq, wall })
    if (body.outcome !== 'indeterminate') stories.open.delete(body.attempt)
    stories.ended(story)
  },
  'attempt-interrupted': (stories, { body, seq, wall }: Told<'attempt-interrupted'>) => {
    const story = stories.open.get(body.attempt)
    if (!story) return
    Object.assign(story, { outcome: 'interrupted', seq, wall })
    stories.ended(story)
  },
  'attempt-read-back': (stories, { body, seq }: Told<'attempt-read-back'>) => {
    const { verdict, reported, provenance } = body.kcv
    if (verdict !== 'match' && verdict !== 'mismatch') return
    const story = stories.settle(body.attempt, { seq, how: verdict })
    if (story) Object.assign(story, { reported, verdict, provenance })
  },
  'attempt-closed': (stories, { body, seq }: Told<'attempt-closed'>) => {
    stories.settle(body.attempt, { seq, how: 'closed' })
  },
}

export class Stories {
  readonly open = new Map<string, Story>()
  readonly runs = new Map<string, string>()

  /** @param ended hears each attempt once, when it has an outcome; what settles it later is added to the same story */
  constructor(readonly ended: (story: Story) => void) {}

  heard(record: AuditRecord): void {
    turns[record.type]?.(this, record as never)
  }

  /** The run a port works on. */
  runAt(port: string): string | null {
    return this.runs.get(port) ?? null
  }

  /** Those that were announced and have no outcome. */
  underWay(): Story[] {
    return [...this.open.values()].filter(({ outcome }) => outcome === 'under-way')
  }

  begin({ body, actors, seq, wall }: Told<'attempt-intent'>): void {
    const { attempt, port, label, slot, usage, ksn, kcv } = body
    const told = {
      attempt,
      port,
      label,
      slot,
      usage,
      ksn,
      seq,
      wall,
      method: kcv.method,
      expected: kcv.expected ?? kcv.station,
    }
    const yet = { device: null, armed: false, reported: null, verdict: null, provenance: null, settled: null }
    const whose = { run: this.runAt(port), operator: actors.join(', ') }
    this.open.set(attempt, { ...told, ...yet, ...whose, outcome: 'under-way' })
  }

  settle(attempt: string, settled: Settled): Story | null {
    const story = this.open.get(attempt)
    if (!story) return null
    story.settled = settled
    this.open.delete(attempt)
    return story
  }
}
