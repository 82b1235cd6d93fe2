// Known answers of every cipher, computed anew by the native code that is here, before it is given a key. All keys and
// answers are published, or were computed by another program (openssl enc) from published keys.
import { Fault } from '../contract/fault.js'
import type { Algorithm } from '../contract/values.js'
import { cmac, encrypt, secretFromBytes, xor } from '../keys/vault.js'

interface KnownAnswer {
  readonly test: string
  /** XORed where there are several: the combining of components is tested with the cipher. */
  readonly keys: readonly string[]
  readonly cipher: Algorithm
  readonly how: typeof encrypt | typeof cmac
  readonly data: string
  readonly answer: string
}

const reference = '0123456789ABCDEFFEDCBA9876543210'
const zeros8 = '00'.repeat(8)
const zeros16 = '00'.repeat(16)

const knownAnswers: readonly KnownAnswer[] = [
  { test: 'des', keys: ['0123456789ABCDEF'], cipher: 'des', how: encrypt, data: zeros8, answer: 'D5D44FF720683D0D' },
  { test: 'tdes', keys: [reference], cipher: 'tdes', how: encrypt, data: zeros8, answer: '08D7B4FB629D0885' },
  {
    test: 'combining',
    keys: ['6AC292FAA1315B4D858AB3A3D7D5933A', '6BE1D79D289A96A27B56093BA181A12A'],
    cipher: 'tdes',
    how: encrypt,
    data: zeros8,
    answer: '08D7B4FB629D0885',
  },
  // FIPS 197, appendix C.1 and C.3.
  {
    test: 'aes-128',
    keys: ['000102030405060708090A0B0C0D0E0F'],
    cipher: 'aes',
    how: encrypt,
    data: '00112233445566778899AABBCCDDEEFF',
    answer: '69C4E0D86A7B0430D8CDB78070B4C55A',
  },
  {
    test: 'aes-256',
    keys: ['000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F'],
    cipher: 'aes',
    how: encrypt,
    data: '00112233445566778899AABBCCDDEEFF',
    answer: '8EA2B7CA516745BFEAFC49904B496089',
  },
  // NIST SP 800-38B, appendix D.1, example 2.
  {
    test: 'aes-cmac',
    keys: ['2B7E151628AED2A6ABF7158809CF4F3C'],
    cipher: 'aes',
    how: cmac,
    data: '6BC1BEE22E409F96E93D7E117393172A',
    answer: '070A16B46B4D4144F79BDD9DD04A287C',
  },
  // GB/T 32907-2016, appendix A.1.
  {
    test: 'sm4',
    keys: [reference],
    cipher: 'sm4',
    how: encrypt,
    data: reference,
    answer: '681EDF34D206965E86B3E94F536E4246',
  },
  {
    test: 'sm4-zeros',
    keys: [reference],
    cipher: 'sm4',
    how: encrypt,
    data: zeros16,
    answer: '2677F46B09C122CC975533105BD4A22A',
  },
]

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

function holds({ keys, cipher, how, data, answer }: KnownAnswer): boolean {
  const parts = keys.map((key) => secretFromBytes(bytes(key)))
  try {
    using key = xor(parts)
    return (
      Buffer.from(how(key, cipher, bytes(data)))
        .toString('hex')
        .toUpperCase() === answer
    )
  } finally {
    for (const part of parts) part[Symbol.dispose]()
  }
}

/**
 * @param answers for the test of this very test
 * @returns how many answers were computed, all right @throws release/self-test with the name of the first that is not
 */
export function selfTest(answers: readonly KnownAnswer[] = knownAnswers): number {
  const wrong = answers.find((one) => !holds(one))
  if (wrong) throw new Fault('release/self-test', { test: wrong.test })
  return answers.length
}

export { knownAnswers }
