// Every dependency says in docs/dependencies.md why it is here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOf } from '../harness/tree.js'

const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as Record<string, Record<string, string>>
const installed = Object.keys({ ...dependencies, ...devDependencies }).sort()
const explained = [...textOf('docs/dependencies.md').matchAll(/^\| `([^`]+)` +\| \S.*\|$/gm)]
  .map(([, name]) => name!)
  .sort()

test('every dependency has its line, and no line outlived its dependency', () => {
  assert.deepEqual(explained, installed)
})

test('versions are pinned exactly', () => {
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  )
  assert.deepEqual(loose, [])
})
