// What happens to a key on its way into a device, as functions of the key: one row a way. Null where it cannot happen to this one.
import { decrypt, encrypt, oddParity, xor } from './cipher.js'
import type { World } from './world.js'

export interface Change {
  readonly cause: string
  readonly parties: readonly string[]
  /** Every key that a device may end up with by this cause. */
  readonly of: (world: World) => readonly Buffer[]
}

const device = ['device']
const line = ['line', 'device']
const people = ['operator', 'device', 'line']

const hexOf = (key: Buffer) => key.toString('hex').toUpperCase()
const reversed = (key: Buffer) => Buffer.from(key).reverse()
const parts = (key: Buffer, size: number) =>
  Array.from({ length: key.length / size }, (_, i) => key.subarray(size * i, size * i + size))
const filled = (bytes: readonly number[], length: number) =>
  Buffer.concat([Buffer.from(bytes), Buffer.alloc(length)]).subarray(0, length)

/** The key with `mask` over the first byte (or another) of each half. */
const masked = (key: Buffer, mask: number, at: number) =>
  Buffer.from(key.map((byte, i) => (i % 8 === at ? byte ^ mask : byte)))

const tdes16 = ({ algorithm, key }: World) => algorithm === 'tdes' && key.length === 16
const combined = ({ form }: World) => form === 'station-combine' || form === 'components'
const when =
  (fits: (world: World) => boolean, of: (world: World) => readonly Buffer[]) =>
  (world: World): readonly Buffer[] =>
    fits(world) ? of(world) : []
const always = () => true

/** 16 bytes is one block of AES and SM4: ECB and CBC are the same there. */
const manyBlocks = (world: World) =>
  combined(world) &&
  world.key.length % (world.algorithm === 'tdes' ? 8 : 16) === 0 &&
  world.key.length > 16 - (world.algorithm === 'tdes' ? 1 : 0)
const wrappable = (world: World) => combined(world) && (world.algorithm === 'tdes' || world.key.length % 16 === 0)

const dropped = (key: Buffer, bytes: readonly number[]) => [
  filled(
    [...key].filter((byte) => !bytes.includes(byte)),
    key.length,
  ),
]

/** Each component changed alone, and the rest of the key as it was. */
export const inOneComponent = ({ components }: World, change: (hex: string) => readonly string[]) =>
  components.flatMap((part, i) =>
    change(hexOf(part)).map((text) => xor(Buffer.from(text, 'hex'), ...components.filter((_, other) => other !== i))),
  )

export const shifts = (hex: string) => [`${hex.slice(1)}0`, `0${hex.slice(0, -1)}`]
export const groupsExchanged = (hex: string) => {
  const groups = hex.match(/.{4}/g)!
  return groups.slice(1).map((_, i) => {
    const out = [...groups]
    out[i] = groups[i + 1]!
    out[i + 1] = groups[i]!
    return out.join('')
  })
}

/** payShield's scheme U: each half of a key under a variant of its own, made of the transport key's right half. */
const underU = (run: typeof encrypt, kek: Buffer, data: Buffer) =>
  Buffer.concat(
    [0xa6, 0x5a].map((variant, half) => {
      const key = Buffer.from(kek)
      key[8]! ^= variant
      return run('tdes', key, data.subarray(8 * half, 8 * half + 8))
    }),
  )
/** The transport key itself under Atalla's first variant. */
const ofAtalla = (kek: Buffer) => Buffer.from(kek.map((byte, i) => (i % 8 === 0 ? byte ^ 0x08 : byte)))
/** One side wraps or unwraps by a scheme, the other plainly. */
const schemes = (kek: Buffer, key: Buffer): Buffer[] => [
  decrypt('tdes', kek, underU(encrypt, kek, key)),
  underU(decrypt, kek, encrypt('tdes', kek, key)),
  decrypt('tdes', kek, encrypt('tdes', ofAtalla(kek), key)),
]

