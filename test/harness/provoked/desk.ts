// A fault at a terminal and what the station's own diagnosis says of it: real driver, real run, real log, and the desk that
// the window has. Nothing is handed to it but the number of the attempt and the job that the port had.
import type { CauseView, DiagnosisView } from '../../../electron/contract/diagnosis-views.js'
import type { Outcome } from '../../../electron/contract/values.js'
import type { PortCardView } from '../../../electron/contract/views.js'
import { labOperator } from '../../../electron/custody/operator.js'
import { DiagnosisDesk } from '../../../electron/diagnosis-desk.js'
import { draft } from '../../../electron/injection/records.js'
import type { Family, Variant } from '../sweep/families.js'
import { SweepLog } from '../sweep/log.js'
import { type Plan, prepared } from '../sweep/plan.js'
import { play } from '../sweep/stage.js'
import type { Entry, Provocation } from './rows.js'

export interface Diagnosed {
  readonly outcome: Outcome | null
  readonly code: string | null
  readonly reported: string | null
  readonly party: DiagnosisView['party']
  /** Best first. */
  readonly causes: readonly CauseView[]
}

/** What no diagnosis of a load asks for. */
const nothingElse = {
  actor: () => labOperator,
  lookAround: async () => null,
  replugged: () => 0,
  pickLog: async () => null,
  saveAs: async () => null,
  printSheet: async () => {},
  station: () => {
    throw new Error('nothing is printed here')
  },
} as const

const PORT = '/dev/sweep/provoked'

/** @param plan of a load that the family takes @returns null where the job cannot have this mistake */
export async function diagnosedAfter(
  { family, variant }: { readonly family: Family; readonly variant: Variant },
  plan: Plan,
  entry: Entry,
  { behave = [], mistake, loadedBefore = 0, fromTheStart }: Provocation,
): Promise<Diagnosed | null> {
  const entries = mistake ? mistake(entry) : [entry]
  if (!entries) return null
  const job = { run: 'provoked', lab: true, keys: entries }
  using wrong = prepared(entries)
  const log = await SweepLog.create()
  try {
    await draft(log.forAttempts, wrong, [PORT])
    // What came before went right; a job with more keys is stopped at the first that does not.
    const before = { ...plan, job: () => wrong }
    const scene = {
      family,
      variant,
      plan: before,
      log,
      behave,
      loadedBefore,
      ...(fromTheStart ? { fromTheStart } : {}),
    }
    const { ends, outcome, code } = await play(scene)
    const attempt = (ends.find((end) => end.outcome !== 'injected') ?? ends.at(-1))!.attempt
    const desk = new DiagnosisDesk({
      directory: log.dir,
      log: log.log,
      cards: () => [{ port: PORT, profile: {}, keys: [{ attempt }] } as unknown as PortCardView],
      ...nothingElse,
      jobOf: () => new TextEncoder().encode(JSON.stringify(job)),
    })
    const plain = await desk.explain(attempt)
    const view = plain.search === 'offered' ? await desk.search(plain.id) : plain
    const { party, causes, values } = view
    return { outcome, code, reported: values.reported, party, causes }
  } finally {
    await log.end()
  }
}
