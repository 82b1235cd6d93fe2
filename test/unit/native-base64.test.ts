// What a frame with a base64 text may be: checks in it or behind it, and nothing stuffed.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import type * as Native from '../../native/index.js'

const native = createRequire(import.meta.url)('../../../native/build/Release/kcv_native.node') as typeof Native
const byte = Uint8Array.of(0)
const check = (from: number, to: number) => ({ check: 'xor', from, to, coding: 'raw' }) as const

test('a base64 text that is empty or beyond the parts, or that a check cuts through, is refused', () => {
  for (const [base64, ...parts] of [
    [{ from: 1, to: 1 }, byte],
    [{ from: 0, to: 2 }, byte],
    [{ from: 1, to: 0 }, byte],
    // A check before it, one in it over what lies outside, one behind it over a half.
    [{ from: 1, to: 2 }, check(1, 2), byte],
    [{ from: 1, to: 3 }, byte, byte, check(0, 2)],
    [{ from: 0, to: 2 }, byte, byte, check(1, 2)],
  ] as const)
    assert.throws(() => native.writeFrame(1, { parts, base64 }, 0), { code: 'bad-argument' })
})

test('a frame is stuffed or holds a base64 text, never both', () => {
  const both = { stuff: { byte: 1, from: 0, to: 1 }, base64: { from: 0, to: 1 } }
  assert.throws(() => native.writeFrame(1, { parts: [byte], ...both }, 0), { code: 'bad-argument' })
})
