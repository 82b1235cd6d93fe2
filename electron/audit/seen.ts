// What this machine has seen of a log, kept outside its directory: how far it was, and which devices it blocked. Shows a
// directory that was put back from an older copy. Written with every group and not waited for, in two places in turn, so that
// a cut leaves one of them whole; never ahead of what is durable.
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { LoggedAttempt } from './attempts.js'
import type { Body } from './bodies.js'
import { readUpTo, writeAll } from './durable.js'
import { errorCode, type FileDoor } from './files.js'
import { frame, frameHeader, frameLength, unframe } from './frame.js'
import { stationBodies } from './station-bodies.js'

type Restored = Body<'directory-restored'>
type Blocked = Restored['blocked'][number]

const { blocked, more, size, at } = stationBodies['directory-restored'].shape
const shape = z.strictObject({
  v: z.literal(1),
  /** Counts up with every writing: the larger one was later. */
  turn: z.int().min(0),
  size,
  /** As the checkpoint of this size states it. */
  root: z.string(),
  at,
  blocked,
  more,
})
type Mark = z.infer<typeof shape>

const placeBytes = 128 * 1024
const mostBlocked = 200

export class Seen {
  #turn: number

  private constructor(
    private readonly files: FileDoor,
    private readonly fd: number,
    /** As it was left; null where this machine sees the log for the first time. */
    readonly mark: Mark | null,
  ) {
    this.#turn = (mark?.turn ?? -1) + 1
  }

  /** @param logId names the file @throws the system's error */
  static async open(files: FileDoor, folder: string, logId: string): Promise<Seen> {
    await makeFolders(files, folder)
    const path = join(folder, logId)
    const fd = await files.open(path, 'write').catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error
      return made(files, path)
    })
    try {
      const marks = [await markAt(files, fd, 0), await markAt(files, fd, placeBytes)].filter((one) => one !== null)
      return new Seen(files, fd, marks.sort((a, b) => b.turn - a.turn)[0] ?? null)
    } catch (error) {
      await files.close(fd)
      throw error
    }
  }

  /**
   * What a log has lost that this machine had seen of it; null where it is as it was, or further.
   * @param size of the log @param root of the log at the size of the mark; null where it is not that far
   */
  lost(size: number, root: string | null): Omit<Restored, 'blocked' | 'more'> | null {
    const { mark } = this
    if (mark === null) return null
    const seen = { size: mark.size, at: mark.at }
    if (mark.size > size) return { because: 'older', missing: mark.size - size, ...seen }
    // Where the two parted is not known: any of those records may have named a serial number.
    return root === null || root === mark.root ? null : { because: 'other-root', missing: mark.size, ...seen }
  }

  /** @param blocking every attempt that blocks a device by now */
  async saw(now: Pick<Mark, 'size' | 'root' | 'at'>, blocking: Iterable<LoggedAttempt>): Promise<void> {
    const all = [...blocking].map(blockedOf)
    const turn = this.#turn
    this.#turn += 1
    for (let most = mostBlocked; ; most >>= 1) {
      const blocked = all.slice(0, most) as Mark['blocked']
      const mark: Mark = { v: 1, turn, ...now, blocked, more: all.length - blocked.length }
      const framed = frame(Buffer.from(JSON.stringify(mark)))
      if (framed.length <= placeBytes) return writeAll(this.files, this.fd, framed, (turn % 2) * placeBytes)
    }
  }

  async close(): Promise<void> {
    await this.files.datasync(this.fd).finally(() => this.files.close(this.fd))
  }
}

/** Its room is taken at once: a disk that fills up later does not keep it from being written. */
async function made(files: FileDoor, path: string): Promise<number> {
  const fd = await files.open(path, 'create')
  try {
    await writeAll(files, fd, Buffer.alloc(2 * placeBytes), 0)
    return fd
  } catch (error) {
    await files.close(fd)
    await files.remove(path).catch(() => {})
    throw error
  }
}

async function markAt(files: FileDoor, fd: number, at: number): Promise<Mark | null> {
  const header = await readUpTo(files, fd, at, frameHeader)
  const length = header.length < frameHeader ? null : frameLength(header)
  if (length === null) return null
  const bytes = unframe(await readUpTo(files, fd, at, frameHeader + length))
  try {
    return bytes === null ? null : shape.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    return null
  }
}

const blockedOf = ({ armed: _, outcome: __, open: ___, ...attempt }: LoggedAttempt): Blocked => attempt

async function makeFolders(files: FileDoor, folder: string): Promise<void> {
  try {
    await files.makeDirectory(folder)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error
    await makeFolders(files, dirname(folder))
    await files.makeDirectory(folder)
  }
}
