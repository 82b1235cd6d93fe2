// The language that hypotheses are written in: instructions for the machine in native memory, as bytes.

/** One instruction: code, number of operand bytes, operand bytes. What each does is in native/src/machine*.c. */
export type Step = readonly number[]
export type Program = readonly Step[]

const step = (code: number, ...operands: readonly number[]): Step => [code, operands.length, ...operands]

/** Names a register, as a place that steps take: inputs are counted from 0, registers stand above them. */
export const register = (at: 0 | 1 | 2 | 3): number => 0xf0 + at

/** Places among the ciphers of the native table. */
export const cipherPlaces = { des: 0, tdes: 1, aes: 2, sm4: 3 } as const
export type CipherName = keyof typeof cipherPlaces
const modePlaces = { ecb: 0, cbc: 1 } as const
export type WrapMode = keyof typeof modePlaces

export const load = (place: number) => step(1, place)
export const save = (place: number) => step(2, place)
export const literal = (bytes: Iterable<number>) => step(3, ...bytes)
export const xorWith = (place: number) => step(4, place)
/** XOR with the bytes over each whole stretch of the value. */
export const mask = (bytes: Iterable<number>) => step(5, ...bytes)
export const append = (place: number) => step(6, place)
/** Under the key at `place`; cbc with an IV of zeros. */
export const encipher = (place: number, cipher: CipherName, mode: WrapMode) =>
  step(7, place, cipherPlaces[cipher], modePlaces[mode])
export const decipher = (place: number, cipher: CipherName, mode: WrapMode) =>
  step(8, place, cipherPlaces[cipher], modePlaces[mode])
/** The bytes of each group in reverse; 0: of the whole. */
export const reverse = (group: number) => step(9, group)
export const rotate = (bytes: number) => step(10, bytes)
export const swapNibbles = step(11)
/** Bits that stay, then bits that are set. */
export const bits = (stay: number, set: number) => step(12, stay, set)
const parities = { even: 0, odd: 1, 'even-top': 2, 'odd-top': 3 } as const
/** `top`: the highest bit of each byte is the parity bit, as on a seven-bit line. */
export const parity = (which: keyof typeof parities) => step(13, parities[which])
export const slice = (from: number, to: number) => step(14, from, to)
/** Cuts or fills to a length, behind or in front. */
export const fit = (length: number, filler = 0, where: 'behind' | 'front' = 'behind') =>
  step(15, length, filler, where === 'front' ? 1 : 0)
export const fill = (from: number, to: number, byte: number) => step(16, from, to, byte)
/** Exchanges two groups of so many bytes, by their places. */
export const exchange = (group: number, one: number, other: number) => step(17, group, one, other)
/** Every `sought` becomes `put`; void where there is none. */
export const substitute = (sought: readonly number[], put: readonly number[]) =>
  step(18, sought.length, ...sought, ...put)
export const asText = (letters: 'upper' | 'lower') => step(19, letters === 'lower' ? 1 : 0)
/** XOR of the digit at a place, from 0, with 1 to 15. */
export const changeDigit = (place: number, by: number) => step(20, place, by)
export const transposeDigits = (place: number) => step(21, place)
/** As a filler: the digit that was pushed out; the digit at the place once more. */
export const ROUND = 16
export const TWICE = 17
/** A digit left out; what follows moves up, and `filler` comes in at the end. */
export const digitOut = (place: number, filler: number) => step(22, place, filler)
/** A digit too many: `filler` comes in at the place and the last digit is lost. */
export const digitIn = (place: number, filler: number) => step(23, place, filler)

/** Instructions that give the same whether they run over the parts of a sum or over the sum, with these operands. */
const linear: Readonly<Record<number, (operands: readonly number[]) => boolean>> = {
  9: () => true,
  10: () => true,
  11: () => true,
  12: ([, set]) => set === 0,
  14: () => true,
  15: ([, filler]) => filler === 0,
  16: ([, , byte]) => byte === 0,
  17: () => true,
}
export const keepsXor = ([code, , ...operands]: Step): boolean => linear[code!]?.(operands) ?? false

/** Names, by what each is written as; one is given a place when it is first met. */
const places = new Map<string, number>()
const MOST_NAMES = 63
const placeOfName = (cause: string): number => {
  const known = places.get(cause)
  if (known !== undefined) return known
  if (places.size === MOST_NAMES) throw new RangeError('the machine takes 63 names')
  places.set(cause, places.size + 1)
  return places.size
}
/** Whom what follows would accuse; void where that name stands already, and at most two of them may stand. */
export const nameCause = (cause: string) => step(24, placeOfName(cause))
/** The causes, one or two, that a group was counted for. */
export function namesOfGroup(group: number): readonly string[] {
  const wanted = [group >> 6, group & MOST_NAMES].filter((place) => place > 0)
  return wanted.map((place) => [...places].find(([, at]) => at === place)![0])
}

const kinds = { ecb: 0, cmac: 1, self: 2 } as const
/** What a key is asked: the block enciphered, its CMAC, or the key's own first 8 bytes enciphered. */
export interface Question {
  readonly kind: keyof typeof kinds
  readonly cipher: CipherName
  /** Empty with `self`. */
  readonly block: Uint8Array
  /** What happens to the key first. */
  readonly before: Program
}
/** 0: the key itself; 1: a single cause; 2: what takes more than one error. Higher ones never count what a lower one tried. */
export type Rank = 0 | 1 | 2

/** Ends in a comparison. `group` says whom the value is counted for; 0: what was named on the way. */
export const check = ({ kind, cipher, block }: Question, rank: Rank, group: number): Step =>
  step(255, kinds[kind], cipherPlaces[cipher], rank, group >> 8, group & 0xff, ...block)

/** Ends a program. */
const END = 0

/** Programs one behind the other, as bytes; one writer serves many lists. */
export class Writer {
  #bytes = new Uint8Array(1 << 16)
  #length = 0

  put(steps: Program): void {
    for (const step of steps) {
      if (this.#length + step.length >= this.#bytes.length) this.#grow()
      this.#bytes.set(step, this.#length)
      this.#length += step.length
    }
  }
  end(): void {
    if (this.#length === this.#bytes.length) this.#grow()
    this.#bytes[this.#length++] = END
  }
  /** The list so far; the writer is empty again. */
  written(): Uint8Array {
    const list = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return list
  }

  #grow(): void {
    const more = new Uint8Array(2 * this.#bytes.length)
    more.set(this.#bytes)
    this.#bytes = more
  }
}
