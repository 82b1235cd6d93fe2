// The compiled-in switches, read from the bytes of the packaged program.
import assert from 'node:assert/strict'
import { openSync, readSync } from 'node:fs'
import { test } from 'node:test'
import { packageFacts } from '../harness/installed.js'

/** What Electron looks for in its own bytes; then version, length, and one character a fuse. */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const wanted = {
  runAsNode: '0',
  cookieEncryption: '1',
  nodeOptions: '0',
  nodeCliInspect: '0',
  embeddedAsarIntegrityValidation: '1',
  onlyLoadAppFromAsar: '1',
  loadBrowserProcessSpecificV8Snapshot: '0',
  grantFileProtocolExtraPrivileges: '0',
}

/** Read here anew, without the library that packaging used. */
function wireOf(program: string): string {
  const piece = Buffer.alloc(1 << 24)
  const descriptor = openSync(program, 'r')
  for (let from = 0; ; from += piece.length - 100) {
    const got = readSync(descriptor, piece, 0, piece.length, from)
    const at = piece.subarray(0, got).indexOf(SENTINEL)
    if (at >= 0) {
      const [version, length] = [piece[at + SENTINEL.length]!, piece[at + SENTINEL.length + 1]!]
      assert.equal(version, 1)
      return piece.subarray(at + SENTINEL.length + 2, at + SENTINEL.length + 2 + length).toString('latin1')
    }
    if (got < piece.length) throw new Error('no fuses were found')
  }
}

test('every fuse of the packaged program is as it should be', () => {
  const wire = wireOf(packageFacts().program)
  const found = Object.fromEntries(Object.keys(wanted).map((name, at) => [name, wire[at]]))
  assert.deepEqual(found, wanted)
})
