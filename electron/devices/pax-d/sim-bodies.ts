// Bodies of the PAX D's key commands taken apart: a request, or the code of what is wrong with its shape.
import { type Code, code } from './sim-codes.js'

/** kcvInfo: what the device is to check. Mode 0 checks nothing. */
export type Check =
  | { readonly mode: 0 }
  | { readonly mode: 1 | 2; readonly kcv: Uint8Array }
  | { readonly mode: 3; readonly data: Uint8Array; readonly macMode: number; readonly kcv: Uint8Array }

export interface KeyWrite {
  readonly source: { readonly type: number; readonly index: number }
  readonly target: { readonly type: number; readonly index: number }
  readonly key: Uint8Array
  readonly check: Check
}
export interface InitialKeyWrite {
  readonly group: number
  readonly sourceIndex: number
  readonly key: Uint8Array
  readonly ksn: Uint8Array
  readonly check: Check
}
export interface KcvRead {
  readonly type: number
  readonly index: number
  /** What is enciphered under the key. */
  readonly data: Uint8Array
}

const KSN_BYTES = 10
const BLOCK = 8
/** Modes 1 and 2. */
const KCV_BYTES = 4
/** Mode 3; INFERRED: the page gives it a length of its own. */
const MAC_BYTES = { least: 4, most: 8 }

/** 01: srcType srcIdx dstType dstIdx len key kcvInfo. */
export function keyWrite(body: Uint8Array): KeyWrite | Code {
  const [sourceType, sourceIndex, targetType, targetIndex] = body
  const key = counted(body.subarray(4))
  if (sourceType === undefined || sourceIndex === undefined || !key) return code.length
  const check = kcvInfo(key.after)
  if (typeof check === 'number') return check
  return {
    source: { type: sourceType, index: sourceIndex },
    target: { type: targetType!, index: targetIndex! },
    key: key.bytes,
    check,
  }
}

/** 02: group srcIdx keyLen key KSN(10) kcvInfo. */
export function initialKeyWrite(body: Uint8Array): InitialKeyWrite | Code {
  const [group, sourceIndex] = body
  const key = counted(body.subarray(2))
  if (group === undefined || sourceIndex === undefined || !key || key.after.length < KSN_BYTES) return code.length
  const check = kcvInfo(key.after.subarray(KSN_BYTES))
  if (typeof check === 'number') return check
  return { group, sourceIndex, key: key.bytes, ksn: key.after.slice(0, KSN_BYTES), check }
}

/** 0B: type idx 00 (dlen+1) dlen data, data whole blocks. The third byte is taken for a KCV mode of which 0 is the only one. INFERRED */
export function kcvRead(body: Uint8Array): KcvRead | Code {
  const [type, index, mode, size] = body
  const data = counted(body.subarray(4))
  if (type === undefined || index === undefined || !data || data.after.length > 0) return code.length
  if (mode !== 0) return code.kcvMode
  if (size !== data.bytes.length + 1 || data.bytes.length === 0 || data.bytes.length % BLOCK !== 0) return code.length
  return { type, index, data: data.bytes }
}

const fixedCheck =
  (mode: 1 | 2) =>
  (rest: Uint8Array): Check | Code => {
    const kcv = counted(rest)
    return kcv?.bytes.length === KCV_BYTES && kcv.after.length === 0 ? { mode, kcv: kcv.bytes } : code.length
  }
/** What follows mode and length, by mode; the length counts all of it. */
const checks: Readonly<Record<number, (rest: Uint8Array) => Check | Code>> = {
  1: fixedCheck(1),
  2: fixedCheck(2),
  // The order of the tail is ST_KCV_INFO's.
  3: (rest) => {
    const data = counted(rest)
    const kcv = data && counted(data.after.subarray(1))
    if (!kcv || kcv.after.length > 0) return code.length
    if (kcv.bytes.length < MAC_BYTES.least || kcv.bytes.length > MAC_BYTES.most) return code.length
    return { mode: 3, data: data.bytes, macMode: data.after[0]!, kcv: kcv.bytes }
  },
}

function kcvInfo(bytes: Uint8Array): Check | Code {
  const [mode] = bytes
  if (mode === undefined) return code.length
  if (mode === 0) return bytes.length === 1 ? { mode } : code.length
  const read = checks[mode]
  if (!read) return code.kcvMode
  const rest = counted(bytes.subarray(1))
  return rest && rest.after.length === 0 ? read(rest.bytes) : code.length
}

/** A field with its length (1 byte) before it, and what follows; null where the bytes are not there. */
function counted(bytes: Uint8Array): { bytes: Uint8Array; after: Uint8Array } | null {
  const [length] = bytes
  if (length === undefined || bytes.length < 1 + length) return null
  return { bytes: bytes.subarray(1, 1 + length), after: bytes.subarray(1 + length) }
}
