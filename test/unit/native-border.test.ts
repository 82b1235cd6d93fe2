// The addon's border itself: every way to call it wrongly answers with a code, and never with a crash or with data.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { afterEach, before, beforeEach, test } from 'node:test'
import type * as Native from '../../native/index.js'

const native = createRequire(import.meta.url)('../../../native/build/Release/kcv_native.node') as typeof Native

before(() => assert.equal(native.openSecureHeap(1 << 20, 32), native.openSecureHeap(1 << 16, 64)))
let alive = 0
let key: Native.NativeSecret
beforeEach(() => {
  alive = native.liveSecrets()
  key = fromHex('0123456789ABCDEFFEDCBA9876543210')
})
afterEach(() => {
  native.releaseSecret(key)
  assert.equal(native.liveSecrets(), alive, 'a secret was left alive')
})

const fromHex = (hex: string) => native.secretFromHex(Buffer.from(hex, 'ascii'), 0, hex.length)
const refuses = (code: Native.NativeErrorCode, call: () => unknown) =>
  assert.throws(call, (error) => {
    assert.ok(error instanceof Error)
    assert.equal((error as { code?: string }).code, code)
    assert.doesNotMatch(error.message, /[0-9]/)
    return true
  })
// biome-ignore lint/suspicious/noExplicitAny: these tests are about arguments that the types forbid
const wrong = (value: unknown): any => value
const zeros = (bytes: number) => new Uint8Array(bytes)

const forgeries: [string, () => unknown][] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['a number', () => 1],
  ['a string', () => 'secret'],
  ['an empty object', () => ({})],
  ['an object that inherits from a handle', () => Object.create(key)],
  ['a proxy of a handle', () => new Proxy(key, {})],
  ['a copy of a handle', () => ({ ...key })],
  ['a function', () => native.liveSecrets],
]
for (const [what, forge] of forgeries)
  test(`${what} is no handle, wherever one is expected`, () => {
    const forged = wrong(forge())
    const block = zeros(8)
    const calls = [
      () => native.pushDigit(forged, 1),
      () => native.popDigit(forged),
      () => native.digitCount(forged),
      () => native.sealSecret(forged),
      () => native.releaseSecret(forged),
      () => native.secretLength(forged),
      () => native.xorSecrets([key, forged]),
      () => native.withOddParity(forged),
      () => native.parityOf(forged),
      () => native.sliceSecret(forged, 0, 1),
      () => native.concatSecrets([forged]),
      () => native.secretsEqual(key, forged),
      () => native.secretEqualsBytes(forged, block),
      () => native.encrypt(forged, 'tdes', 'ecb', null, block),
      () => native.cmac(forged, 'tdes', block),
      () => native.encryptSecret(key, 'tdes', 'ecb', null, forged),
      () => native.decryptToSecret(forged, 'tdes', 'ecb', null, block),
      () => native.checkValues([forged], 'tdes', 'ecb', block, 3),
      () => native.encryptToSecret(key, 'tdes', 'ecb', null, forged),
      () => native.cmacToSecret(forged, 'tdes', block),
      () => native.xorSecretBytes(forged, block),
      () => native.cmacOverParts(key, 'tdes', [forged]),
      () => native.cbcMacOverParts(forged, 'tdes', [block]),
      () => native.takeLengthPrefixed(forged),
      () => native.putLengthPrefixed(forged, 32, null),
      () => native.writeFrame(1, { parts: [{ secret: forged, coding: 'raw' }] }, 0),
    ]
    for (const call of calls) refuses('bad-argument', call)
  })

test('a released handle answers secret-released everywhere but to a second release', () => {
  const gone = fromHex('0123456789ABCDEF')
  native.releaseSecret(gone)
  native.releaseSecret(gone)
  const block = zeros(8)
  const calls = [
    () => native.pushDigit(gone, 1),
    () => native.digitCount(gone),
    () => native.sealSecret(gone),
    () => native.secretLength(gone),
    () => native.xorSecrets([gone]),
    () => native.parityOf(gone),
    () => native.secretsEqual(gone, gone),
    () => native.encrypt(gone, 'des', 'ecb', null, block),
    () => native.encryptSecret(key, 'tdes', 'ecb', null, gone),
    () => native.checkValues([gone], 'des', 'ecb', block, 3),
    () => native.writeFrame(1, { parts: [{ secret: gone, coding: 'raw' }] }, 0),
  ]
  for (const call of calls) refuses('secret-released', call)
})

