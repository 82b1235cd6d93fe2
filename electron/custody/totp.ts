// Codes of an authenticator by time (RFC 6238): six digits, thirty seconds, SHA-1, as every authenticator takes them.
import { Secret, TOTP } from 'otpauth'

const PERIOD_S = 30
/** Steps before and after: a clock may be off by half a minute. */
const DRIFT = 1
/** RFC 4226, 4: 160 bits are recommended. */
const SECRET_BYTES = 20

const totpOf = (secret: string): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_S })

/** @returns a fresh secret in base32 */
export const freshSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

/** What an authenticator reads from a QR code. */
export const uriOf = (secret: string, person: string, station: string): string => {
  const totp = totpOf(secret)
  totp.issuer = 'KCV Station'
  totp.label = `${person} ${station}`
  return totp.toString()
}

/**
 * @param now wall clock, ms since 1970
 * @param after steps up to this one are used up (RFC 6238, 5.2: a code opens once)
 * @returns the step that the code belongs to, or why it opens nothing
 */
export function stepOf(secret: string, code: string, now: number, after: number): number | 'wrong' | 'replayed' {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return 'wrong'
  const delta = totpOf(secret).validate({ token, timestamp: now, window: DRIFT })
  if (delta === null) return 'wrong'
  const step = Math.floor(now / 1000 / PERIOD_S) + delta
  return step > after ? step : 'replayed'
}
