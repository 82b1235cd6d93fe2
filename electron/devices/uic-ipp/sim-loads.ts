// Messages 02, 90 and 94 of the PP791: the key out of its clear hex or its block, as a handle, or the code of what is wrong.
import { fromHex } from '../../keys/hex.js'
import { secretFromHex } from '../../keys/vault.js'
import { openBlock } from './sim-block.js'
import { type Code, code, initialKeyCode, keyId } from './sim-codes.js'
import { FS } from './sim-frame.js'
import {
  defaultAttributes,
  judge,
  keepInitialKey,
  keyLoadingKey,
  type Pad,
  type ReadyKey,
  refusal,
} from './sim-keys.js'

/** Hex digits of a clear key. */
const CLEAR = [32, 48]
/** FS, usage and mode. */
const ATTRIBUTES = 4
/** Sizes of block that the manual states for 02; its own sample of version B has 80. */
const STATED_SIZES = [56, 72, 88]
const SHORTEST_BLOCK = 56
const INITIAL_CLEAR = [16, 32]
const STATED_INITIAL_SIZES = [88, 104]
const KSN_DIGITS = 20
const KSN_FORM = /^FFFF[0-9A-F]{11}00000$/

const isHex = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46))
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

interface MasterLoad {
  readonly id: string
  /** Clear hex, or the block. */
  readonly key: Uint8Array
  readonly clear: boolean
  readonly usage: string
  readonly mode: string
}
/** KeyID, then 32 or 48 hex digits with or without FS, usage and mode, or a block; null for what has no such shape. */
export function masterLoad(data: Uint8Array): MasterLoad | null {
  const id = text(data.subarray(0, 1))
  const rest = data.subarray(1)
  if (!keyId(id)) return null
  if (rest.length >= SHORTEST_BLOCK) return { id, key: rest, clear: false, usage: '', mode: '' }
  const digits = CLEAR.find((count) => rest.length === count || rest.length === count + ATTRIBUTES)
  if (digits === undefined || !isHex(rest.subarray(0, digits))) return null
  const key = rest.subarray(0, digits)
  if (rest.length === digits) return { id, key, clear: true, ...defaultAttributes }
  if (rest[digits] !== FS) return null
  const attributes = text(rest.subarray(digits + 1))
  return { id, key, clear: true, usage: attributes.slice(0, 2), mode: attributes.slice(2) }
}

/** The key of an 02, checked and ready. The digits of a clear one are wiped. */
export function readyKey(pad: Pad, load: MasterLoad): ReadyKey | Code {
  const id = keyId(load.id)!
  const ready = refusal(pad) ?? (load.clear ? clearKey(load) : blockKey(pad, load))
  if (typeof ready === 'string') return ready
  const because = judge(pad, id, ready)
  if (because === null) return ready
  ready.secret[Symbol.dispose]()
  return because
}

const clearKey = ({ id, key, usage, mode }: MasterLoad): ReadyKey => {
  const attributes = { usage, mode, algorithm: defaultAttributes.algorithm }
  return { place: keyId(id)!.place, secret: secretFromHex(key), attributes, clear: true }
}

function blockKey(pad: Pad, { id, key }: MasterLoad): ReadyKey | Code {
  if (pad.behaves.arg('blocks') === 'stated' && !STATED_SIZES.includes(key.length)) return code.format
  const klk = keyLoadingKey(pad)
  if (typeof klk === 'string') return klk
  const opened = openBlock(key, klk)
  if (typeof opened === 'string') return opened
  const { keyUsage: usage, modeOfUse: mode, algorithm } = opened.header
  return { place: keyId(id)!.place, secret: opened.secret, attributes: { usage, mode, algorithm }, clear: false }
}

/** 90 and 94: null where the key is now there. */
export function takeInitialKey(pad: Pad, slot: number, data: Uint8Array, authenticated: boolean): Code | null {
  if (!authenticated) return initialKeyCode.notAuthenticated
  const refused = refusal(pad)
  if (refused !== null) return refused
  const digits = INITIAL_CLEAR.find((count) => data.length === count + KSN_DIGITS)
  if (digits !== undefined) return takeClear(pad, slot, data, digits)
  return data.length < SHORTEST_BLOCK ? code.structure : takeBlock(pad, slot, data)
}

function takeClear(pad: Pad, slot: number, data: Uint8Array, digits: number): Code | null {
  if (!isHex(data)) return initialKeyCode.notHex
  const ksn = text(data.subarray(digits))
  if (!isKsn(pad, ksn)) return code.structure
  keepInitialKey(pad, slot, secretFromHex(data, 0, digits), fromHex(ksn))
  return null
}

/** "IK usage B1 mode X", with the serial number in optional block KS, the one place the stated sizes leave. INFERRED */
function takeBlock(pad: Pad, slot: number, block: Uint8Array): Code | null {
  if (pad.behaves.arg('blocks') === 'stated' && !STATED_INITIAL_SIZES.includes(block.length)) return code.format
  const klk = keyLoadingKey(pad)
  if (typeof klk === 'string') return klk
  const opened = openBlock(block, klk)
  if (typeof opened === 'string') return opened
  const { keyUsage, modeOfUse, optionalBlocks } = opened.header
  const ksn = optionalBlocks.find(({ id }) => id === 'KS')?.data ?? ''
  if (keyUsage === 'B1' && modeOfUse === 'X' && ksn.length === KSN_DIGITS && isKsn(pad, ksn)) {
    keepInitialKey(pad, slot, opened.secret, fromHex(ksn))
    return null
  }
  opened.secret[Symbol.dispose]()
  return code.structure
}
const isKsn = ({ behaves }: Pad, ksn: string): boolean => behaves.arg('ksn') === 'any' || KSN_FORM.test(ksn)