export const changes: readonly Change[] = [
  {
    cause: 'halves-swapped',
    parties: device,
    of: when(({ key }) => key.length === 16, ({ key }) => [Buffer.concat([key.subarray(8), key.subarray(0, 8)])]), // biome-ignore format: a row
  },
  { cause: 'left-half-only', parties: device, of: when(tdes16, ({ key }) => [key.subarray(0, 8)]) },
  { cause: 'right-half-only', parties: device, of: when(tdes16, ({ key }) => [key.subarray(8)]) },
  {
    cause: 'zero-padded',
    parties: device,
    of: when(({ algorithm }) => algorithm === 'des', ({ key }) => [filled([...key], 16)]), // biome-ignore format: a row
  },
  { cause: 'parity-forced', parties: device, of: when(always, ({ key }) => [oddParity(key)]) },
  {
    cause: 'wrong-kek',
    parties: device,
    of: when(wrappable, ({ algorithm, key, kek, previousKek }) => [
      decrypt(algorithm, previousKek, encrypt(algorithm, kek, key)),
    ]),
  },
  {
    cause: 'variant-applied',
    parties: device,
    of: when(tdes16, ({ key, kek, form }) => [
      ...(form === 'component-relay' ? [] : schemes(kek, key)),
      ...[0x08, 0x10, 0x18, 0x20].map((mask) => masked(key, mask, 0)),
      masked(key, 0xff, 7),
      masked(key, 0xff, 6),
      masked(key, 0xff, 5),
    ]),
  },
  {
    cause: 'mode-difference',
    parties: device,
    of: when(manyBlocks, ({ algorithm, key, kek }) =>
      key.length === 24 && algorithm === 'aes'
        ? []
        : [
            decrypt(algorithm, kek, encrypt(algorithm, kek, key), 'cbc'),
            decrypt(algorithm, kek, encrypt(algorithm, kek, key, 'cbc')),
          ],
    ),
  },
  {
    cause: 'double-decrypted',
    parties: device,
    of: when(wrappable, ({ algorithm, key, kek }) => [decrypt(algorithm, kek, key)]),
  },
  {
    cause: 'ciphertext-stored',
    parties: device,
    of: when(wrappable, ({ algorithm, key, kek }) => [encrypt(algorithm, kek, key)]),
  },
  {
    cause: 'hex-as-ascii',
    parties: device,
    of: when(always, ({ key }) => [
      Buffer.from(hexOf(key).slice(0, key.length), 'ascii'),
      Buffer.from(hexOf(key).toLowerCase().slice(0, key.length), 'ascii'),
    ]),
  },
  { cause: 'bytes-reversed', parties: device, of: when(always, ({ key }) => [reversed(key)]) },
  {
    cause: 'truncated',
    parties: device,
    of: when(
      ({ key }) => key.length > 16,
      ({ algorithm, key }) =>
        algorithm === 'aes' && key.length === 32 ? [key.subarray(0, 16), key.subarray(0, 24)] : [key.subarray(0, 16)],
    ),
  },
  {
    cause: 'words-reversed',
    parties: device,
    of: when(always, ({ key }) => [Buffer.concat(parts(key, 4).map(reversed))]),
  },
  {
    cause: 'halves-reversed',
    parties: device,
    of: when(({ key }) => key.length === 16, ({ key }) => [Buffer.concat(parts(key, 8).map(reversed))]), // biome-ignore format: a row
  },
  {
    cause: 'nibbles-swapped',
    parties: device,
    of: when(always, ({ key }) => [Buffer.from(key.map((byte) => (byte << 4) | (byte >> 4)))]),
  },
  {
    cause: 'complemented',
    parties: device,
    of: when(always, ({ key }) => [Buffer.from(key.map((byte) => byte ^ 0xff))]),
  },
  {
    cause: 'seven-bit-line',
    parties: line,
    of: when(always, ({ key }) => [Buffer.from(key.map((byte) => byte & 0x7f))]),
  },
  { cause: 'xon-xoff-eaten', parties: line, of: when(always, ({ key }) => dropped(key, [0x11, 0x13])) },
  {
    cause: 'cr-lf-translated',
    parties: line,
    of: when(always, ({ key }) => [
      Buffer.from(key.map((byte) => (byte === 0x0d ? 0x0a : byte))),
      Buffer.from(key.map((byte) => (byte === 0x0a ? 0x0d : byte))),
    ]),
  },
  {
    cause: 'dle-unstuffed',
    parties: line,
    of: when(always, ({ key }) => [
      // Escapes are doubled on the way: each pair is one again.
      filled(
        [...Buffer.from(hexOf(key).match(/../g)!.join(' ').replaceAll('10 10', '10').replaceAll(' ', ''), 'hex')],
        key.length,
      ),
    ]),
  },
  {
    cause: 'concatenated-not-xored',
    parties: ['device', 'operator'],
    of: when(
      ({ algorithm, key }) => key.length === 8 || (key.length === 16 && algorithm !== 'sm4'),
      ({ algorithm, key, components }) => [
        Buffer.concat(components).subarray(0, key.length === 8 ? 16 : algorithm === 'aes' ? 32 : 24),
      ],
    ),
  },
  { cause: 'digit-shifted', parties: people, of: when(always, (world) => inOneComponent(world, shifts)) },
  { cause: 'groups-exchanged', parties: people, of: when(always, (world) => inOneComponent(world, groupsExchanged)) },
]
