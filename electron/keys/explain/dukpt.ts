// What goes wrong between a base key and an initial key: the wrong key derived, derived twice, derived with another KSN.
import type { Algorithm } from '../../contract/values.js'
import { initialKeyData } from '../dukpt/aes.js'
import type { Facts, Hand, Hypothesis, Turn } from './hand.js'
import { append, encipher, literal, load, mask, type Program, register, save, slice } from './program.js'

const ID_BYTES = 8
const TDES_KEY = 16
/** X9.24-1 Annex A: the variant that the right half is derived under. */
const C0_MASK = [0xc0, 0xc0, 0xc0, 0xc0, 0, 0, 0, 0]
/** Bits of the counter in the eighth byte of a TDES KSN. */
const COUNTER_BITS = 0x1f

const isTdes = (algorithm: Algorithm) => algorithm === 'des' || algorithm === 'tdes'

/** From a base key that is the value to its initial key; `id` is what is enciphered, 8 bytes. */
function derive(algorithm: Algorithm, bytes: number, id: Uint8Array): Program | null {
  const base = register(3)
  if (isTdes(algorithm)) {
    if (bytes !== TDES_KEY) return null
    const [variant, right] = [register(0), register(1)]
    return [
      ...[save(base), mask(C0_MASK), save(variant), literal(id), encipher(variant, 'tdes', 'ecb'), save(right)],
      ...[literal(id), encipher(base, 'tdes', 'ecb'), append(right)],
    ]
  }
  if (algorithm !== 'aes' || (bytes !== 16 && bytes !== 24 && bytes !== 32)) return null
  return [save(base), literal(initialKeyData(bytes, id)), encipher(base, 'aes', 'ecb'), slice(0, bytes)]
}

/** A TDES KSN as 10 bytes, also where it was given in 12. */
const tenOf = (ksn: Uint8Array) => (ksn.length === 12 ? ksn.slice(2) : ksn)
const cleared = (id: Uint8Array, bits = COUNTER_BITS) => id.with(7, id[7]! & ~bits & 0xff)
const idOf = (algorithm: Algorithm, ksn: Uint8Array) =>
  isTdes(algorithm) ? cleared(tenOf(ksn).slice(0, ID_BYTES)) : ksn.slice(0, ID_BYTES)

/** The initial key of the base key that `bdk` comes to. */
export const initialKeyProgram = (algorithm: Algorithm, bytes: number, bdk: Program, ksn: Uint8Array): Program => [
  ...bdk,
  ...(derive(algorithm, bytes, idOf(algorithm, ksn)) ?? []),
]

/** The id with its device number changed. */
function moved(algorithm: Algorithm, id: Uint8Array, by: number): Uint8Array {
  const changed = id.slice()
  const view = new DataView(changed.buffer)
  const step = isTdes(algorithm) ? BigInt(by) << 5n : BigInt(by)
  view.setBigUint64(0, BigInt.asUintN(64, view.getBigUint64(0) + step))
  return changed
}

const padded = (front: readonly number[], bytes: Uint8Array) => Uint8Array.of(...front, ...bytes).slice(0, ID_BYTES)
const DEVICES = [1, -1, 2, -2, 3, -3, 4, -4]

/** Other 8 bytes that stations and devices make of a KSN. */
function otherIds(algorithm: Algorithm, ksn: Uint8Array): readonly (readonly [variant: string, id: Uint8Array])[] {
  const own = idOf(algorithm, ksn)
  const whole = isTdes(algorithm) ? tenOf(ksn) : ksn
  return [
    ['counter-kept', whole.slice(0, ID_BYTES)],
    ['counter-kept', ksn.slice(0, ID_BYTES)],
    ...[0x0f, 0x3f, 0x7f, 0xff].map((kept) => ['counter-width', cleared(whole.slice(0, ID_BYTES), kept)] as const),
    ...DEVICES.map((by) => ['device-number', moved(algorithm, own, by)] as const),
    ['last-bytes', whole.slice(-ID_BYTES)],
    ['last-bytes', cleared(whole.slice(-ID_BYTES))],
    ...[[0, 0], [0xff, 0xff], [0], [0xff]].flatMap((front) => [
      ['padded-in-front', padded(front, whole)] as const,
      ['padded-in-front', cleared(padded(front, whole))] as const,
    ]),
    ['cut-in-front', padded([], Uint8Array.of(...whole.slice(1), 0))],
    ['reversed', own.toReversed()],
    ['reversed', whole.toReversed().slice(0, ID_BYTES)],
    [
      'text',
      Uint8Array.from(Buffer.from(Buffer.from(whole).toString('hex').toUpperCase().slice(0, ID_BYTES), 'ascii')),
    ],
    ['zeros', new Uint8Array(ID_BYTES)],
  ]
}

/** Where a base key is at hand. */
export function* baseKeyFaults({ algorithm, bytes, bdk, ksn }: Hand): Iterable<Hypothesis> {
  if (bdk === null) return
  const named = (cause: string, steps: Program, facts: Facts = {}) => ({ steps, cause, facts })
  yield named('bdk-for-initial-key', [load(bdk)])
  if (!ksn) return
  // Where the key at hand is the base key itself, its initial key is the other value.
  yield named('bdk-for-initial-key', initialKeyProgram(algorithm, bytes, [load(bdk)], ksn))
  const own = idOf(algorithm, ksn).join()
  for (const [variant, id] of otherIds(algorithm, ksn)) {
    const steps = id.length === ID_BYTES && id.join() !== own ? derive(algorithm, bytes, id) : null
    if (steps) yield named('ksn-mismatch', [load(bdk), ...steps], { variant })
  }
}

/** Where only the initial key is. */
export function derivedTwice({ algorithm, bytes, ksn, isBase }: Hand): Turn[] {
  const steps = !isBase && ksn && ksn.length >= ID_BYTES ? derive(algorithm, bytes, idOf(algorithm, ksn)) : null
  return steps ? [{ cause: 'initial-key-derived-twice', steps, core: true }] : []
}
