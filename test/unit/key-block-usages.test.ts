// The table of usages says of every row where it comes from, and claims no vector that is not there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitTogether, usages } from '../../electron/keys/block/attributes.js'
import { vectorFiles } from '../harness/vectors.js'

const attributesOf = (block: string) => ({
  keyUsage: block.slice(5, 7),
  algorithm: block.charAt(7),
  modeOfUse: block.charAt(8),
})
const valid = vectorFiles()
  .filter(({ folder, name }) => folder === 'vectors' && name === 'tr31.json')
  .flatMap(({ vectors }) => vectors.map(({ keyBlock }) => attributesOf(String(keyBlock))))
const inVectors = new Set(valid.map(({ keyUsage, algorithm, modeOfUse }) => keyUsage + algorithm + modeOfUse))

test('every row has a source; a pair said to be in vectors is, and one that is in vectors fits', () => {
  assert.ok(valid.length > 40 && valid.every(fitTogether))
  for (const [usage, { source }] of Object.entries(usages)) {
    assert.notEqual(source, '', usage)
    const pairs = /^([A-Z]{2}(?:, [A-Z]{2})*) in vectors/.exec(source)?.[1]?.split(', ') ?? []
    for (const pair of pairs) assert.ok(inVectors.has(`${usage}${pair}`), `${usage} ${pair}`)
    if (source.includes('in vectors'))
      assert.ok(
        [...inVectors].some((kind) => kind.startsWith(usage)),
        usage,
      )
    if (source === 'INFERRED') assert.ok(![...inVectors].some((kind) => kind.startsWith(usage)), usage)
  }
})
