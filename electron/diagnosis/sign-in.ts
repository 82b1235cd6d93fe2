// A sign-in judged: all working keys of field 62 together, with the terminal's master key where it is at hand.
import type { Secret } from '../contract/secret.js'
import { fromHex } from '../keys/hex.js'
import { checkValue } from '../keys/kcv.js'
import { concat, decryptToSecret, secretFromBytes } from '../keys/vault.js'
import { type Finding, matches } from './cause.js'
import { type Cryptogram, partsOf } from './field62.js'
import { datesOf, eventsOf, onsetOf } from './sign-in-dates.js'
import type { SignIn } from './sign-in-shape.js'

/** A cause with what speaks for it. */
export interface Named {
  readonly cause: string
  readonly finding: Finding
}

const STATED = 1e6
const NEAR = 1e3
const POSSIBLE = 30
const CHECK_BYTES = 4

/** Which working keys come out right under the master key, by each reading. */
interface Readings {
  readonly right: readonly string[]
  readonly wrong: readonly string[]
  readonly sm4: boolean
  readonly makPadded: 'zeros-behind-key' | 'all-deciphered' | 'single' | null
}

/** @param tmk the terminal's master key; null: only what the terminal said is known */
export function signInFindings(signIn: SignIn, tmk: Secret | null): Named[] {
  const parts = partsOf(signIn)
  const readings = tmk ? readUnder(tmk, parts, signIn) : null
  const makOnly = onlyMak(signIn, readings, parts)
  if (makOnly) return [makOnly]
  return [...stated(signIn, readings), ...calendar(signIn), ...logged(signIn), ...leftOver(signIn, readings)].filter(
    ({ cause }) => !ruledOut(cause, readings),
  )
}

function readUnder(tmk: Secret, parts: readonly Cryptogram[], signIn: SignIn): Readings {
  const fits = parts.filter((part) => isRight(tmk, part)).map(({ name }) => name)
  return {
    right: fits,
    wrong: parts.map(({ name }) => name).filter((name) => !fits.includes(name)),
    sm4: tmk.bytes === 16 && parts.some((part) => isRightBySm4(tmk, part)),
    makPadded: paddedMak(tmk, parts, signIn),
  }
}

function isRight(tmk: Secret, { bytes, check }: Cryptogram): boolean {
  using key = decryptToSecret(tmk, 'tdes', fromHex(bytes))
  return checkValue(key, key.bytes === 8 ? 'des-zeros' : 'tdes-zeros', CHECK_BYTES).hex === check
}

function isRightBySm4(tmk: Secret, { bytes, check }: Cryptogram): boolean {
  if (bytes.length !== 32) return false
  using key = decryptToSecret(tmk, 'sm4', fromHex(bytes))
  return checkValue(key, 'sm4-zeros', CHECK_BYTES).hex === check
}

/** How the terminal read a single-length MAK, by the value that it shows. */
function paddedMak(tmk: Secret, parts: readonly Cryptogram[], { makKcv }: SignIn): Readings['makPadded'] {
  const mak = parts.find(({ name, single }) => name === 'mak' && single)
  if (!mak) return null
  if (!makKcv) return 'single'
  using key = decryptToSecret(tmk, 'tdes', fromHex(mak.bytes))
  using zeros = secretFromBytes(new Uint8Array(8))
  using padded = concat([key, zeros])
  if (startsAlike(checkValue(padded, 'tdes-zeros', CHECK_BYTES).hex, makKcv)) return 'zeros-behind-key'
  using all = decryptToSecret(tmk, 'tdes', fromHex(mak.bytes + '00'.repeat(8)))
  return startsAlike(checkValue(all, 'tdes-zeros', CHECK_BYTES).hex, makKcv) ? 'all-deciphered' : 'single'
}

const startsAlike = (one: string, other: string) => {
  const digits = Math.min(one.length, other.length)
  return digits >= 6 && one.slice(0, digits) === other.slice(0, digits)
}

function onlyMak(signIn: SignIn, readings: Readings | null, parts: readonly Cryptogram[]): Named | null {
  const said = signIn.wrong ?? []
  const saysMak = said.length === 1 && said[0] === 'mak'
  const known = readings?.makPadded === 'zeros-behind-key' || readings?.makPadded === 'all-deciphered'
  const single = parts.some(({ name, single: one }) => name === 'mak' && one)
  if (!known && !(saysMak && single)) return null
  const evidence = {
    key: 'MAK',
    ...(known ? { reading: readings.makPadded! } : {}),
    othersRight: !said.includes('pik'),
  }
  return {
    cause: 'zero-padded',
    finding: known ? { evidence, ...matches(3, 2) } : { evidence, odds: STATED, bytes: null },
  }
}

