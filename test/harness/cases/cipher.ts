// What a device would compute, by node:crypto alone: nothing here comes from the rooms that are judged with it.
import { createCipheriv, createDecipheriv } from 'node:crypto'

export type Algorithm = 'des' | 'tdes' | 'aes' | 'sm4'
export type Mode = 'ecb' | 'cbc'

/** Single DES is DES-EDE with the key repeated, double length with its left half repeated: K1 K2 K1. */
const wide = (key: Buffer) =>
  key.length === 8 ? Buffer.concat([key, key, key]) : key.length === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key

const named = (algorithm: Algorithm, key: Buffer, mode: Mode): readonly [name: string, key: Buffer] => {
  if (algorithm === 'aes') return [`aes-${key.length * 8}-${mode}`, key]
  if (algorithm === 'sm4') return [`sm4-${mode}`, key]
  // OpenSSL's `des-ede3` is ECB.
  return [mode === 'ecb' ? 'des-ede3' : 'des-ede3-cbc', wide(key)]
}

export const blockBytes = (algorithm: Algorithm) => (algorithm === 'aes' || algorithm === 'sm4' ? 16 : 8)

const run = (way: 'in' | 'out', algorithm: Algorithm, key: Buffer, mode: Mode, data: Buffer) => {
  const [name, bytes] = named(algorithm, key, mode)
  const iv = mode === 'ecb' ? null : Buffer.alloc(blockBytes(algorithm))
  const cipher = way === 'in' ? createCipheriv(name, bytes, iv) : createDecipheriv(name, bytes, iv)
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(data), cipher.final()])
}

export const encrypt = (algorithm: Algorithm, key: Buffer, data: Buffer, mode: Mode = 'ecb') =>
  run('in', algorithm, key, mode, data)
export const decrypt = (algorithm: Algorithm, key: Buffer, data: Buffer, mode: Mode = 'ecb') =>
  run('out', algorithm, key, mode, data)

export const xor = (...all: readonly Buffer[]): Buffer =>
  Buffer.from(all[0]!.map((byte, i) => all.slice(1).reduce((sum, other) => sum ^ other[i]!, byte)))

export const oddParity = (key: Buffer): Buffer =>
  Buffer.from(
    key.map((byte) => {
      const ones = (byte >> 1).toString(2).replaceAll('0', '').length
      return (byte & 0xfe) | (ones % 2 === 0 ? 1 : 0)
    }),
  )

/** NIST SP 800-38B over one whole block: the first subkey is the doubled cipher of zeros. */
function cmacOfZeros(algorithm: Algorithm, key: Buffer): Buffer {
  const size = blockBytes(algorithm)
  const l = encrypt(algorithm, key, Buffer.alloc(size))
  const doubled = Buffer.from(l.map((byte, i) => ((byte << 1) | ((l[i + 1] ?? 0) >> 7)) & 0xff))
  if (l[0]! & 0x80) doubled[size - 1]! ^= size === 8 ? 0x1b : 0x87
  return encrypt(algorithm, key, doubled)
}

const over = (algorithm: Algorithm, byte: number) => (key: Buffer) =>
  encrypt(algorithm, key, Buffer.alloc(blockBytes(algorithm), byte))

/** Check-value methods by the names of a case: the whole block, and the most bytes shown of it. */
export const methods: Readonly<Record<string, { algorithm: Algorithm; longest: number; of: (key: Buffer) => Buffer }>> =
  {
    'des-zeros': { algorithm: 'des', longest: 8, of: over('des', 0) },
    'tdes-zeros': { algorithm: 'tdes', longest: 8, of: over('tdes', 0) },
    'tdes-cmac': { algorithm: 'tdes', longest: 5, of: (key) => cmacOfZeros('tdes', key) },
    'tdes-ones': { algorithm: 'tdes', longest: 8, of: over('tdes', 1) },
    'pax-parity': {
      algorithm: 'tdes',
      longest: 8,
      of: (key) => encrypt('tdes', oddParity(key), Buffer.from('1234567890123456', 'hex')),
    },
    'xfs-self': { algorithm: 'tdes', longest: 8, of: (key) => encrypt('tdes', key, key.subarray(0, 8)) },
    'aes-zeros': { algorithm: 'aes', longest: 16, of: over('aes', 0) },
    'aes-cmac': { algorithm: 'aes', longest: 5, of: (key) => cmacOfZeros('aes', key) },
    'aes-ones': { algorithm: 'aes', longest: 16, of: over('aes', 1) },
    'sm4-zeros': { algorithm: 'sm4', longest: 16, of: over('sm4', 0) },
  }

/** The check value as upper-case hex, `bytes` long. */
export const kcv = (method: string, key: Buffer, bytes: number): string =>
  methods[method]!.of(key).subarray(0, bytes).toString('hex').toUpperCase()
