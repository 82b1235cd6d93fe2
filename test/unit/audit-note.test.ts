// Signed notes against the example of Go's sumdb/note, whose tools read our checkpoints.
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import { checkpointText, signNote, statedSize, textOf, verifierOf, vkeyOf } from '../../electron/audit/note.js'

const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
const key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
})
const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const note = `${text}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

test('the public key of the reference example is spelled as Go spells it', () => {
  assert.equal(vkeyOf('PeterNeumann', createPublicKey(key)), vkey)
})

test('signing the reference text gives the reference note, byte for byte', () => {
  assert.equal(signNote(text, vkey, key), note)
  assert.equal(textOf(note), text)
})

test('the reference note is accepted, and no other spelling of it', () => {
  const verifier = verifierOf(vkey)!
  assert.equal(verifier.name, 'PeterNeumann')
  assert.ok(verifier.signed(note, text))
  const changed = {
    'another text': [note.replace('answer', 'Answer'), text],
    'a text not stated': [note, text.replace('answer', 'Answer')],
    'both texts changed alike': [note.replace('answer', 'Answer'), text.replace('answer', 'Answer')],
    'another name': [note.replace('— PeterNeumann', '— EnochRoot'), text],
    'another key hash': [note.replace('x08go', 'y08go'), text],
    // The last digit before "=" has two spare bits that decode to nothing.
    'spare bits set': [note.replace('nAM=', 'nAN='), text],
    'no padding': [note.replace('nAM=', 'nAM'), text],
    'a space more': [note.replace('nAM=', 'nAM= '), text],
    'no last newline': [note.slice(0, -1), text],
    'a second signature': [note + note.slice(note.indexOf('—')), text],
  }
  for (const [what, [given, stated]] of Object.entries(changed)) assert.ok(!verifier.signed(given!, stated!), what)
})

test('a key string whose hash, type or coding is not its own is no key', () => {
  for (const wrong of [
    'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'EnochRoot+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3+ARpc2Q',
    'PeterNeumann',
    '',
  ])
    assert.equal(verifierOf(wrong), null, wrong)
})

test('a checkpoint is origin, size and root, a line each', () => {
  const root = Buffer.from('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328', 'hex')
  const checkpoint = checkpointText({ origin: 'kcv-station/lab/st-1/log-1', size: 8, root })
  assert.equal(checkpoint, 'kcv-station/lab/st-1/log-1\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n')
  assert.equal(statedSize(signNote(checkpoint, vkey, key)), 8)
})

test('only a checkpoint in a note states a size', () => {
  for (const wrong of ['', 'a\n8\nb\n', 'a\n08\nb\n\n— x y\n', 'a\n-1\nb\n\n— x y\n', 'a\n8\nb\n\nx y\n', note])
    assert.equal(statedSize(wrong), null, wrong)
})
