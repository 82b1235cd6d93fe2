// Command 02 taken apart, in either dialect: the request, or the code of what is wrong with its shape.
import type { Behaves } from '../simulator-behaviours.js'
import { type Code, code, encryption } from './sim-codes.js'

export interface KeyLoad {
  readonly slot: number
  readonly ktkSlot: number
  readonly type: string
  readonly encryption: string
  /** Null where the dialect has none. */
  readonly algorithm: string | null
  /** 4 hex digits, of the key and of the key it comes under. */
  readonly kcv: string
  readonly ktkKcv: string
  /** 20 hex digits; zeros for a key without one. */
  readonly ksn: string
  /** Hex digits of the key or its cryptogram, or the characters of a TR-31 block; part of the frame, to be wiped with it. */
  readonly key: Uint8Array
  /** The key is a TR-31 block. */
  readonly block: boolean
  /** Hex digits of a clear KTK; empty where none came. */
  readonly ktk: Uint8Array
}

const VERSION = '01'
/** Characters of each fixed field. */
const sizes = {
  version: 2,
  slot: 2,
  ktkSlot: 2,
  type: 2,
  encryption: 2,
  algorithm: 2,
  subtype: 2,
  kcv: 4,
  ktkKcv: 4,
  ksn: 20,
  total: 3,
  index: 3,
} as const
type Fixed = keyof typeof sizes
/** Fields with their length, of LENGTH hex digits, before them. */
type Field = Fixed | 'key' | 'ktk'
const LENGTH = 3

const place: readonly Field[] = ['version', 'slot', 'ktkSlot', 'type', 'encryption']
const checks: readonly Field[] = ['kcv', 'ktkKcv', 'ksn']
const tail: readonly Field[] = ['key', 'ktk']
const count: readonly Field[] = ['total', 'index']
/** Where FX has total and index is INFERRED: the page says that they are there. */
const fxFields: Readonly<Record<string, readonly Field[]>> = {
  end: [...place, 'algorithm', 'subtype', ...checks, ...tail, ...count],
  'after-subtype': [...place, 'algorithm', 'subtype', ...count, ...checks, ...tail],
  'after-ksn': [...place, 'algorithm', 'subtype', ...checks, ...count, ...tail],
}

interface Dialect {
  readonly fields: readonly Field[]
  readonly slotForm: RegExp
  readonly slotRadix: 10 | 16
  /** Characters that one stands for in a length. */
  readonly unit: 1 | 2
}
const dialectOf = (behaves: Behaves): Dialect =>
  behaves.arg('dialect') === 'fx'
    ? { fields: fxFields[behaves.arg('total-index')]!, slotForm: /^\d\d$/, slotRadix: 10, unit: 2 }
    : { fields: [...place, ...checks, ...tail], slotForm: HEX, slotRadix: 16, unit: 1 }

const HEX = /^[0-9A-F]*$/
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
const isHex = (bytes: Uint8Array): boolean => bytes.every((byte) => isDigit(byte) || (byte >= 0x41 && byte <= 0x46))
/** What a TR-31 block counts in its second to fifth character, all of its own; NaN for what does not start like one. */
function ownCount(bytes: Uint8Array): number {
  const [letter = 0, ...digits] = bytes.subarray(0, 5)
  if (letter < 0x41 || letter > 0x5a || digits.length < 4) return NaN
  return digits.reduce((sum, digit) => (isDigit(digit) ? 10 * sum + digit - 0x30 : NaN), 0)
}
/** A cryptogram that counts its own characters by chance is not to be expected. */
const isBlock = (bytes: Uint8Array): boolean => ownCount(bytes) === bytes.length
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

/** @param data what follows `02` */
export function readLoad(behaves: Behaves, data: Uint8Array): KeyLoad | Code {
  const dialect = dialectOf(behaves)
  if (text(data.subarray(0, sizes.version)) !== VERSION) return data.length < sizes.version ? code.length : code.version
  const fields = cut(behaves, dialect, data)
  if (typeof fields === 'string') return fields
  const { key, ktk, ...fixed } = fields
  if (!Object.values(fixed).every((value) => isHex(value)) || !isHex(ktk)) return code.characters
  const slots = [text(fixed.slot), text(fixed.ktkSlot)]
  if (!slots.every((slot) => dialect.slotForm.test(slot))) return code.characters
  const [slot = 0, ktkSlot = 0] = slots.map((digits) => Number.parseInt(digits, dialect.slotRadix))
  const kind = text(fixed.encryption)
  const block = isBlock(key) && mayBeBlock(behaves, kind)
  if (!block && !isHex(key)) return code.characters
  return {
    slot,
    ktkSlot,
    type: text(fixed.type),
    encryption: kind,
    algorithm: fixed.algorithm ? text(fixed.algorithm) : null,
    kcv: text(fixed.kcv),
    ktkKcv: text(fixed.ktkKcv),
    ksn: text(fixed.ksn),
    key,
    block,
    ktk,
  }
}
const mayBeBlock = (behaves: Behaves, kind: string): boolean =>
  ({
    'by-form': kind === encryption.loadedKtk || kind === encryption.sentKtk,
    'type-03': kind === encryption.block,
    none: false,
  })[behaves.arg('blocks')]!

type Fields = Record<Exclude<Field, 'algorithm' | 'subtype' | 'total' | 'index'>, Uint8Array> & {
  readonly algorithm?: Uint8Array
}

/** The fields in their order. They must fill the data: neither more nor less. */
function cut(behaves: Behaves, { fields, unit }: Dialect, data: Uint8Array): Fields | Code {
  const found: Partial<Record<Field, Uint8Array>> = {}
  let at = 0
  for (const field of fields) {
    let size: number
    if (field === 'key' || field === 'ktk') {
      const digits = data.subarray(at, at + LENGTH)
      if (digits.length < LENGTH) return code.length
      if (!isHex(digits)) return code.characters
      at += LENGTH
      const counted = Number.parseInt(text(digits), 16)
      size = counted * (countsCharacters(behaves, data.subarray(at), counted) ? 1 : unit)
    } else size = sizes[field]
    if (at + size > data.length) return code.length
    found[field] = data.subarray(at, at + size)
    at += size
  }
  return at === data.length ? (found as Fields) : code.length
}
/** Whether a block stands here, by either reading of its length. */
function countsCharacters(behaves: Behaves, rest: Uint8Array, counted: number): boolean {
  const own = ownCount(rest)
  return behaves.arg('block-length') === 'characters' && (own === counted || own === 2 * counted)
}
