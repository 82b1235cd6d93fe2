// Keys over a real pseudo-terminal: what native code writes, byte for byte.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FrameLayout, LayoutPart } from '../../electron/contract/layout.js'
import { newlandK21 } from '../../electron/devices/newland-k21/index.js'
import * as vault from '../../electron/keys/vault.js'
import { stxBcd2 } from '../../electron/wire/codecs/stx-bcd2.js'
import { realClock } from '../../electron/wire/line.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex, openSecret, tdes, ticket } from './memory-line.js'
import { onPty } from './on-pty.js'

/** What JavaScript renders of the same frame, the key in the open. */
const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'ascii'))
const K1 = '0123456789ABCDEFFEDCBA9876543210'
const TLK = '31313131313131313131313131313131'
const underTlk = tdes(openSecret(TLK), bytes(K1))
const codings: Readonly<Record<string, (plain: Uint8Array) => Uint8Array>> = {
  raw: (plain) => plain,
  hex: (plain) => ascii(hex(plain)),
  'broken-hex': (plain) =>
    Uint8Array.from(Array.from(plain).flatMap((byte) => [0x30 + (byte >> 4), 0x30 + (byte & 15)])),
}
for (const [coding, coded] of Object.entries(codings)) {
  for (const wrapped of [false, true]) {
    test(`native code writes a ${wrapped ? 'wrapped' : 'clear'} key in ${coding} as JavaScript renders it, byte for byte`, () =>
      onPty(async (line, pty) => {
        using key = vault.secretFromBytes(Buffer.from(K1, 'hex'))
        using tlk = vault.secretFromBytes(Buffer.from(TLK, 'hex'))
        const part: LayoutPart = {
          secret: key,
          coding: coding as 'raw',
          ...(wrapped ? { under: { key: tlk, cipher: 'tdes', mode: 'ecb', iv: null } } : {}),
        }
        const plain = coded(wrapped ? underTlk : bytes(K1))
        const frames: ((key: LayoutPart) => FrameLayout)[] = [
          (key) => stxBcd2().encode([bytes('1A022FE30202'), key, bytes('FF')]),
          (key) => ({
            parts: [bytes('1002'), bytes('10'), key, { check: 'xor', from: 1, to: 3, coding: 'hex' }, bytes('1003')],
            stuff: { byte: 0x10, from: 1, to: 4 },
          }),
        ]
        for (const frame of frames) {
          const expected = hex(render(frame(plain)))
          await line.sendArmed(frame(part), ticket)
          assert.equal(await pty.hear(expected.length / 2), expected)
        }
        assert.equal(pty.unheard, 0)
      }))
  }
}

test('the K21 loads a key through the real port as its transcript has it', () =>
  onPty(async (line, pty) => {
    using key = vault.secretFromBytes(Buffer.from(K1, 'hex'))
    using tlk = vault.secretFromBytes(Buffer.from(TLK, 'hex'))
    const session = newlandK21.open(line, {}, realClock)
    const reply = session.load(
      {
        usage: 'TMK',
        slot: 2,
        algorithm: 'tdes',
        under: { usage: 'TLK', slot: 1 },
        material: { form: 'wrapped', secret: key, key: tlk },
        expected: { method: 'tdes-zeros', hex: '08D7B4FB' },
      },
      ticket,
    )
    const expected = '0200311A022F0102020016492B274F0AB4DBCEC93F4BAB890B6406FF000408D7B4FB032E'
    assert.equal(await pty.hear(expected.length / 2), expected)
    pty.say('0200161A022F013030303008D7B4FB629D088503C1')
    assert.deepEqual(await reply, {
      kind: 'accepted',
      code: '00',
      reported: { method: 'tdes-zeros', hex: '08D7B4FB629D0885' },
      provenance: 'computed',
    })
    await session.close()
  }))
