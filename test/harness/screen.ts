// An X display of its own for the installed station: with a cookie as people have one, real key presses, and a look at
// whether the picture has come to rest. Nothing here asks the page anything: no debugging port is open there.
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'

const WIDTH = 1366
const HEIGHT = 768
const LOOK_MS = 250
/** Looks that must show the same picture. */
const LOOKS = 8
const DEADLINE_MS = 90_000

export interface Screen {
  readonly display: string
  /** The content of the cookie file. */
  readonly cookie: Uint8Array
  press(...keys: readonly string[]): void
  /** Waits until a visible window has this name. */
  window(name: string): Promise<void>
  /** Waits until the picture is another than `before`, and still. @returns its hash */
  still(before?: string): Promise<string>
  save(png: string): void
  close(): void
}

export async function openScreen(): Promise<Screen> {
  const folder = mkdtempSync(join(tmpdir(), 'kcv-screen-'))
  const authority = join(folder, 'authority')
  writeFileSync(authority, '', { mode: 0o600 })
  const secret = randomBytes(16).toString('hex')
  const add = (name: string) => spawnSync('xauth', ['-f', authority, 'add', name, '.', secret])
  add(':0')
  const words = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    `${WIDTH}x${HEIGHT}x24`,
    '-nolisten',
    'tcp',
    '-auth',
    authority,
    '-fbdir',
    folder,
  ]
  const server = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const display = await new Promise<string>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    ;(server.stdio[3] as Readable).once('data', (text) => resolve(`:${String(text).trim()}`))
  })
  server.removeAllListeners('exit')
  add(display)
  const xdotool = (...words: string[]) => {
    const env = { ...process.env, DISPLAY: display, XAUTHORITY: authority }
    return spawnSync('xdotool', words, { encoding: 'utf8', env })
  }
  /** The frame buffer, as Xvfb keeps it: an X window dump. */
  const pixels = () => {
    const dump = readFileSync(join(folder, 'Xvfb_screen0'))
    return dump.subarray(dump.readUInt32BE(0) + dump.readUInt32BE(76) * 12)
  }
  const look = () => createHash('sha256').update(pixels()).digest('hex')
  const until = async (sentence: string, done: () => boolean) => {
    for (const end = performance.now() + DEADLINE_MS; !done(); await pause(LOOK_MS))
      if (performance.now() > end) throw new Error(`waited in vain: ${sentence}`)
  }
  return {
    display,
    cookie: readFileSync(authority),
    press: (...keys) => {
      for (const key of keys) xdotool('key', '--delay', '60', key)
    },
    window: (name) => until(name, () => xdotool('search', '--onlyvisible', '--name', name).stdout.trim() !== ''),
    still: async (before) => {
      let [last, same] = ['', 0]
      await until('the picture never came to rest', () => {
        const now = look()
        same = now === last ? same + 1 : 0
        last = now
        return same >= LOOKS && now !== before
      })
      return last
    },
    save: (png) => writeFileSync(png, pngOf(pixels())),
    close: () => {
      server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** 32 bits a pixel, blue first, as PNG. */
function pngOf(dump: Buffer): Buffer {
  const rows = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT)
  for (let y = 0, to = 0; y < HEIGHT; y += 1) {
    to += 1
    for (let x = 0; x < WIDTH; x += 1) {
      const from = (y * WIDTH + x) * 4
      for (const at of [2, 1, 0]) rows[to++] = dump[from + at]!
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
