// Inside the guest: the USB cable of a simulated terminal. Its end is the gadget's, and it is plugged in and pulled out as such.
import { spawnSync } from 'node:child_process'
import { constants, openSync, writeSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import type { OpenCable } from '../../electron/devices/simulator.js'
import { COMPUTER_END, DEVICE_END, plugIn, pullOut } from './gadget.js'

/** Where the cable breaks: so many bytes after the first of these that the station says. */
export interface Break {
  readonly bytes: string
  readonly after: number
}

const { O_RDWR, O_NOCTTY, O_NONBLOCK } = constants

/**
 * @param serial the serial number that USB tells
 * @param breaks null: it holds. Asked again at every plugging-in
 */
export const usbCable =
  (serial: string, breaks: () => Break | null = () => null): OpenCable =>
  (heard, broken) => {
    const descriptor = openSync(DEVICE_END, O_RDWR | O_NOCTTY | O_NONBLOCK)
    spawnSync('stty', ['-F', DEVICE_END, 'raw', '-echo'])
    const stream = new ReadStream(descriptor)
    const closed = new Promise<void>((resolve) => stream.once('close', () => resolve()))
    let out = false
    const pull = () => {
      if (out) return
      out = true
      pullOut()
      stream.destroy()
    }
    const intact = untilBreak(breaks())
    stream.on('data', (chunk: Buffer) => {
      const length = intact(chunk)
      if (length > 0) heard(chunk.subarray(0, length))
      if (length < chunk.length) broken()
    })
    stream.on('end', broken)
    stream.on('error', broken)
    plugIn(serial)
    return {
      path: COMPUTER_END,
      end: {
        write: (bytes) => void writeSync(descriptor, bytes),
        pause: () => void stream.pause(),
        resume: () => void stream.resume(),
      },
      close: () => {
        pull()
        return closed
      },
    }
  }

/** How many of a chunk's bytes still pass. */
function untilBreak(at: Break | null): (chunk: Buffer) => number {
  let said = Buffer.alloc(0)
  return (chunk) => {
    if (!at) return chunk.length
    const before = said.length
    said = Buffer.concat([said, chunk])
    const found = said.indexOf(Buffer.from(at.bytes, 'hex'))
    return found < 0 ? chunk.length : Math.max(0, Math.min(chunk.length, found + at.after - before))
  }
}
