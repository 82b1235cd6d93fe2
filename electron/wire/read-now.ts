// Reading an open port without a hop through Node's thread pool. serialport reads by `fs.read`, tries before anything is
// there, and so pays two hops a chunk; at 9600 baud a chunk is a byte, and 32 ports keep the pool's four threads and the log's
// syncs waiting for each other. The descriptor does not block (serialport opens it so), so that once the kernel has said
// "readable" a plain read returns at once. serialport's own read goes on where its inside is not as known here.
import { readSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import type { SerialPort } from 'serialport'

/** The inside of serialport's port on a POSIX system, as far as it is used here. */
interface PosixPort {
  readonly fd: number | null
  readonly isOpen: boolean
  readonly poller: { once(event: 'readable', heard: (error: Error | null) => void): unknown }
  read(into: Buffer, offset: number, length: number): Promise<{ readonly buffer: Buffer; readonly bytesRead: number }>
}

/** Nothing there after all: the kernel is asked again. */
const again: ReadonlySet<unknown> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR'])

/** @param opened already open */
export function readNow(opened: SerialPort): void {
  const port = opened.port as unknown as PosixPort | undefined
  if (!port || typeof port.fd !== 'number' || typeof port.poller?.once !== 'function') return
  port.read = (into, offset, length) => read(port, into, offset, length)
}

async function read(port: PosixPort, into: Buffer, offset: number, length: number) {
  for (;;) {
    await readable(port)
    if (!port.isOpen || port.fd === null) throw Object.assign(new Error('the port is closed'), { canceled: true })
    const bytesRead = now(port.fd, into, offset, length)
    if (bytesRead > 0) return { bytesRead, buffer: into }
    // A line that has hung up may say "readable" and hold nothing: it must not hold up the others.
    await breathe()
  }
}

const readable = (port: PosixPort): Promise<void> =>
  new Promise((done, fail) => port.poller.once('readable', (error) => (error ? fail(error) : done())))

/** @returns 0 where nothing was there @throws the system's error */
function now(fd: number, into: Buffer, offset: number, length: number): number {
  try {
    return readSync(fd, into, offset, length, null)
  } catch (error) {
    if (again.has((error as NodeJS.ErrnoException).code)) return 0
    throw error
  }
}
