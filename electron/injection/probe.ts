// A key with a check value that is not its own: what a negative probe sends. A random one that nobody knows and that is
// thrown away; for a real device in lab, which takes no other, a published one.
import { randomBytes } from 'node:crypto'
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { Algorithm, CheckValue, KcvMethodName, KeyUsage, MaterialForm } from '../contract/values.js'
import type {
  DeviceSession,
  Family,
  LoadCapability,
  LoadCheck,
  LoadMaterial,
  LoadRequest,
  SettingValues,
  SlotRef,
} from '../devices/driver.js'
import { fromHex, toHex } from '../keys/hex.js'
import { checkValue, kcvMethods, keyLengths, usualMethod } from '../keys/kcv.js'
import { boundCheckValue } from '../keys/kcv-bound.js'
import { isWrittenAs, randomSecret, secretFromBytes, withOddParity } from '../keys/vault.js'

export interface ProbeWish extends SlotRef {
  readonly driver: Family
  readonly settings: SettingValues
  /**
   * Slot of the transport key that is in the device; null: in clear, or under the one that devices leave the factory
   * with, or under one that this station is known to have loaded.
   */
  readonly underSlot: number | null
  /** The slot of a key of one of these usages that this station loaded into the device; null where it knows of none. */
  readonly loaded: (usages: readonly KeyUsage[]) => number | null
  /** How the wrong value is made; null: the usual one of the first algorithm that fits. */
  readonly method: KcvMethodName | null
  /** The key is to be a published test key; under a key that is in the device already none can be. */
  readonly published: boolean
}

export interface Probe extends Disposable {
  readonly request: LoadRequest
  readonly form: MaterialForm
  readonly method: KcvMethodName
  /** What the device is to refuse. */
  readonly check: LoadCheck
  /** The key's own value; null where only the device could know it. */
  readonly own: CheckValue | null
  /** Everybody knows the key. */
  readonly published: boolean
}

/** Fewer bytes than these agree by chance too often, and do not count as checked. */
const FEWEST_BYTES = 3
/** The byte that is wrong: whoever compares fewer than three does not see it. */
const WRONG_BYTE = FEWEST_BYTES - 1
/** 10 bytes as DUKPT has them, counter 0, of no real terminal. */
const PROBE_KSN = 'FFFF0000000000E00000'

/**
 * A load whose check value has one wrong byte, the third.
 * @throws station/usage for a usage, slot or method that the family does not have; injection/probe-needs-under;
 *   devices/no-check where nothing, or too little, would be compared
 */
export function probe(session: DeviceSession, asked: ProbeWish): Probe {
  const capability = capabilityOf(asked)
  const wish = { ...asked, underSlot: underSlotOf(asked, capability) }
  const methods = methodsOf(wish, capability)
  for (const method of methods) {
    const made = tryMethod(session, wish, capability, method)
    if (made) return made
  }
  throw noCheck(wish)
}

function tryMethod(session: DeviceSession, wish: ProbeWish, capability: LoadCapability, method: KcvMethodName) {
  const held: Secret[] = []
  const drop = () => {
    for (const one of held) one[Symbol.dispose]()
  }
  try {
    const { request, own, form } = load(wish, capability, method, held)
    const right = session.checks?.({ ...request, expected: own ?? randomValue(method) })
    if (right && right.sent.hex.length >= 2 * FEWEST_BYTES) {
      const wrong = spoilt(request, own ? right.sent : null, method)
      const check = session.checks?.(wrong)
      if (check && (own === null || check.sent.hex !== right.sent.hex))
        return {
          request: wrong,
          form,
          method,
          check,
          own,
          published: wish.published && own !== null,
          [Symbol.dispose]: drop,
        }
    }
  } catch (error) {
    drop()
    // An id that takes another kind of key: the next method may be its own.
    if (error instanceof Fault && error.code === 'devices/cannot-load') return null
    throw error
  }
  drop()
  return null
}

/** The same load with a value that is not the key's. @param sent the right value as it would be sent; null where nobody knows it */
function spoilt(request: LoadRequest, sent: CheckValue | null, method: KcvMethodName): LoadRequest {
  const { material } = request
  const expected = sent ? { ...sent, hex: wrongHex(sent.hex) } : randomValue(method)
  if (material.form !== 'initial-key' || !material.bound) return { ...request, expected }
  const right = material.bound('newland-dukpt')
  const bound = () => ({ ...right, hex: wrongHex(right.hex) })
  return { ...request, expected, material: { ...material, bound } }
}

function wrongHex(hex: string): string {
  const bytes = fromHex(hex)
  bytes[WRONG_BYTE]! ^= 0x01
  return toHex(bytes)
}
const randomValue = (method: KcvMethodName): CheckValue => ({
  method,
  hex: toHex(Uint8Array.from(randomBytes(kcvMethods[method].longest))),
})

