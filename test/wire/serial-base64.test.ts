// Frames with a base64 text, written by native code and by JavaScript: the same bytes on a real line.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FrameLayout, LayoutPart } from '../../electron/contract/layout.js'
import * as vault from '../../electron/keys/vault.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex, ticket } from './memory-line.js'
import { onPty } from './on-pty.js'

const ascii = (text: string): string => hex(Buffer.from(text, 'ascii'))

test('an MS246 initial key goes out as base64 of its digits and their check, with the check over that text', () =>
  onPty(async (line, pty) => {
    using key = vault.secretFromBytes(Buffer.from('6AC292FAA1315B4D858AB3A3D7D5933A', 'hex'))
    const parts: LayoutPart[] = [
      bytes('02'),
      bytes('4646'),
      bytes('FF0A 21 33'),
      { secret: key, coding: 'hex' },
      { check: 'xor', from: 2, to: 4, coding: 'raw' },
      bytes('0D0A 03'),
      { check: 'xor', from: 1, to: 6, coding: 'raw' },
    ]
    await line.sendArmed({ parts, base64: { from: 2, to: 5 } }, ticket)
    const text = ascii('FF/wohMzZBQzI5MkZBQTEzMTVCNEQ4NThBQjNBM0Q3RDU5MzNBlQ==')
    assert.equal(await pty.hear(59), `02${text}0D0A032D`)
  }, {}))

/** All 64 digits in their order, as the bytes that they stand for. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

test('native code knows every digit, pads what is left over, and covers the text by the check behind it', () =>
  onPty(async (line, pty) => {
    const all = Uint8Array.from(Buffer.from(DIGITS, 'base64'))
    for (const length of [48, 47, 46, 2, 1]) {
      using key = vault.secretFromBytes(all.slice(0, length))
      const frame = (part: LayoutPart): FrameLayout => ({
        parts: [bytes('02'), part, bytes('03'), { check: 'xor', from: 0, to: 3, coding: 'hex' }],
        base64: { from: 1, to: 2 },
      })
      const rendered = hex(render(frame(all.slice(0, length))))
      const text = Buffer.from(all.subarray(0, length)).toString('base64')
      assert.equal(rendered.slice(0, -4), `02${ascii(text)}03`)
      await line.sendArmed(frame({ secret: key, coding: 'raw' }), { ...ticket })
      assert.equal(await pty.hear(rendered.length / 2), rendered)
    }
  }, {}))