/** What the case states outright. */
function stated(signIn: SignIn, readings: Readings | null): Named[] {
  const { keyIndex, loadedIndex, terminalId, keyTerminalId, tmkKcv, hostTmkKcv, slotState } = signIn
  const plain = (cause: string, evidence: Finding['evidence']): Named => ({
    cause,
    finding: { evidence, odds: STATED, bytes: null },
  })
  const found: Named[] = []
  if (isOther(keyIndex, loadedIndex))
    found.push(plain('wrong-key-index-setting', { keyIndex: keyIndex!, loadedIndex: loadedIndex! }))
  if (isOther(terminalId, keyTerminalId))
    found.push(plain('tid-binding', { terminalId: terminalId!, keyTerminalId: keyTerminalId! }))
  if (tmkKcv && hostTmkKcv && !startsAlike(tmkKcv, hostTmkKcv))
    found.push(plain('host-rekeyed', { tmkKcv, hostTmkKcv }))
  if (slotState === 'empty') found.push(plain('keys-lost-by-update', { slotState }))
  if (readings?.sm4)
    found.push({ cause: 'sm-switch', finding: { evidence: { rightUnder: 'sm4' }, ...matches(CHECK_BYTES, 2) } })
  return found
}
const isOther = <T>(one: T | null | undefined, other: T | null | undefined) =>
  one !== null && one !== undefined && other !== null && other !== undefined && one !== other

/** Changes shortly before the first failure, by the calendar or the terminal's own log. */
const calendar = (signIn: SignIn): Named[] =>
  datesOf(signIn).flatMap(({ speaksFor, what, at, daysBefore, source }) =>
    speaksFor === null
      ? []
      : [
          {
            cause: speaksFor,
            finding: {
              evidence: { change: what, changedOn: at, daysBefore, source, onset: onsetOf(signIn)!.day },
              odds: NEAR,
              bytes: null,
            },
          },
        ],
  )

/** What the terminal's log says outright, by words or by the host's response codes. */
const saidBy: Readonly<Record<string, { readonly cause: string; readonly odds: number }>> = {
  'keys-lost': { cause: 'keys-lost-by-update', odds: STATED },
  tampered: { cause: 'tampered', odds: STATED },
  // The host does not know the terminal: then it is not the terminal's key that it wrapped under.
  'terminal-unknown': { cause: 'tid-binding', odds: NEAR },
}

function logged(signIn: SignIn): Named[] {
  const events = eventsOf(signIn)
  const since = events.findLastIndex(({ says }) => says === 'signed-in')
  return Object.entries(saidBy).flatMap(([says, { cause, odds }]) => {
    const found = events.slice(since + 1).filter((event) => event.says === says)
    const [first] = found
    if (!first) return []
    const evidence = {
      logSays: says,
      logLines: found.slice(0, 5).map(({ line }) => String(line)),
      ...(first.day ? { loggedOn: first.day } : {}),
      ...(first.code ? { code: first.code } : {}),
    }
    return [{ cause, finding: { evidence, odds, bytes: null } }]
  })
}

/** All values wrong at once: the master key, the terminal id or the slot; which of them only further facts can tell. */
function leftOver({ wrong, othersFailing }: SignIn, readings: Readings | null): Named[] {
  const all = readings ? readings.right.length === 0 : (wrong ?? []).length !== 1
  if (!all && readings?.wrong.length !== 0) return []
  const many = (othersFailing ?? 0) > 0
  const odds = (cause: string) => (cause === 'host-rekeyed' && many ? 20 * POSSIBLE : POSSIBLE)
  return ['tid-binding', 'host-rekeyed', 'wrong-key-index-setting', 'keys-lost-by-update'].map((cause) => ({
    cause,
    finding: {
      evidence: { together: true, ...(many ? { othersFailing: othersFailing! } : {}) },
      odds: odds(cause),
      bytes: null,
    },
  }))
}

/** Cryptograms that come out right under the key as injected clear the host; those that do not clear the terminal. */
function ruledOut(cause: string, readings: Readings | null): boolean {
  if (!readings) return false
  const byHost = cause === 'host-rekeyed' || cause === 'tid-binding'
  return readings.wrong.length === 0
    ? byHost
    : readings.right.length === 0 && !readings.sm4 && !byHost && cause !== 'sm-switch'
}