test('an open secret cannot be used and a sealed one takes no digits', () => {
  const open = native.createSecret(2)
  native.pushDigit(open, 15)
  refuses('secret-open', () => native.secretLength(open))
  refuses('secret-open', () => native.encrypt(open, 'des', 'ecb', null, zeros(8)))
  refuses('odd-length', () => native.sealSecret(open))
  for (const digit of [-1, 16, 1.5, Number.NaN, wrong('1')])
    refuses('bad-argument', () => native.pushDigit(open, digit))
  assert.equal(native.pushDigit(open, 0), 2)
  assert.equal(native.sealSecret(open), 1)
  assert.equal(native.digitCount(open), 2)
  refuses('secret-sealed', () => native.pushDigit(open, 1))
  refuses('secret-sealed', () => native.popDigit(open))
  refuses('secret-sealed', () => native.sealSecret(open))
  assert.ok(native.secretEqualsBytes(open, Uint8Array.of(0xf0)))
  native.releaseSecret(open)
})

test('sizes and ranges are checked', () => {
  for (const make of [native.createSecret, native.randomSecret]) {
    refuses('empty', () => make(0))
    refuses('too-long', () => make(8193))
    refuses('bad-argument', () => make(-1))
    refuses('bad-argument', () => make(wrong('8')))
  }
  refuses('empty', () => native.sliceSecret(key, 4, 4))
  refuses('bad-argument', () => native.sliceSecret(key, 4, 17))
  refuses('bad-argument', () => native.sliceSecret(key, 5, 4))
  refuses('empty', () => native.concatSecrets([]))
  refuses('bad-argument', () => native.concatSecrets(wrong({ length: 1, 0: key })))
  refuses('too-long', () => native.xorSecrets(new Array(2 ** 32 - 1)))
  refuses('bad-argument', () => native.openSecureHeap(1000, 32))
  refuses('bad-argument', () => native.openSecureHeap(1 << 20, 33))
  const longest = native.randomSecret(8192)
  refuses('too-long', () => native.concatSecrets([longest, key]))
  native.releaseSecret(longest)
})

test('a range beyond the buffer is refused, and what of it lies in the buffer is overwritten', () => {
  const buffer = Buffer.from('0123', 'ascii')
  refuses('bad-argument', () => native.secretFromHex(buffer, 2, 5))
  assert.equal(buffer.toString('hex'), '30310000')
  refuses('bad-argument', () => native.secretFromHex(buffer, 3, 2))
  refuses('bad-argument', () => native.secretFromBytes(wrong(new Uint16Array(4)), 0, 2))
  refuses('bad-argument', () => native.secretFromBytes(wrong(new ArrayBuffer(4)), 0, 2))
  refuses('empty', () => native.secretFromBytes(buffer, 1, 1))
})

test('bad-hex says where, counted from the start of the range', () => {
  for (const [text, offset] of [
    ['xx0G', 1],
    ['xx012 ', 3],
    ['xx01\u00ff1', 2],
  ] as const) {
    const buffer = Buffer.from(text, 'latin1')
    assert.throws(() => native.secretFromHex(buffer, 2, buffer.length), { code: 'bad-hex', offset })
  }
})

test('every byte value is taken as a hex digit or refused, as the table of hex digits says', () => {
  for (let byte = 0; byte < 256; byte++) {
    const digit = '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase())
    const buffer = Uint8Array.of(0x30, byte)
    if (digit < 0) {
      refuses('bad-hex', () => native.secretFromHex(buffer, 0, 2))
      continue
    }
    const one = native.secretFromHex(buffer, 0, 2)
    assert.ok(native.secretEqualsBytes(one, Uint8Array.of(digit)))
    native.releaseSecret(one)
  }
})

