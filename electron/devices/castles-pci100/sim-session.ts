// The PCI100's mutual authentication: session keys diversified by its serial number, two cryptograms, and its block after three wrong ones.
import type { Secret } from '../../contract/secret.js'
import { cbcMacOver, decryptToSecret, encrypt, encryptToSecret, sameBytes, secretFromBytes } from '../../keys/vault.js'
import type { Behaves } from '../simulator-behaviours.js'
import type { RandomBytes } from '../simulator-random.js'
import { type Code, code } from './sim-codes.js'

const BLOCK = 8
const HALF = 4
const FAILURES_TAKEN = 3
const zeros = (): Uint8Array => new Uint8Array(BLOCK)

/** SKenc and SKmac. There is an SKkek too, which no command of the page uses. */
interface SessionKeys {
  readonly enc: Secret
  readonly mac: Secret
}

export class Session {
  readonly #admin: Secret
  #keys: SessionKeys | null = null
  /** R, until a cryptogram over it came. */
  #asked: Uint8Array | null = null
  #mutual = false
  #failures = 0
  #blockedUntil = 0

  constructor(
    private readonly behaves: Behaves,
    private readonly randomBytes: RandomBytes,
  ) {
    this.#admin = secretFromBytes(Buffer.from(behaves.arg('admin'), 'hex'))
  }
  get mutual(): boolean {
    return this.#mutual
  }
  end(): void {
    this.#keys?.enc[Symbol.dispose]()
    this.#keys?.mac[Symbol.dispose]()
    this.#keys = null
    this.#asked = null
    this.#mutual = false
  }
  dispose(): void {
    this.end()
    this.#admin[Symbol.dispose]()
  }

  /** 31: T, answered by R and the pad's cryptogram. @param serial DSN(16), or null @param at in milliseconds */
  begin(challenge: Uint8Array, serial: Uint8Array | null, at: number): Code | Uint8Array {
    const refused = this.#refusal(challenge, at)
    if (refused !== null) return refused
    if (!serial) return code.noSerial
    this.end()
    const pinned = this.behaves.arg('random')
    const random = pinned ? Uint8Array.from(Buffer.from(pinned, 'hex')) : this.randomBytes(BLOCK)
    using master = encryptToSecret(this.#admin, 'tdes', serial, zeros())
    this.#keys = derived(master, challenge, random)
    this.#asked = random
    return Uint8Array.of(...random, ...encrypt(this.#keys.enc, 'tdes', challenge))
  }
  /** 32: the station's cryptogram. A right one forgives the wrong ones before it. */
  prove(cryptogram: Uint8Array, at: number): Code {
    const refused = this.#refusal(cryptogram, at)
    if (refused !== null) return refused
    const asked = this.#asked
    if (!asked || !this.#keys) return Number.parseInt(this.behaves.arg('init-missing'), 16)
    this.#asked = null
    this.#mutual = sameBytes(encrypt(this.#keys.enc, 'tdes', asked), cryptogram)
    if (!this.#mutual) return this.#failed(at)
    this.#failures = 0
    return code.ok
  }
  /**
   * An encrypted command's data: ECB(SKenc) over it, zero-padded, then 8 bytes of CBC-MAC(SKmac). With no data the MAC is
   * over one block of zeros: INFERRED.
   * @param bytes of the data, padded
   */
  opened(body: Uint8Array, bytes: number): Secret | null | Code {
    if (!this.#mutual || !this.#keys) return code.notAuthenticated
    if (body.length !== bytes + BLOCK) return code.parameter
    const cryptogram = body.subarray(0, bytes)
    const clear = bytes === 0 ? null : decryptToSecret(this.#keys.enc, 'tdes', cryptogram)
    const over = this.behaves.arg('mac') === 'cipher' && clear ? cryptogram : clear
    if (sameBytes(cbcMacOver(this.#keys.mac, 'tdes', [over ?? zeros()]), body.subarray(bytes))) return clear
    clear?.[Symbol.dispose]()
    return code.mac
  }

  /** Both commands take one block, and neither is taken while the pad is blocked. */
  #refusal(block: Uint8Array, at: number): Code | null {
    if (this.#failures >= FAILURES_TAKEN && at >= this.#blockedUntil) this.#failures = 0
    if (this.#failures >= FAILURES_TAKEN) {
      return this.#blockedUntil === Number.POSITIVE_INFINITY ? code.blockedAfterThree : code.blocked
    }
    return block.length === BLOCK ? null : code.parameter
  }
  #failed(at: number): Code {
    this.end()
    if (++this.#failures < FAILURES_TAKEN) return code.authenticationFailed
    const wait = this.behaves.arg('block')
    this.#blockedUntil = wait === 'forever' ? Number.POSITIVE_INFINITY : at + Number(wait)
    return code.blockedAfterThree
  }
}

/** MKdiv enciphers, in CBC from zeros, the halves of T and R in an order for each session key. */
function derived(master: Secret, challenge: Uint8Array, random: Uint8Array): SessionKeys {
  const [t0, t4] = halves(challenge)
  const [r0, r4] = halves(random)
  const key = (...parts: readonly Uint8Array[]) =>
    encryptToSecret(master, 'tdes', Uint8Array.from(parts.flatMap((part) => [...part])), zeros())
  return { enc: key(t0, r4, t4, r0), mac: key(t4, r0, t0, r4) }
}
const halves = (bytes: Uint8Array) => [bytes.subarray(0, HALF), bytes.subarray(HALF)] as const
