import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KcvMethodName } from '../../electron/contract/values.js'
import { agree } from '../../electron/keys/agree.js'

const value = (hex: string, method: KcvMethodName = 'tdes-zeros') => ({ method, hex })

test('values agree over all their common bytes', () => {
  assert.equal(agree(value('08D7B4'), value('08D7B4FB629D0885')), 'match')
  assert.equal(agree(value('08D7B4FB'), value('08D7B4FC')), 'mismatch')
  assert.equal(agree(value('08D7B4'), value('08D7B5')), 'mismatch')
})
test('fewer than three common bytes are incomparable, never a match', () => {
  assert.equal(agree(value('08D7'), value('08D7B4')), 'incomparable')
})
test('two common bytes that differ disagree all the same', () => {
  assert.equal(agree(value('08D8'), value('08D7B4')), 'mismatch')
  assert.equal(agree(value('08D8'), value('08D7B4', 'tdes-cmac')), 'incomparable')
})
test('values by different methods are incomparable even where the bytes are the same', () => {
  assert.equal(agree(value('08D7B4'), value('08D7B4', 'tdes-cmac')), 'incomparable')
})
test('all zeros, all ones and nothing at all are no values', () => {
  for (const hex of ['000000', 'FFFFFF', '', 'ffffffff'])
    assert.equal(agree(value(hex), value(hex || '08D7B4')), 'incomparable', hex)
})
test('letters of either case agree', () => {
  assert.equal(agree(value('af8c07'), value('AF8C07')), 'match')
})
