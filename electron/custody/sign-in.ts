// Somebody shows who he is. Every try is on record; every refusal reads the same and takes the same time, whatever was wrong.
import type { Actor, AuditLog, Body } from '../audit/log.js'
import { Fault } from '../contract/fault.js'
import type { Claim } from '../contract/persons.js'
import { type Credential, nobodys, openCredential } from './credential.js'
import type { Credentials } from './credentials.js'
import type { Derive } from './derive.js'
import { isLocked, LOCKED_AT, waitMs } from './failures.js'
import { type Known, type People, UNKNOWN } from './people.js'
import { type FactorDoors, secondFactors } from './second-factor.js'

/** What only the log itself writes, or nobody in particular. */
export const atTheStation: Actor = { actors: [], role: 'station', session: null }

export interface SignInDoors {
  readonly log: Pick<AuditLog, 'append' | 'stationId'>
  readonly people: People
  readonly credentials: Credentials
  readonly derive: Derive
  readonly factors: FactorDoors
  /** Wall clock, ms since 1970. */
  readonly now: () => number
}

type Because = Body<'sign-in-failed'>['because']
type Kept = NonNullable<Awaited<ReturnType<typeof openCredential>>['factors']>
export interface Shown {
  readonly person: Known
  readonly credential: Credential
  /** What his second factors keep, unsealed; for whoever seals them anew. */
  readonly factors: Kept
  /** The authenticator's step that this used up; null without one. */
  readonly step: number | null
}

export class SignIn {
  #turn: Promise<unknown> = Promise.resolve()
  constructor(private readonly doors: SignInDoors) {}

  /**
   * One after the other, so that no two tries count as one.
   * @param kind an invitation is shown with its one-time code as the passphrase
   * @throws Fault custody/wait before anything is looked at, custody/refused, audit/…
   */
  show(claim: Claim, kind: Credential['kind'] = 'passphrase'): Promise<Shown> {
    const answer = this.#turn.then(() => this.#show(claim, kind))
    this.#turn = answer.catch(() => {})
    return answer
  }

  async #show({ person: typed, passphrase, code }: Claim, kind: Credential['kind']): Promise<Shown> {
    const { people, credentials, derive, now } = this.doors
    const id = typed.trim().toLowerCase()
    const known = people.find(id)
    const tag = credentials.tagOf(id)
    const operator = known && known.state !== 'removed' ? known.id : UNKNOWN
    const who = operator === UNKNOWN ? tag : operator
    const failures = people.failures(who)
    const wait = waitMs(failures, now())
    if (wait > 0) throw new Fault('custody/wait', { seconds: Math.ceil(wait / 1000) })
    const entry = known ? credentials.entry(known.id, known.credential) : null
    const opened = await openCredential(entry ?? nobodys, passphrase, derive)
    const judged = await this.#judge(known, entry, opened.factors, code, kind)
    // A locked account refuses the right passphrase too, and does not say so.
    const because = isLocked(failures) ? 'locked' : judged
    if (typeof because !== 'string' && known && entry)
      return { person: known, credential: entry, factors: opened.factors ?? [], step: because.step }
    const count = failures.count + 1
    await this.doors.log.append(
      'sign-in-failed',
      {
        operator,
        tag,
        because: typeof because === 'string' ? because : 'unknown',
        failures: count,
        locked: count >= LOCKED_AT,
      },
      atTheStation,
    )
    throw new Fault('custody/refused')
  }

  async #judge(
    known: Known | null,
    entry: Credential | null,
    factors: Kept | null,
    code: string | null,
    kind: Credential['kind'],
  ): Promise<Because | { readonly step: number | null }> {
    if (!known || known.state === 'removed') return 'unknown'
    if (!entry) return 'credential-edited'
    if (factors === null) return 'passphrase'
    if (entry.kind !== kind || (entry.until !== null && this.doors.now() > entry.until)) return 'invitation'
    let step: number | null = null
    const { log, now, factors: doors } = this.doors
    for (const factor of factors) {
      const shown = { code: code ?? '', person: known.id, station: log.stationId, now: now(), lastStep: known.lastStep }
      // What keeps a card from proving itself is not told to somebody who is not signed in.
      const found = await secondFactors[factor.kind].check(factor.kept, shown, doors).catch(() => 'wrong' as const)
      if (typeof found === 'string') return found === 'replayed' ? 'replayed' : 'code'
      step = found
    }
    return { step }
  }
}
