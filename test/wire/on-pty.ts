// A serial line open on a pseudo-terminal, for a test to use and not to end.
import { Fault } from '../../electron/contract/fault.js'
import * as vault from '../../electron/keys/vault.js'
import { openSerial, type SerialHands, type SerialLine } from '../../electron/wire/serial.js'
import { hex } from './memory-line.js'
import { Pty } from './pty.js'

export const settings = { baud: 115_200, dataBits: 8, parity: 'none', stopBits: 1 } as const
export const hands: SerialHands = { sendSecret: vault.sendSecret, spend: () => {} }
export const fault =
  (...codes: string[]) =>
  (thrown: unknown) =>
    thrown instanceof Fault && codes.includes(thrown.code)

/** A line open on a pty; both are ended whatever happens. */
export async function onPty(
  scene: (line: SerialLine, pty: Pty) => Promise<void>,
  over: Partial<SerialHands> = {},
  listening = true,
) {
  const pty = new Pty(listening)
  try {
    const line = await openSerial(pty.path, settings, { ...hands, ...over })
    try {
      await scene(line, pty)
    } finally {
      await line.close()
    }
  } finally {
    pty.unplug()
  }
}
export const gone = (line: SerialLine): Promise<string> => new Promise((told) => line.onGone(told))
export const heard = (line: SerialLine, count: number): Promise<string> =>
  new Promise((done) => {
    let all = ''
    const stop = line.onBytes((chunk) => {
      all += hex(chunk)
      if (all.length < count * 2) return
      stop()
      done(all)
    })
  })
