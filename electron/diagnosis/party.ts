// On whose side a cause lies. The three values decide what is possible, the cause who it is.
import type { CauseRow, Finding, Party } from './cause.js'
import type { Scene } from './scene.js'

/** A value that stands apart cannot have been made by those whose values agree. */
export function partyOf({ standing }: Scene, { party }: CauseRow, finding?: Finding): Party {
  if (finding?.party) return finding.party
  if (standing === 'entry' && (party === 'device' || party === 'line')) return 'operator'
  if (standing === 'device' && (party === 'host' || party === 'letter')) return 'device'
  if (standing === 'method') return 'operator'
  return party
}
