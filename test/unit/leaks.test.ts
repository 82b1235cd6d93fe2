// The scanner that says "no secret here" is worth something only if it finds one that is there.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { leaksIn, leaksInFolder, leaksInPage } from '../harness/leaks.js'

const secret = Buffer.from('0123456789ABCDEFFEDCBA9876543210', 'hex')
const other = Buffer.from('8CA64DE9C1B123A70011223344556677', 'hex')
const formsOf = (text: string | Uint8Array) => leaksIn('here', text, [secret]).map(({ form }) => form)

const planted: readonly [what: string, text: string | Uint8Array, form: string][] = [
  ['raw bytes among others', Buffer.concat([Buffer.from('abc'), secret, Buffer.from('def')]), 'raw'],
  ['six raw bytes of it', Buffer.concat([Buffer.from([1, 2]), secret.subarray(5, 11), Buffer.from([3])]), 'raw'],
  ['upper-case hex', 'key=0123456789ABCDEFFEDCBA9876543210;', 'hex'],
  ['lower-case hex', 'key=0123456789abcdeffedcba9876543210;', 'hex'],
  ['twelve hex digits off the byte boundary', 'x 3456789ABCDE x', 'hex'],
  ['hex in 16-bit text', Buffer.from('0123456789abcdef', 'utf16le'), 'hex'],
  ['hex dump with spaces', '01 23 45 67 89 AB', 'spaced hex'],
  ['hex dump with colons', '89:ab:cd:ef:fe:dc', 'spaced hex'],
  ['base64 from the start', Buffer.from(secret).toString('base64'), 'base64'],
  ['base64 one byte in', Buffer.concat([Buffer.from('a'), secret, Buffer.from('z')]).toString('base64'), 'base64'],
  ['base64 two bytes in', Buffer.concat([Buffer.from('ab'), secret, Buffer.from('z')]).toString('base64'), 'base64'],
  ['base64 for addresses', Buffer.concat([Buffer.from('ab'), secret]).toString('base64url'), 'base64'],
  ['a buffer written as JSON', JSON.stringify(secret), 'decimal list'],
]

for (const [what, text, form] of planted)
  test(`the scanner finds ${what}`, () => {
    assert.ok(formsOf(text).includes(form as never), formsOf(text).join())
  })

for (let at = 0; at + 8 <= 20; at++)
  test(`the scanner finds eight base64 characters from place ${at}`, () => {
    assert.ok(
      formsOf(
        Buffer.from(secret)
          .toString('base64')
          .slice(at, at + 8),
      ).includes('base64'),
    )
  })

const clean: readonly [what: string, text: string | Uint8Array][] = [
  ['a check value', 'expected 08D7B4, reported 08D7B4'],
  ['eleven hex digits', 'x 3456789ABCD x'],
  ['five raw bytes', secret.subarray(3, 8)],
  ['an empty text', ''],
]

for (const [what, text] of clean)
  test(`the scanner passes ${what}`, () => {
    assert.deepEqual(formsOf(text), [])
  })

test('the report names the place and which secret, never the secret', () => {
  assert.deepEqual(leaksIn('log', `a ${other.toString('hex')} b`, [secret, other]), [
    { where: 'log', form: 'hex', secret: 1 },
  ])
})

test('every file of a folder is read, however deep', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kcv-leaks-'))
  try {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true })
    writeFileSync(join(folder, 'a', 'clean.txt'), 'nothing')
    assert.deepEqual(leaksInFolder(folder, [secret]), [])
    writeFileSync(join(folder, 'a', 'b', 'trace.log'), secret.toString('hex'))
    assert.deepEqual(leaksInFolder(folder, [secret]), [
      { where: join(folder, 'a', 'b', 'trace.log'), form: 'hex', secret: 0 },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a page is read in its document, its fields and both storages', async () => {
  const asked: string[] = []
  const evaluate = async <T>(script: string): Promise<T> => {
    asked.push(script)
    return (script.includes('sessionStorage') ? JSON.stringify({ k: secret.toString('base64') }) : '') as T
  }
  assert.deepEqual(await leaksInPage({ evaluate }, [secret]), [{ where: 'sessionStorage', form: 'base64', secret: 0 }])
  assert.equal(asked.length, 4)
})
