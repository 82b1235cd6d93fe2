// A record as the window shows it: a row, the whole of it with its proof.
import type { RecordDetail, RecordOutcome, RecordRow } from '../contract/audit-views.js'
import type { Outcome } from '../contract/values.js'
import type { RecordView } from '../contract/views.js'
import { frameHeader } from './frame.js'
import { factsOf } from './index/facts.js'
import type { Proof } from './index/proving.js'
import type { Found } from './index/record-at.js'
import type { AuditRecord } from './record.js'

export function rowView(record: AuditRecord): RecordRow {
  const [outcome, type, operator, device, , key] = factsOf(record).facets
  return {
    seq: record.seq,
    type: type!,
    wall: record.wall,
    operator: operator ?? '',
    device: device ?? null,
    key: key ?? null,
    outcome: (outcome as RecordOutcome | null | undefined) ?? null,
  }
}

/** @param shown the record as it may be shown now: without check values while people read one */
export function detailView({ record, bytes, place }: Found, proof: Proof, shown: unknown): RecordDetail {
  const { attempt } = record.body as { readonly attempt?: string }
  return {
    ...rowView(record),
    model: factsOf(record).facets[4] ?? null,
    role: record.role,
    attempt: attempt ?? null,
    text: JSON.stringify(shown, null, 2),
    withheld: shown !== record,
    place: { ...place, bytes: frameHeader + bytes.byteLength },
    proof,
  }
}

export function recordView(record: AuditRecord, shown: unknown): RecordView {
  const { seq, type, wall, operator, device, outcome } = rowView(record)
  const ended = outcome === 'interrupted' ? null : (outcome as Outcome | null)
  return { seq, type, wall, operator, device, outcome: ended, text: JSON.stringify(shown, null, 2) }
}