function load(wish: ProbeWish, capability: LoadCapability, method: KcvMethodName, held: Secret[]) {
  const { usage, slot, underSlot } = wish
  const { algorithm } = kcvMethods[method]
  const factory = factoryKey(wish, capability)
  const transport: SlotRef | null =
    underSlot !== null
      ? { usage: capability.under[0]!, slot: underSlot }
      : capability.travels === 'under'
        ? { usage: capability.under[0] ?? usage, slot: 1 }
        : null
  const common = { usage, slot, algorithm, under: transport, expected: null }
  if (underSlot !== null) {
    const bytes = Uint8Array.from(randomBytes(keyLengths[algorithm][0]!))
    return {
      request: { ...common, material: { form: 'cryptogram', bytes } as const },
      own: null,
      form: 'cryptogram' as const,
    }
  }
  const secret = wish.published ? publishedKey(algorithm, held) : randomKey(algorithm, held)
  const key = transport && factory ? keep(secretFromBytes(fromHex(factory)), held) : null
  const form: MaterialForm = capability.forms.includes('initial-key') ? 'initial-key' : 'components'
  const material = materialOf(form, secret, key, algorithm)
  return { request: { ...common, material }, own: checkValue(secret, method, kcvMethods[method].longest), form }
}

function materialOf(form: MaterialForm, secret: Secret, key: Secret | null, algorithm: Algorithm): LoadMaterial {
  if (form === 'initial-key') {
    const ksn = fromHex(PROBE_KSN)
    const bound = () => boundCheckValue('newland-dukpt', { initialKey: secret, ksn })
    return { form, secret, ksn, key, ...(algorithm === 'tdes' ? { bound } : {}) }
  }
  if (key) return { form: 'wrapped', secret, key }
  return { form: 'clear', secret, echoes: (digits) => isWrittenAs(secret, digits) }
}

const keep = (secret: Secret, held: Secret[]): Secret => {
  held.push(secret)
  return secret
}
/** Terminals may judge the parity of DES keys before their check value. */
const fitted = (key: Secret, algorithm: Algorithm, held: Secret[]): Secret =>
  algorithm === 'des' || algorithm === 'tdes' ? keep(withOddParity(key), held) : key
const randomKey = (algorithm: Algorithm, held: Secret[]): Secret =>
  fitted(keep(randomSecret(keyLengths[algorithm][0]!), held), algorithm, held)

/** ANSI X9.24-1: the initial key of its examples, as long as is asked for. */
const PUBLISHED_KEY = '6AC292FAA1315B4D858AB3A3D7D5933A'
/** FIPS 81: the single-length key of its examples. */
const PUBLISHED_DES_KEY = '0123456789ABCDEF'
const publishedKey = (algorithm: Algorithm, held: Secret[]): Secret =>
  fitted(keep(secretFromBytes(fromHex(algorithm === 'des' ? PUBLISHED_DES_KEY : PUBLISHED_KEY)), held), algorithm, held)

const factoryKey = ({ driver, settings }: ProbeWish, { factoryKey: own, under }: LoadCapability): string | undefined =>
  own ?? driver.loads(settings).find((one) => under.includes(one.usage))?.factoryKey

function capabilityOf(wish: ProbeWish): LoadCapability {
  const { driver, settings, usage, slot, underSlot } = wish
  const offered = driver.loads(settings)
  const capability = offered.find((one) => one.usage === usage)
  if (!capability) throw notSo('--usage', `${driver.id} loads no ${usage}`, offered.map((one) => one.usage).join(', '))
  const [first, last] = capability.slots
  if (slot < first || slot > last) throw notSo('--slot', `${usage} has no slot ${slot}`, `${first} to ${last}`)
  if (underSlot !== null && !(capability.under[0] && capability.forms.includes('cryptogram')))
    throw notSo('--under', `a ${usage} does not travel under another key here`, 'no --under')
  return capability
}

function underSlotOf(wish: ProbeWish, capability: LoadCapability): number | null {
  const { driver, usage, underSlot, loaded } = wish
  if (underSlot !== null || capability.travels !== 'under' || factoryKey(wish, capability)) return underSlot
  const known = capability.forms.includes('cryptogram') ? loaded(capability.under.slice(0, 1)) : null
  if (known !== null) return known
  throw new Fault('injection/probe-needs-under', { driver: driver.id, usage, field: '--under' })
}

function methodsOf({ method, driver, usage }: ProbeWish, { algorithms }: LoadCapability): readonly KcvMethodName[] {
  if (method === null) return algorithms.map((algorithm) => usualMethod[algorithm])
  if (algorithms.includes(kcvMethods[method].algorithm)) return [method]
  throw notSo('--method', `${driver.id} takes no such key as ${usage}`, `a method for ${algorithms.join(', ')}`)
}

const notSo = (field: string, problem: string, expected: string) =>
  new Fault('station/usage', { field, problem, expected })
const noCheck = ({ driver, usage }: ProbeWish) =>
  new Fault('devices/no-check', {
    driver: driver.id,
    usage,
    field: '--usage',
    expected: `a check over ${FEWEST_BYTES} bytes or more`,
  })
