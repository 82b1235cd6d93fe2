// How fast keys are checked and derived on this machine. Run by `npm run bench` alone; limits stand beside the figures.
import assert from 'node:assert/strict'
import { createCipheriv, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Secret } from '../../electron/contract/secret.js'
import type { Algorithm, KcvMethodName } from '../../electron/contract/values.js'
import { openKeyBlock } from '../../electron/keys/block/open.js'
import { deviceKsn, type KeySeries } from '../../electron/keys/dukpt/issuer.js'
import { type Dukpt, dukpt } from '../../electron/keys/dukpt/schemes.js'
import { fromHex } from '../../electron/keys/hex.js'
import { kcvMethods } from '../../electron/keys/kcv.js'
import * as vault from '../../electron/keys/vault.js'

const KEYS = 4_000
const ROUNDS = 5
const ROUND_MS = 200

const seconds = (since: bigint) => Number(process.hrtime.bigint() - since) / 1e9
const thousands = (value: number) => Math.round(value).toLocaleString('en')

/** Things a second while `work` runs for one round; it answers how many it did. */
function rate(work: () => number): number {
  const start = process.hrtime.bigint()
  let done = 0
  do done += work()
  while (seconds(start) < ROUND_MS / 1000)
  return done / seconds(start)
}

/** The best of several rounds of each, in turn: what else the machine does in between hits both alike. */
function bestOf<Name extends string>(works: Record<Name, () => number>): Record<Name, number> {
  const best = Object.fromEntries(Object.keys(works).map((name) => [name, 0])) as Record<Name, number>
  for (let round = 0; round < ROUNDS; round++)
    for (const name of Object.keys(works) as Name[]) best[name] = Math.max(best[name], rate(works[name]))
  return best
}

function withKeys<T>(count: number, bytes: number, use: (keys: readonly Secret[]) => T): T {
  const keys: Secret[] = []
  try {
    for (let i = 0; i < count; i++) keys.push(vault.randomSecret(bytes))
    return use(keys)
  } finally {
    for (const key of keys) key[Symbol.dispose]()
  }
}

/** Blocks a second of OpenSSL itself: one key, one call over many blocks. */
function openSslBlocks(key: Secret, algorithm: Algorithm): () => number {
  const blocks = 16_384
  const data = new Uint8Array(blocks * (algorithm === 'tdes' ? 8 : 16))
  return () => {
    vault.encrypt(key, algorithm, data)
    return blocks
  }
}

/**
 * Blocks a second of the OpenSSL in Node with a key set up for each, as one would do without the batch call. CMAC is not to
 * be had there: its peer is one plain block, less than the work it needs.
 */
function openSslKeys(algorithm: Algorithm, keyBytes: number): () => number {
  const names = {
    des: '',
    tdes: keyBytes === 24 ? 'des-ede3' : 'des-ede',
    aes: `aes-${8 * keyBytes}-ecb`,
    sm4: 'sm4-ecb',
  }
  const block = new Uint8Array(algorithm === 'tdes' ? 8 : 16)
  const keys = Array.from({ length: 256 }, () => randomBytes(keyBytes))
  return () => {
    for (const key of keys) createCipheriv(names[algorithm], key, null).setAutoPadding(false).update(block)
    return keys.length
  }
}

