// Frames that hold keys, written by the addon and read back from the other end of a pseudo-terminal, byte for byte.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, read, readSync, rmSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Fault } from '../../electron/contract/fault.js'
import type { FrameLayout, LayoutPart } from '../../electron/contract/layout.js'
import { liveSecrets, secretFromHex, sendSecret } from '../../electron/keys/vault.js'
import type * as Native from '../../native/index.js'

const native = createRequire(import.meta.url)('../../../native/build/Release/kcv_native.node') as typeof Native

let pty: Native.NativePty
let port: number
let alive = 0
beforeEach(() => {
  alive = liveSecrets()
  pty = native.openPty()
  port = openSync(pty.path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
})
afterEach(() => {
  closeSync(port)
  for (const end of [pty.master, pty.slave])
    try {
      native.closePtyEnd(end)
    } catch {
      // The test has hung the line up itself.
    }
  assert.equal(liveSecrets(), alive, 'a secret was left alive')
})

const secret = (hex: string) => secretFromHex(Buffer.from(hex, 'ascii'))
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const readAsync = promisify(read)

/** The next `count` bytes at the terminal's end, as hex. */
async function arrived(count: number): Promise<string> {
  const got = Buffer.alloc(count)
  for (let at = 0; at < count; ) at += (await readAsync(pty.master, got, at, count - at, null)).bytesRead
  return got.toString('hex').toUpperCase()
}
async function sends(layout: FrameLayout, expected: string): Promise<void> {
  const hex = expected.replaceAll(' ', '')
  assert.equal(await sendSecret(port, layout), hex.length / 2)
  assert.equal(await arrived(hex.length / 2), hex)
}
const KEY = '0123456789ABCDEFFEDCBA9876543210'

const codings = [
  ['raw', '0123456789ABCDEF', '0123456789ABCDEF'],
  ['hex', '0123456789ABCDEF', '30313233343536373839414243444546'],
  ['broken-hex', '0123456789ABCDEF', '303132333435363738393A3B3C3D3E3F'],
] as const
for (const [coding, key, expected] of codings)
  test(`a secret goes out ${coding}`, async () => {
    using handle = secret(key)
    await sends({ parts: [{ secret: handle, coding }] }, expected)
  })

test('a K21 master key goes out under its TLK, with the check from LEN through ETX', async () => {
  using tlk = secret('31'.repeat(16))
  using key = secret(KEY)
  const parts: LayoutPart[] = [
    bytes('02'),
    bytes('0031'),
    bytes('1A02 2F 01 02 02 0016'),
    { secret: key, coding: 'raw', under: { key: tlk, cipher: 'tdes', mode: 'ecb', iv: null } },
    bytes('FF 0004 08D7B4FB'),
    bytes('03'),
    { check: 'xor', from: 1, to: 6, coding: 'raw' },
  ]
  await sends({ parts }, '02 0031 1A02 2F 01 02 02 0016 492B274F0AB4DBCEC93F4BAB890B6406 FF 0004 08D7B4FB 03 2E')
})

test('a cryptogram goes out as hex digits, in CBC with its iv', async () => {
  using under = secret('0123456789ABCDEF')
  using key = secret('0000000000000000')
  const iv = bytes('0000000000000000')
  await sends(
    { parts: [{ secret: key, coding: 'hex', under: { key: under, cipher: 'des', mode: 'cbc', iv } }] },
    '44354434344646373230363833443044',
  )
})

test('DLE is doubled in the stuffed parts and in the check, which is computed before stuffing', async () => {
  using key = secret('1010FF1010EF')
  const parts: LayoutPart[] = [
    bytes('10 02'),
    { secret: key, coding: 'raw' },
    { check: 'xor', from: 1, to: 2, coding: 'raw' },
    bytes('10 03'),
  ]
  await sends({ parts, stuff: { byte: 0x10, from: 1, to: 3 } }, '1002 10101010 FF 10101010 EF 1010 1003')
})

test('a check may be two hex digits, may stand before what it covers, and may cover an earlier check', async () => {
  using key = secret('00AB')
  const parts: LayoutPart[] = [
    { check: 'xor', from: 1, to: 2, coding: 'hex' },
    { secret: key, coding: 'raw' },
    { check: 'xor', from: 0, to: 2, coding: 'raw' },
  ]
  await sends({ parts }, '4142 00AB A8')
})

test('a layout that is not right is refused before any byte has left', async () => {
  using key = secret(KEY)
  using short = secret('0123')
  const gone = secret(KEY)
  gone[Symbol.dispose]()
  const under = { key, cipher: 'tdes', mode: 'ecb', iv: null } as const
  // biome-ignore lint/suspicious/noExplicitAny: layouts that the types forbid
  const broken: [code: string, layout: any][] = [
    ['empty', { parts: [] }],
    ['bad-argument', { parts: [bytes('01'), { secret: key, coding: 'base64' }] }],
    ['bad-argument', { parts: [bytes('01'), { check: 'crc', from: 0, to: 1, coding: 'raw' }] }],
    ['bad-argument', { parts: [bytes('01'), { check: 'xor', from: 0, to: 3, coding: 'raw' }] }],
    ['bad-argument', { parts: [bytes('01'), { check: 'xor', from: 0, to: 2, coding: 'raw' }] }],
    ['bad-argument', { parts: [bytes('01'), { check: 'xor', from: 0, to: 1, coding: 'broken-hex' }] }],
    ['bad-argument', { parts: [bytes('01')], stuff: { byte: 256, from: 0, to: 1 } }],
    ['bad-argument', { parts: [bytes('01')], stuff: { byte: 1, from: 1, to: 0 } }],
    ['keys/bad-length', { parts: [bytes('01'), { secret: short, coding: 'raw', under }] }],
    ['keys/bad-length', { parts: [bytes('01'), { secret: key, coding: 'raw', under: { ...under, cipher: 'des' } }] }],
    ['keys/secret-released', { parts: [bytes('01'), { secret: gone, coding: 'raw' }] }],
    ['keys/bad-length', { parts: [bytes('01'), new Uint8Array(40_000)] }],
  ]
  for (const [code, layout] of broken)
    await assert.rejects(sendSecret(port, layout), (error: Error & { code?: string }) => {
      assert.ok(code === 'empty' ? error instanceof Fault : error.code === code, `${error.code} for ${code}`)
      return true
    })
  writeSync(port, bytes('EE'))
  assert.equal(await arrived(1), 'EE')
})

/** A full pipe is full to the byte, which a pseudo-terminal is not. */
function fullPipe() {
  const folder = mkdtempSync(join(tmpdir(), 'kcv-pipe-'))
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)
  rmSync(folder, { recursive: true })
  const page = new Uint8Array(4096)
  const close = () => {
    closeSync(reader)
    closeSync(writer)
  }
  for (let filled = 0; ; filled += page.length)
    try {
      writeSync(writer, page)
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'EAGAIN')
      return { reader, writer, filled, page: page.length, close }
    }
}

