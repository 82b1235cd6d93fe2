// Who may load keys: the ZT598's authentication, as both sources have it, and its lock after repeated failures.
import type { Secret } from '../../contract/secret.js'
import { encrypt, isPublicValue, sameBytes, secretFromBytes } from '../../keys/vault.js'
import type { Behaves } from '../simulator-behaviours.js'
import type { RandomBytes } from '../simulator-random.js'
import { type Code, code, done } from './sim-codes.js'

/** What is proven by step 90 or 91. With `scope=any` either stands for both. */
export type Scope = 'TMK' | 'IMK'
/** A step's data, still to be coded for the wire. */
export type StepAnswer = Code | Uint8Array

/** UID of a ZT588 as it is delivered. */
const DELIVERED_UID = '1111111111111111'
const UID_BYTES = 16
const steps = { setUid: 0x80, uidChallenge: 0x81, random: 0xa0, proveTmk: 0x90, proveImk: 0x91 } as const
/** The text of 16 digits 0, in hex. */
const ASKED_BYTES = 16

export class Authority {
  #uid: Secret | null
  #random: Uint8Array | null = null
  #challenge: Uint8Array | null = null
  #verified = new Set<Scope>()
  #failures = 0

  /** @param hasKey whether a key of that number is there */
  constructor(
    private readonly behaves: Behaves,
    private readonly randomBytes: RandomBytes,
    private readonly hasKey: (number: number) => boolean,
  ) {
    const uid = behaves.arg('uid') || (this.#isC ? '' : DELIVERED_UID)
    this.#uid = uid === '' ? null : secretFromBytes(Buffer.from(uid, 'hex'))
  }
  get #isC(): boolean {
    return this.behaves.arg('auth') === 'c'
  }

  /** Why a load of this scope is not taken; null: it is. */
  refusal(scope: Scope): Code | null {
    if (this.behaves.arg('auth') === 'off') return null
    if (this.#locked) return code.authorisationLocked
    const wanted: readonly Scope[] = this.behaves.arg('scope') === 'any' ? ['TMK', 'IMK'] : [scope]
    return wanted.some((one) => this.#verified.has(one)) ? null : code.authorisationRequired
  }
  /** Variant C sets keys 00 up before there is a UID to authenticate by. */
  get fresh(): boolean {
    return this.#isC && this.#uid === null
  }
  /** A load has been carried out. */
  used(): void {
    if (this.behaves.arg('auth-holds') === 'once') this.#verified.clear()
  }
  /** Current was away, or it was reset. The lock stays. */
  restart(): void {
    this.#random = null
    this.#challenge = null
    this.#verified.clear()
  }
  /** Everything is wiped: the lock goes, and in variant C the UID too, which is set next. INFERRED */
  wipe(): void {
    this.restart()
    this.#failures = 0
    if (this.#isC) this.dispose()
  }
  dispose(): void {
    this.#uid?.[Symbol.dispose]()
    this.#uid = null
  }

  /** Command `:`. A number that is no step is a key's. */
  step(number: number, data: Uint8Array): StepAnswer {
    if (this.behaves.arg('auth') === 'off') return code.parameter
    if (this.#locked) return code.authorisationLocked
    if (this.#isC && number === steps.setUid) return this.#setUid(data)
    if (number === steps.random) return this.#isC ? this.#randomForUid(data) : this.#giveRandom(data)
    if (number === steps.proveTmk) return this.#prove('TMK', data)
    if (number === steps.proveImk) return this.#prove('IMK', data)
    // The code of this step for the UID is not known: 81 is INFERRED.
    if (this.#isC && number !== steps.uidChallenge && !this.hasKey(number)) return code.noSuchKey
    return this.#giveChallenge(data)
  }

  #setUid(uid: Uint8Array): StepAnswer {
    if (uid.length !== UID_BYTES) return code.commandLength
    if (this.#uid && this.#verified.size === 0) return code.authorisationRequired
    this.dispose()
    this.#uid = secretFromBytes(uid.slice())
    return done
  }
  #randomForUid(uid: Uint8Array): StepAnswer {
    if (uid.length !== UID_BYTES) return code.commandLength
    if (!this.#uid) return code.uidNotSet
    if (this.#uid.bytes !== UID_BYTES || !isPublicValue(this.#uid, uid)) return this.#failed()
    this.#random = this.randomBytes(UID_BYTES)
    return this.#random
  }
  #giveRandom(asked: Uint8Array): StepAnswer {
    if (asked.length !== ASKED_BYTES) return code.commandLength
    this.#random = this.randomBytes(Number(this.behaves.arg('random')))
    return this.#random
  }
  #giveChallenge(random: Uint8Array): StepAnswer {
    const given = this.#random
    this.#random = null
    if (!given || !sameBytes(given, random)) return code.authorisationRequired
    const how = this.behaves.arg('challenge')
    this.#challenge = how.length > 2 ? Uint8Array.from(Buffer.from(how, 'hex')) : this.randomBytes(Number(how))
    return this.#challenge
  }
  /** The proof is E(UID, challenge); the device's own, that it knows the UID too, is E(UID, proof). */
  #prove(scope: Scope, proof: Uint8Array): StepAnswer {
    const challenge = this.#challenge
    this.#challenge = null
    if (!challenge || !this.#uid) return code.authorisationRequired
    if (!sameBytes(encrypt(this.#uid, 'tdes', challenge), proof)) return this.#failed()
    this.#failures = 0
    this.#verified.add(scope)
    return encrypt(this.#uid, 'tdes', proof)
  }
  #failed(): Code {
    this.#verified.clear()
    this.#failures++
    return this.#locked ? code.authorisationLocked : code.authorisationRequired
  }
  get #locked(): boolean {
    const limit = this.behaves.arg('lock-after')
    return limit !== 'never' && this.#failures >= Number(limit)
  }
}
