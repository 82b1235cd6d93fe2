import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isKeyLike, isWholeKeyLike } from '../../electron/contract/key-like.js'

test('key digits are known in one run and in the groups that letters print', () => {
  for (const text of [
    '0123456789ABCDEF',
    'typed 0123 4567 89AB CDEF FEDC BA98 7654 3210 wrongly',
    '01 23 45 67 89 ab cd ef',
    '0123-4567-89ab-cdef',
    '01234567 89ABCDEF',
  ])
    assert.equal(isKeyLike(text), true, text)
})
test('dates, times, serial numbers and plain words are no key digits', () => {
  for (const text of ['2026-11-22 13:49:45.147', 'SN0001 came back faded', 'PP7910009 / 20261122', '终端已返厂'])
    assert.equal(isKeyLike(text), false, text)
})
test('sixteen bytes are known in one run and in groups of 2, 4, 8 and 16 digits', () => {
  const key = '0123456789ABCDEFFEDCBA9876543210'
  const cut = (size: number, between: string) => key.match(new RegExp(`.{${size}}`, 'g'))!.join(between)
  for (const text of [key, cut(2, ' '), cut(4, ' '), cut(8, '-'), cut(16, '/'), `the terminal said ${cut(4, ':')}.`])
    assert.equal(isWholeKeyLike(text), true, text)
  for (const text of [
    '0123456789ABCDEF',
    'a1b2c3d4-e5f6-0718-293a-4b5c6d7e8f90',
    cut(4, ' ').slice(5),
    'FFFF9876543210E00000',
  ])
    assert.equal(isWholeKeyLike(text), false, text)
})
