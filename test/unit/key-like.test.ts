import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isKeyLike } from '../../electron/contract/key-like.js'

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
