// A designated keypad that belongs to the station alone while a component is entered: its digits go from the kernel into
// native memory, and what comes out here is how many.
import { createRequire } from 'node:module'
import type * as Native from '../../native/index.js'
import { Fault } from '../contract/fault.js'
import type { SecretEntry } from './vault.js'

const native = createRequire(import.meta.url)('../../../native/build/Release/kcv_native.node') as typeof Native

export type Drained = Native.NativeDrain
export interface Keypad {
  /** What was pressed since the last time, put into the entry. Never waits. */
  drain(entry: SecretEntry): Drained
  /** Lets go of it; again is harmless. */
  close(): void
}

/** @param path of its event device, below /dev/input @throws ceremony/keypad-refused where it cannot be taken alone */
export function openKeypad(path: string): Keypad {
  const handle = taken(path)
  return {
    drain: (entry) => entry.lend((secret) => native.drainKeypad(handle, secret)),
    close: () => native.closeKeypad(handle),
  }
}

function taken(path: string): Native.NativeKeypad {
  try {
    return native.openKeypad(path)
  } catch (error) {
    const { code, errno } = error as { code?: Native.NativeErrorCode; errno?: number }
    if (code !== 'keypad-failed') throw error
    throw new Fault('ceremony/keypad-refused', { because: `errno ${errno ?? '?'}` })
  }
}