test('ciphers refuse lengths, modes and ivs that do not fit', () => {
  refuses('bad-length', () => native.encrypt(key, 'des', 'ecb', null, zeros(8)))
  refuses('bad-length', () => native.encrypt(key, 'tdes', 'ecb', null, zeros(7)))
  refuses('bad-length', () => native.encrypt(key, 'tdes', 'ecb', null, zeros(0)))
  refuses('bad-length', () => native.encrypt(key, 'aes', 'cbc', zeros(8), zeros(16)))
  refuses('bad-argument', () => native.encrypt(key, 'aes', 'ecb', zeros(16), zeros(16)))
  refuses('bad-argument', () => native.encrypt(key, 'aes', 'cbc', null, zeros(16)))
  refuses('bad-argument', () => native.encrypt(key, wrong('rc4'), 'ecb', null, zeros(16)))
  refuses('bad-argument', () => native.encrypt(key, wrong('aes\0'), 'ecb', null, zeros(16)))
  refuses('bad-argument', () => native.encrypt(key, 'aes', wrong('ctr'), null, zeros(16)))
  refuses('bad-length', () => native.decryptToSecret(key, 'aes', 'ecb', null, zeros(0)))
  refuses('too-long', () => native.decryptToSecret(key, 'aes', 'ecb', null, zeros(8208)))
  refuses('bad-argument', () => native.cmac(key, 'aes', wrong('text')))
  refuses('bad-argument', () => native.checkValues([key], 'aes', wrong('sha'), zeros(16), 3))
  refuses('bad-argument', () => native.checkValues([key], 'aes', 'ecb', zeros(16), 0))
  refuses('bad-length', () => native.checkValues([key], 'tdes', 'ecb', zeros(8), 9))
  refuses('bad-length', () => native.checkValues([key], 'aes', 'ecb', zeros(8), 3))
  assert.equal(Buffer.from(native.cmac(key, 'aes', zeros(0))).length, 16)
})

test('a getter that releases a secret or throws while a list is read does no harm and its error does not show', () => {
  const victim = fromHex('0123456789ABCDEF')
  const list = [victim, victim]
  Object.defineProperty(list, 1, {
    get: () => {
      native.releaseSecret(victim)
      return victim
    },
  })
  refuses('secret-released', () => native.xorSecrets(list))
  Object.defineProperty(list, 0, {
    get: () => {
      throw new Error('0123456789')
    },
  })
  refuses('bad-argument', () => native.xorSecrets(list))
})

test('a frame takes byte arrays, secrets and checks, and nothing else', () => {
  const parts = [null, 'text', 1, new Uint16Array(2), new ArrayBuffer(2), {}, { secret: key, check: 'xor' }, [key]]
  for (const part of parts) refuses('bad-argument', () => native.writeFrame(1, wrong({ parts: [part] }), 0))
  for (const layout of [undefined, null, 1, {}, { parts: {} }, { parts: [zeros(1)], stuff: 1 }])
    refuses('bad-argument', () => native.writeFrame(1, wrong(layout), 0))
  refuses('too-long', () => native.writeFrame(1, { parts: new Array(65).fill(zeros(1)) }, 0))
  refuses('empty', () => native.writeFrame(1, { parts: [zeros(0)] }, 0))
  refuses('bad-argument', () => native.writeFrame(-1, { parts: [zeros(1)] }, 0))
  refuses('bad-argument', () => native.writeFrame(1, { parts: [zeros(1)] }, -1))
})

test('a pseudo-terminal is closed once, and no other descriptor can be closed', () => {
  const { master, slave, path } = native.openPty()
  assert.match(path, /^\/dev\/pts\/[0-9]+$/)
  native.closePtyEnd(master)
  refuses('bad-argument', () => native.closePtyEnd(master))
  native.closePtyEnd(slave)
  for (const fd of [0, 1, 2, -1, 1.5]) refuses('bad-argument', () => native.closePtyEnd(fd))
})

test('the rate of a pseudo-terminal is told once whoever opened it has set one, and of no other descriptor', () => {
  const { master, slave, path } = native.openPty()
  assert.equal(native.ptyRate(master), 0)
  execFileSync('stty', ['-F', path, '57600'])
  assert.equal(native.ptyRate(master), 57_600)
  assert.equal(native.ptyRate(slave), 57_600)
  for (const fd of [0, 1, 2, -1, 1.5, wrong(undefined)]) refuses('bad-argument', () => native.ptyRate(fd))
  native.closePtyEnd(master)
  refuses('bad-argument', () => native.ptyRate(master))
  native.closePtyEnd(slave)
})
