// Reading and writing an open port directly, by its descriptor, past serialport's stream and Node's thread pool. At 9600 baud
// a chunk is a byte: 32 ports would keep the pool's four threads and the log's syncs waiting for each other, and the
// stream's work for every byte would outweigh the station's own. The descriptor does not block (serialport opens it so):
// a read when the kernel says "readable", and a write, return at once. Opening, closing, errors and whatever a full
// buffer does not take stay serialport's, and so does everything where its inside is not as known here.
import { readSync, writeSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import type { SerialPort } from 'serialport'

/** The inside of serialport's port on a POSIX system, as far as it is used here. */
interface PosixPort {
  readonly fd: number | null
  readonly isOpen: boolean
  readonly poller: {
    on(event: 'readable', heard: (error: Error | null) => void): unknown
    off(event: 'readable', heard: (error: Error | null) => void): unknown
    /** Says `readable` one time. */
    poll(events: number): void
  }
  read(into: Buffer, offset: number, length: number): Promise<{ readonly buffer: Buffer; readonly bytesRead: number }>
}
const READABLE = 1

/** Nothing there after all: the kernel is asked again. */
const again: ReadonlySet<unknown> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR'])

const posix = ({ port }: SerialPort): PosixPort | null => {
  const inside = port as unknown as PosixPort | undefined
  return typeof inside?.fd === 'number' && typeof inside.poller?.poll === 'function' ? inside : null
}

/**
 * Everything read is told as the port's `data`. A chunk is good for the call alone: it is wiped behind the last hearer.
 * @param opened already open, and not listened to yet
 */
export function readNow(opened: SerialPort): void {
  const port = posix(opened)
  // The stream's one read, which ends by failing: the stream closes the port then, as it does after any failed read.
  if (port) port.read = (into, offset, length) => readOn(port, into.subarray(offset, offset + length), opened)
}

function readOn(port: PosixPort, into: Buffer, opened: SerialPort): Promise<never> {
  return new Promise((_, fail) => {
    const end = (error: unknown) => {
      port.poller.off('readable', readable)
      fail(error)
    }
    const more = () => {
      if (port.isOpen) port.poller.poll(READABLE)
    }
    const readable = (error: Error | null) => {
      if (error) return end(error)
      if (port.fd === null) return
      try {
        const bytes = now(port.fd, into)
        if (bytes > 0) tell(opened, into.subarray(0, bytes))
        // A line that has hung up may say "readable" and hold nothing: it must not hold up the others.
        else return void breathe().then(more)
      } catch (thrown) {
        return end(thrown)
      }
      more()
    }
    port.poller.on('readable', readable)
    more()
  })
}

// A hearer's own mistake is the process's to hear of, not the port's end, and must not pass through serialport's native code.
function tell(opened: SerialPort, chunk: Buffer): void {
  try {
    opened.emit('data', chunk)
  } catch (mistake) {
    queueMicrotask(() => {
      throw mistake
    })
  }
  chunk.fill(0)
}

/** @returns 0 where nothing was there @throws the system's error */
function now(fd: number, into: Buffer): number {
  try {
    return readSync(fd, into)
  } catch (error) {
    if (again.has((error as NodeJS.ErrnoException).code)) return 0
    throw error
  }
}

/** @returns how many bytes the kernel took at once; the rest, and any error, are for the stream to meet */
export function writeNow(opened: SerialPort, bytes: Uint8Array): number {
  const port = posix(opened)
  if (!port || port.fd === null) return 0
  try {
    return writeSync(port.fd, bytes)
  } catch {
    return 0
  }
}
