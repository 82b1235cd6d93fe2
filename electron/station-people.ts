// Where people and jobs meet: who brought a job, who approved it, and what the page shows to nobody.
import type { StationView } from './contract/views.js'
import type { Bench } from './injection/bench.js'
import type { JobSummary, LoadProfile } from './injection/profile.js'
import type { Station } from './station.js'

const HOUR_MS = 3_600_000

/** In production it counts who brought a job: he is not the one to approve it. */
export async function noteOpened(
  { log, attemptLog }: Station,
  { run, jobHash }: JobSummary,
  { title }: LoadProfile,
): Promise<void> {
  if (log.mode !== 'lab') await attemptLog.append('job-opened', { run, jobHash, file: title.en.slice(0, 100) })
}

/** @throws custody/own-job, audit/… */
export async function approveJob(station: Station, { run, jobHash, keys }: JobSummary): Promise<void> {
  const { approvals, people, attemptLog } = station
  const { actors } = station.operator()
  approvals.assertOthers(jobHash, actors[0]!)
  const until = new Date(Date.now() + people.policy('approval-hours') * HOUR_MS).toISOString()
  await attemptLog.append('job-approved', { run, jobHash, keys, openedBy: approvals.openedBy(jobHash), until })
}

/** The profiles, in production with whether somebody else approved the job. */
export function withApprovals({ log, approvals }: Station, bench: Bench): StationView['profiles'] {
  const views = bench.profiles.views()
  if (log.mode === 'lab') return views
  return views.map((view) => {
    const { run, jobHash, keys } = bench.profiles.summary(view.id)
    const approved = approvals.isApproved(jobHash, Date.now())
    return { ...view, job: { run, keys, approved, openedBy: approvals.openedBy(jobHash) } }
  })
}

/** Who is not signed in, or stands before a locked window, sees that the station is there and nothing of its work. */
export const NOTHING_TO_SEE = {
  ports: [],
  profiles: [],
  questions: [],
  notices: [],
  openAlerts: 0,
  tally: { total: 0, finished: 0, good: 0, bad: 0 },
} as const
