// A process that uses a key in every way the vault has, so that another one can look for it in its memory.
// argv: the key's bytes as hex, each one inverted, so that the key itself never comes in. Says `held`, waits for a byte, says `released`.
import { readSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { explain } from '../../electron/keys/explain.js'
import * as vault from '../../electron/keys/vault.js'
import type * as Native from '../../native/index.js'

const native = createRequire(import.meta.url)('../../../native/build/Release/kcv_native.node') as typeof Native

const bytes = Buffer.from(process.argv[2] ?? '', 'hex')
bytes.forEach((byte, at) => {
  bytes[at] = byte ^ 0xff
})
const key = vault.secretFromBytes(bytes)
const block = new Uint8Array(16)
const told = Buffer.alloc(1)
const pty = native.openPty()

{
  using other = vault.randomSecret(16)
  vault.encrypt(key, 'aes', block)
  vault.cmac(key, 'aes', block)
  for (const kind of ['ecb', 'cmac'] as const) {
    vault.checkValues([key, key], 'aes', kind, block, 5)
    vault.checkValues([key, key], 'tdes', kind, block.subarray(0, 8), 3)
  }
  const cryptogram = vault.encryptSecret(other, 'sm4', key)
  using back = vault.decryptToSecret(other, 'sm4', cryptogram)
  using whole = vault.concat([key, back])
  using part = vault.slice(whole, 0, key.bytes)
  using sum = vault.xor([part, back, key])
  if (!vault.sameSecret(sum, key)) process.exit(1)
  for (const [algorithm, method] of [
    ['aes', 'aes-cmac'],
    ['tdes', 'tdes-zeros'],
  ] as const) {
    const none = { otherComponents: [], previousKek: null, bdk: null, ksn: null }
    const keys = { algorithm, key, components: [part, back], kek: other, ...none }
    await explain(keys, { method, hex: '0000' }, { depth: 'single' })
  }
  await vault.sendSecret(pty.slave, { parts: [{ secret: key, coding: 'raw' }] })
  // The terminal's side has it now, in the kernel and nowhere in this process.
  for (let left = key.bytes; left > 0; left--) readSync(pty.master, told, 0, 1, null)
  told.fill(0)
}
writeSync(1, 'held\n')
readSync(0, told, 0, 1, null)
key[Symbol.dispose]()
writeSync(1, 'released\n')
readSync(0, told, 0, 1, null)
native.closePtyEnd(pty.slave)
native.closePtyEnd(pty.master)