// Every check value pays for its own key schedule, and OpenSSL's blocks for none. One block of hardware AES takes a few ns,
// far less than any key set-up: there the ratio to blocks says nothing of the batch, and the one to set-ups is the figure.
const batches: readonly (readonly [method: KcvMethodName, keyBytes: number, limit: number | null])[] = [
  ['tdes-zeros', 16, 0.2],
  ['tdes-zeros', 24, 0.2],
  ['sm4-zeros', 16, 0.2],
  ['aes-zeros', 16, null],
  ['aes-cmac', 16, null],
  ['aes-cmac', 32, null],
]
/** One call for many keys is worth having: it must be this many times as fast as a call for each. */
const FEWEST_TIMES = 1.5
for (const [method, bytes, limit] of batches)
  test(`${method} of many ${bytes}-byte keys in one call keeps up with OpenSSL's own blocks`, (t) => {
    const { algorithm, of } = kcvMethods[method]
    const { kcvs, blocks, setUps } = withKeys(KEYS, bytes, (keys) =>
      bestOf({
        kcvs: () => of(keys, 3).length / 3,
        blocks: openSslBlocks(keys[0]!, algorithm),
        setUps: openSslKeys(algorithm, bytes),
      }),
    )
    const [ratio, times] = [kcvs / blocks, kcvs / setUps]
    t.diagnostic(
      `${method}, ${bytes} bytes: ${thousands(kcvs)} KCVs/s; OpenSSL ${thousands(blocks)} blocks/s, ratio ` +
        `${ratio.toFixed(3)} (${limit === null ? 'no limit' : `limit ${limit}`}); with a key set up for each block ` +
        `${thousands(setUps)}/s, ratio ${times.toFixed(1)} (limit ${FEWEST_TIMES})`,
    )
    assert.ok(ratio >= (limit ?? 0), `ratio ${ratio.toFixed(3)} is below ${limit}`)
    assert.ok(times >= FEWEST_TIMES, `ratio ${times.toFixed(1)} is below ${FEWEST_TIMES}`)
  })

/** A day's terminals of a large station must not make anyone wait. */
const FEWEST_A_SECOND = 1_000

const initialKeys: readonly (readonly [scheme: keyof typeof dukpt, bdkBytes: number, keySet: string])[] = [
  ['tdes', 16, 'FFFF987654'],
  ['aes', 16, '12345678'],
  ['aes', 32, '12345678'],
]
for (const [scheme, bytes, keySet] of initialKeys)
  test(`DUKPT initial keys, ${scheme} with a base key of ${bytes} bytes`, (t) => {
    const series: KeySeries = { scheme, keySet, from: 1, to: 500_000 }
    const { initialKey }: Dukpt = dukpt[scheme]
    using bdk = vault.randomSecret(bytes)
    let device = 0
    const { made } = bestOf({
      made: () => {
        using key = initialKey(bdk, deviceKsn(series, (++device % series.to) + 1))
        return key.bytes === bytes ? 1 : 0
      },
    })
    t.diagnostic(`${scheme}, ${bytes} bytes: ${thousands(made)} initial keys/s (limit ${thousands(FEWEST_A_SECOND)})`)
    assert.ok(made >= FEWEST_A_SECOND)
  })

// tr31-B-00 and tr31-D-00 of test/vectors/tr31.json.
const blocks = {
  B: {
    kbpk: '5DBACBDAD58685298F578C7FC1DA75CE',
    key: '25D685B58AD59DA786D51AF4C758F4C7',
    block: 'B0096P0TE00N0000287BFD7F1B321DE9165E603526E44EA893E00200A26E44D05D5C94F133DD5B06928E7030669F218B',
  },
  D: {
    kbpk: '4DB6E0BD77E510B223005DFFF4DDBEAF',
    key: '805E57226CBE68A23712C8CF7F71EAE8',
    block:
      'D0144P0AE00N00009503111EEAD42BB35700392025F1A8318364824813D6B039008EEFBE0510592D243E4C91BC2A245BE18F3D05C870B7314B60E7D7A466B9A5C89E1FC0B4E19AEA',
  },
} as const
for (const [version, { kbpk: kbpkHex, key, block }] of Object.entries(blocks))
  test(`key blocks opened, version ${version}`, (t) => {
    using kbpk = vault.secretFromHex(Buffer.from(kbpkHex, 'ascii'))
    {
      using opened = openKeyBlock(block, kbpk, 'lab')
      assert.ok(vault.isPublicValue(opened.key, fromHex(key)))
    }
    const { opened } = bestOf({
      opened: () => {
        using one = openKeyBlock(block, kbpk, 'lab')
        return one.key.bytes === 16 ? 1 : 0
      },
    })
    t.diagnostic(`version ${version}: ${thousands(opened)} unwraps/s (limit ${thousands(FEWEST_A_SECOND)})`)
    assert.ok(opened >= FEWEST_A_SECOND)
  })
