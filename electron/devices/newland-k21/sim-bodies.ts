// Bodies of the K21's key commands taken apart: a request, or the result code of what is wrong with its shape.
import { fromBcd } from '../simulator-bcd.js'

/** What the terminal answers at offset 9. */
export const result = {
  ok: '00',
  parameter: '02',
  kcvMismatch: '41',
  workingKeyLength: '42',
  masterIndex: '43',
  masterKeyLength: '45',
  noKeyRecord: '47',
} as const
export type ResultCode = string

/** KEK index that means the TLK. */
export const TLK_MARK = 0xff
/** 8: single length, as the page's own TAK sample sends; 24 INFERRED. */
const KEY_BYTES = [8, 16, 24]
/** "IK must be 16 bytes; 8 -> result 02." */
const INITIAL_KEY_BYTES = 16
const KSN_BYTES = 10
const KCV_BYTES = { least: 3, most: 8 }

export interface MasterLoad {
  readonly mode: number
  readonly index: number
  readonly key: Uint8Array
  /** null where the trailer was left out. */
  readonly kek: number | null
  /** null where none was sent: then nothing is checked. */
  readonly kcv: Uint8Array | null
}

/** 1A02: mode idx keyLen(2) key [ kek kcvLen(2) kcv ]. */
export function masterLoad(body: Uint8Array): MasterLoad | ResultCode {
  const [mode, index, high, low] = body
  if (mode === undefined || index === undefined || high === undefined || low === undefined) return result.parameter
  const keyBytes = fromBcd(high, low)
  if (keyBytes === null) return result.parameter
  if (!KEY_BYTES.includes(keyBytes) || body.length < 4 + keyBytes) return result.masterKeyLength
  const key = body.subarray(4, 4 + keyBytes)
  const trailer = body.subarray(4 + keyBytes)
  if (trailer.length === 0) return { mode, index, key, kek: null, kcv: null }
  const kcv = counted(trailer.subarray(1))
  if (!kcv || kcv.after.length > 0 || !isKcvLength(kcv.bytes.length)) return result.parameter
  return { mode, index, key, kek: trailer[0]!, kcv: kcv.bytes.length === 0 ? null : kcv.bytes }
}

export interface WorkingLoad {
  readonly type: number
  readonly master: number
  readonly index: number
  readonly key: Uint8Array
  readonly kcv: Uint8Array
  readonly flag: number
}
/** Flag of 1A05: the check value of the key that is there is wanted; nothing is loaded and the key bytes are ignored. */
export const READ_KCV = 0x02

/** 1A05: type mk wk len(2) key kcvLen(2) kcv flag. */
export function workingLoad(body: Uint8Array): WorkingLoad | ResultCode {
  const [type, master, index] = body
  if (type === undefined || master === undefined || index === undefined) return result.parameter
  const key = counted(body.subarray(3))
  if (!key) return body.length < 5 ? result.parameter : result.workingKeyLength
  const flag = key.after.at(-1)
  const reads = flag === READ_KCV
  if (!reads && !KEY_BYTES.includes(key.bytes.length)) return result.workingKeyLength
  // "1A05 without the KCV fields gives 41": whether the flag is left out with them is not said.
  if (flag === undefined || key.after.length === 1) return result.kcvMismatch
  const kcv = counted(key.after.subarray(0, -1))
  if (!kcv || kcv.after.length > 0 || !isKcvLength(kcv.bytes.length)) return result.parameter
  if (!reads && kcv.bytes.length === 0) return result.kcvMismatch
  return { type, master, index, key: key.bytes, kcv: kcv.bytes, flag }
}

export interface InitialKeyLoad {
  readonly index: number
  readonly ksn: Uint8Array
  readonly key: Uint8Array
  readonly kek: number
  readonly checkValue: Uint8Array
}

/** 1A17: 02 idx KSN(10) len(2) encIK kek cvLen(2) cv. */
export function initialKeyLoad(body: Uint8Array): InitialKeyLoad | ResultCode {
  const key = counted(body.subarray(2 + KSN_BYTES))
  if (body[0] !== 0x02 || key?.bytes.length !== INITIAL_KEY_BYTES) return result.parameter
  const [kek] = key.after
  const checkValue = counted(key.after.subarray(1))
  if (kek === undefined || !checkValue || checkValue.after.length > 0) return result.parameter
  return {
    index: body[1]!,
    ksn: body.subarray(2, 2 + KSN_BYTES),
    key: key.bytes,
    kek,
    checkValue: checkValue.bytes,
  }
}

/** A field with its length (2 BCD) before it, and what follows; null where the bytes are not there. */
function counted(bytes: Uint8Array): { bytes: Uint8Array; after: Uint8Array } | null {
  const [high, low] = bytes
  if (high === undefined || low === undefined) return null
  const length = fromBcd(high, low)
  if (length === null || bytes.length < 2 + length) return null
  return { bytes: bytes.subarray(2, 2 + length), after: bytes.subarray(2 + length) }
}
const isKcvLength = (bytes: number) => bytes === 0 || (bytes >= KCV_BYTES.least && bytes <= KCV_BYTES.most)