test('what a full line does not take yet follows when there is room', { timeout: 20_000 }, async () => {
  using key = secret(KEY)
  const pipe = fullPipe()
  let ended = false
  const parts: LayoutPart[] = [bytes('02'), { secret: key, coding: 'raw' }, bytes('03')]
  const writing = sendSecret(pipe.writer, { parts }).finally(() => {
    ended = true
  })
  await turn()
  assert.equal(ended, false)
  for (let left = pipe.filled; left > 0; ) left -= readSync(pipe.reader, Buffer.alloc(left))
  assert.equal(await writing, 18)
  const got = Buffer.alloc(18)
  assert.equal(readSync(pipe.reader, got), 18)
  assert.equal(got.toString('hex').toUpperCase(), `02${KEY}03`)
  pipe.close()
})

test('a line that stays full ends as write-failed with ETIMEDOUT and the number of bytes that left', async () => {
  const key = native.secretFromHex(Buffer.from(KEY, 'ascii'), 0, 32)
  const pipe = fullPipe()
  const layout: Native.NativeLayout = { parts: [{ secret: key, coding: 'raw' }, new Uint8Array(2 * pipe.page)] }
  await assert.rejects(native.writeFrame(pipe.writer, layout, 30), { code: 'write-failed', errno: 110, written: 0 })
  readSync(pipe.reader, Buffer.alloc(pipe.page))
  const part = { code: 'write-failed', errno: 110, written: pipe.page }
  await assert.rejects(native.writeFrame(pipe.writer, layout, 30), part)
  native.releaseSecret(key)
  pipe.close()
})

test('a frame goes whole to a blocking descriptor too', async () => {
  using key = secret(KEY)
  assert.equal(await sendSecret(pty.slave, { parts: [{ secret: key, coding: 'raw' }] }), 16)
  assert.equal(await arrived(16), KEY)
})

test('a line that has hung up, and a descriptor that is not open, end as write-failed', async () => {
  using key = secret(KEY)
  native.closePtyEnd(pty.master)
  await assert.rejects(sendSecret(port, { parts: [{ secret: key, coding: 'raw' }] }), {
    code: 'write-failed',
    errno: 5,
    written: 0,
  })
  await assert.rejects(sendSecret(2 ** 30, { parts: [{ secret: key, coding: 'raw' }] }), {
    code: 'write-failed',
    errno: 9,
    written: 0,
  })
})

test('a broken pipe ends as write-failed and raises no SIGPIPE', async () => {
  using key = secret(KEY)
  const { reader, writer } = fullPipe()
  closeSync(reader)
  let signals = 0
  const count = () => signals++
  process.on('SIGPIPE', count)
  await assert.rejects(sendSecret(writer, { parts: [{ secret: key, coding: 'raw' }] }), { errno: 32, written: 0 })
  await turn()
  process.off('SIGPIPE', count)
  assert.equal(signals, 0)
  closeSync(writer)
})

test('raw mode changes no byte on its way, control characters included', async () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i)
  assert.equal(await sendSecret(port, { parts: [all] }), 256)
  const got = Buffer.alloc(256)
  for (let at = 0; at < 256; ) at += readSync(pty.master, got, at, 256 - at, null)
  assert.deepEqual(new Uint8Array(got), all)
})
