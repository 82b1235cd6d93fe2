// The PCI100's commands that bring keys: 2D a master key in clear, 2C a master key and 2E a working key under a master key.
import { type Code, code } from './sim-codes.js'
import { type Kind, lengthsOf, masterOf, type Pci100, takeKey } from './sim-keys.js'

const KCV_BYTES = 3

/** id len key KCV(3), and nothing behind it. */
function fields(body: Uint8Array) {
  const [id, length] = body
  if (id === undefined || length === undefined || !lengthsOf(id).includes(length)) return null
  const key = body.subarray(2, 2 + length)
  const kcv = body.subarray(2 + length)
  return key.length === length && kcv.length === KCV_BYTES ? { slot: id, key, kcv } : null
}

/** 2D: id len key KCV(3). */
export function loadClear(pad: Pci100, body: Uint8Array): Code {
  const asked = fields(body)
  return asked ? takeKey(pad, { usage: 'TMK', master: null, ...asked }) : code.parameter
}

/** 2C: tk mk len enc KCV(3); 2E: mk wk len enc KCV(3). A transport key is taken for a master key: INFERRED, for nothing else loads one. */
export const loadUnder =
  (usage: Kind) =>
  (pad: Pci100, body: Uint8Array): Code => {
    const [under] = body
    const asked = fields(body.subarray(1))
    if (under === undefined || !asked) return code.parameter
    const master = masterOf(pad, under)
    return typeof master === 'number' ? master : takeKey(pad, { usage, master, ...asked })
  }
