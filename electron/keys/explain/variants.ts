// Variants and masks put on the key itself: one side keeps it plain, the other marks it for its use.
import type { Turn } from './hand.js'
import { encipher, mask, type Program, register, save } from './program.js'

const PART = 8
const first = (byte: number, bytes = PART) => Uint8Array.of(byte, ...new Uint8Array(bytes - 1))
/** A byte in the ninth place: the right half's first. */
const ninth = (byte: number, bytes: number) => new Uint8Array(bytes).with(PART, byte)

const ATALLA = Array.from({ length: 31 }, (_, i) => i + 1)
/** payShield: LMK variants 1 to 9, and those of the parts of a key. */
const THALES = [0xa6, 0x5a, 0x6a, 0xde, 0x2b, 0x50, 0x74, 0x9c, 0xfa]
/** X9.24-1 Annex A: what tells the working keys of a transaction apart, and the variant of derivation. */
const DUKPT: readonly (readonly [name: string, mask: readonly number[], oneWay?: true])[] = [
  ['dukpt-pin', [0, 0, 0, 0, 0, 0, 0, 0xff]],
  ['dukpt-mac-request', [0, 0, 0, 0, 0, 0, 0xff, 0]],
  ['dukpt-mac-response', [0, 0, 0, 0, 0xff, 0, 0, 0]],
  ['dukpt-data-request', [0, 0, 0, 0, 0, 0xff, 0, 0]],
  ['dukpt-data-response', [0, 0, 0, 0xff, 0, 0, 0, 0]],
  ['dukpt-data-request', [0, 0, 0, 0, 0, 0xff, 0, 0], true],
  ['dukpt-data-response', [0, 0, 0, 0xff, 0, 0, 0, 0], true],
  ['dukpt-derivation', [0xc0, 0xc0, 0xc0, 0xc0, 0, 0, 0, 0]],
]

/** Every variant of a key of so many bytes. */
export function variantTurns(bytes: number): Turn[] {
  const turn = (variant: string, steps: Program, core = false): Turn => ({
    cause: 'variant-applied',
    facts: { variant },
    steps,
    core,
  })
  return [
    ...ATALLA.map((number) => turn(`atalla-${number}`, [mask(first(number << 3))], number <= 3)),
    ...ATALLA.map((number) => turn(`atalla-${number}`, [mask(first(number << 3, bytes))])),
    ...THALES.map((byte, i) => turn(`thales-${i + 1}`, [mask(first(byte, bytes))])),
    ...(bytes > PART ? THALES.map((byte, i) => turn(`thales-${i + 1}`, [mask(ninth(byte, bytes))])) : []),
    ...DUKPT.map(([name, bits, oneWay]) =>
      turn(name, [mask(bits), ...(oneWay ? [save(register(0)), encipher(register(0), 'tdes', 'ecb')] : [])], true),
    ),
  ]
}
