// The PIV application of a virtual card, from NIST SP 800-73-4 part 2: SELECT, GET DATA of the certificate for authentication,
// VERIFY, GENERAL AUTHENTICATE with key 9A.
import { execFileSync } from 'node:child_process'
import { constants, createPrivateKey, privateEncrypt } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { CardApplication, CardReply, CardRequest } from './virtual-card.js'
import { CardPin } from './virtual-card.js'

export interface TestCardKey {
  readonly algorithm: number
  /** DER as hex. */
  readonly certificate: string
  /** PKCS #8 DER as hex. */
  readonly privateKey: string
}

const tlv = (tag: string, value: Buffer): Buffer => {
  const length =
    value.length < 128
      ? [value.length]
      : value.length < 256
        ? [0x81, value.length]
        : [0x82, value.length >> 8, value.length & 255]
  return Buffer.concat([Buffer.from(tag, 'hex'), Buffer.from(length), value])
}

export function pivApplication(
  key: TestCardKey,
  pin: CardPin = new CardPin('123456'),
  packed = false,
): CardApplication {
  const certificate = Buffer.from(key.certificate, 'hex')
  const object = tlv(
    '53',
    Buffer.concat([
      tlv('70', packed ? gzipSync(certificate) : certificate),
      tlv('71', Buffer.from([packed ? 1 : 0])),
      tlv('FE', Buffer.alloc(0)),
    ]),
  )
  const answers: Readonly<Record<number, (request: CardRequest) => CardReply>> = {
    32: ({ p2, data }) => (p2 === 0x80 && data.length === 8 ? pin.verify(data) : { status: '6A88' }),
    203: ({ p1, p2, data }) =>
      p1 === 0x3f && p2 === 0xff && data.toString('hex').toUpperCase() === '5C035FC105'
        ? { data: object, status: '9000' }
        : { status: '6A82' },
    135: ({ p1, p2, data }) => {
      if (p1 !== key.algorithm || p2 !== 0x9a) return { status: '6A86' }
      if (!pin.given) return { status: '6982' }
      const asked = toSign(data)
      return asked ? { data: tlv('7C', tlv('82', signed(key, asked))), status: '9000' } : { status: '6A80' }
    },
  }
  return {
    name: Buffer.from('A000000308000010000100', 'hex'),
    selected: () =>
      tlv(
        '61',
        Buffer.concat([
          tlv('4F', Buffer.from('000010000100', 'hex')),
          tlv('79', tlv('4F', Buffer.from('A000000308', 'hex'))),
        ]),
      ),
    answer: (request) => answers[request.ins]?.(request) ?? { status: '6D00' },
    reset: () => {
      pin.given = false
    },
  }
}

/** What stands in 7C … 82 00 81 …; null for anything else. */
function toSign(data: Buffer): Buffer | null {
  if (data[0] !== 0x7c) return null
  const at = data.indexOf(Buffer.from([0x82, 0x00, 0x81]))
  if (at < 0) return null
  const start = at + 3
  const first = data[start]!
  const size = first < 128 ? 1 : first === 0x81 ? 2 : 3
  return data.subarray(start + size)
}

/** A card signs the hash that it is given, where Node would hash once more: OpenSSL's own program signs what it is given. */
function signed(key: TestCardKey, hash: Buffer): Buffer {
  if (key.algorithm === 0x07) {
    const privateKey = createPrivateKey({ key: Buffer.from(key.privateKey, 'hex'), format: 'der', type: 'pkcs8' })
    return privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, hash)
  }
  const folder = mkdtempSync(join(tmpdir(), 'kcv-card-'))
  try {
    const file = join(folder, 'key.der')
    writeFileSync(file, Buffer.from(key.privateKey, 'hex'))
    return execFileSync('openssl', ['pkeyutl', '-sign', '-keyform', 'DER', '-inkey', file], { input: hash })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
