import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from '../../electron/cards/apdu.js'
import { recognise } from '../../electron/cards/applications.js'
import { parseComponentFile, readComponentCard } from '../../electron/cards/component-card.js'
import { readPersonalCard, signWithCard } from '../../electron/cards/piv.js'
import { assertProved, fingerprintOf, newChallenge } from '../../electron/cards/proof.js'
import { readTlvs, writeTlv } from '../../electron/cards/tlv.js'
import { Fault } from '../../electron/contract/fault.js'
import { p256, p384, rsa } from '../harness/card/card-keys.js'
import { componentApplication } from '../harness/card/component-application.js'
import { pivApplication } from '../harness/card/piv-application.js'
import { CardPin, VirtualCard } from '../harness/card/virtual-card.js'

const pin = (digits: string) => Buffer.from(digits, 'latin1')
const isFault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code
const hex = (text: string) => Buffer.from(text, 'hex')

// E1 { 80 01, 81 "TMK 7", 82 1, 83 2, 84 08D7B4, 85 "BAG-0042", 87 A1B2C3, 86 a block of version D as text }
const blockText =
  'D0112K0TN00N0000A3B1C2D3E4F5061728394A5B6C7D8E9FA3B1C2D3E4F5061728394A5B6C7D8E9FA3B1C2D3E4F5061728394A5B6C7D8E9F'
const file = writeTlv(
  0xe1,
  Buffer.concat([
    hex('800101'),
    hex('8105544D4B2037'),
    hex('820101'),
    hex('830102'),
    hex('840308D7B4'),
    hex('85084241472D30303432'),
    hex('8703A1B2C3'),
    writeTlv(0x86, Buffer.from(blockText, 'latin1')),
  ]),
)

for (const [name, key] of Object.entries({ p256, p384, rsa }))
  test(`a personal card with a ${name} key proves that it holds it`, async () => {
    const card = new VirtualCard([pivApplication(key)], 200)
    const { publicKey, subject } = await readPersonalCard(card.transmit)
    assert.match(subject, new RegExp(`CN=Test officer ${name}`))
    const challenge = newChallenge('sign-in')
    const given = pin('123456')
    const signature = await signWithCard(card.transmit, given, challenge)
    assert.deepEqual(given, Buffer.alloc(6), 'the PIN was wiped')
    assertProved(publicKey, challenge, signature)
    assert.throws(() => assertProved(publicKey, newChallenge('sign-in'), signature), isFault('cards/not-proved'))
    assert.throws(() => assertProved(publicKey, challenge, Buffer.from('3000', 'hex')), isFault('cards/not-proved'))
  })

test('a signature of one card does not pass for another', async () => {
  const one = new VirtualCard([pivApplication(p256)])
  const other = await readPersonalCard(new VirtualCard([pivApplication(p384)]).transmit)
  const challenge = newChallenge('sign-in')
  const signature = await signWithCard(one.transmit, pin('123456'), challenge)
  assert.throws(() => assertProved(other.publicKey, challenge, signature), isFault('cards/not-proved'))
})

test('a packed certificate is read like a plain one', async () => {
  const plain = await readPersonalCard(new VirtualCard([pivApplication(p256)]).transmit)
  const packed = await readPersonalCard(new VirtualCard([pivApplication(p256, new CardPin('123456'), true)]).transmit)
  assert.equal(fingerprintOf(packed.publicKey), fingerprintOf(plain.publicKey))
})

test('a wrong PIN says how many tries are left, and then that the card is blocked', async () => {
  const card = new VirtualCard([pivApplication(p256)])
  const sign = (digits: string) => signWithCard(card.transmit, pin(digits), newChallenge('sign-in'))
  const left = (count: number) => (error: unknown) =>
    error instanceof Fault && error.code === 'cards/wrong-pin' && error.facts.left === count
  await assert.rejects(sign('111111'), left(2))
  await assert.rejects(sign('111111'), left(1))
  await assert.rejects(sign('111111'), isFault('cards/pin-blocked'))
  await assert.rejects(sign('123456'), isFault('cards/pin-blocked'))
})

for (const digits of ['', '123', '123456789', '12a456'])
  test(`a PIN of the form "${digits}" costs no try: it is not sent`, async () => {
    const card = new VirtualCard([pivApplication(p256)])
    await assert.rejects(signWithCard(card.transmit, pin(digits), newChallenge('x')), isFault('cards/bad-pin'))
    assert.deepEqual(
      card.heard.filter((command) => command.startsWith('0020')),
      [],
    )
  })

test('a component card gives its block after the PIN, and never before', async () => {
  const card = new VirtualCard([componentApplication(file)])
  await assert.rejects(readComponentCard(card.transmit, pin('0000')), isFault('cards/wrong-pin'))
  assert.deepEqual(await readComponentCard(card.transmit, pin('4711')), {
    label: 'TMK 7',
    number: 1,
    of: 2,
    kcv: '08D7B4',
    id: 'BAG-0042',
    transportKcv: 'A1B2C3',
    block: blockText,
  })
})

test('a card in one piece and a card in many pieces are read alike', async () => {
  const whole = await readComponentCard(new VirtualCard([componentApplication(file)]).transmit, pin('4711'))
  for (const piece of [7, 50, 120])
    assert.deepEqual(
      await readComponentCard(new VirtualCard([componentApplication(file)], piece).transmit, pin('4711')),
      whole,
    )
})

const without = (tag: string) => {
  const kept = readTlvs(file.subarray(file[1] === 0x81 ? 3 : 2), 'test').filter(
    (one) => one.tag !== Number.parseInt(tag, 16),
  )
  return writeTlv(0xe1, Buffer.concat(kept.map((one) => writeTlv(one.tag, one.value))))
}
for (const [tag, field] of [
  ['80', 'version'],
  ['81', 'label'],
  ['82', 'number'],
  ['83', 'of'],
  ['84', 'kcv'],
  ['87', 'transportKcv'],
  ['86', 'block'],
] as const)
  test(`a component file without its ${field} is refused by name`, () => {
    assert.throws(
      () => parseComponentFile(without(tag)),
      (error: unknown) => error instanceof Fault && error.code === 'cards/bad-answer' && error.facts.field === field,
    )
  })

test('a component file with other contents than it may have is refused by name', () => {
  const changed = (from: string, to: string) => Buffer.from(file.toString('hex').toUpperCase().replace(from, to), 'hex')
  const field = (name: string) => (error: unknown) => error instanceof Fault && error.facts.field === name
  assert.throws(() => parseComponentFile(changed('800101', '800102')), field('version'))
  assert.throws(() => parseComponentFile(changed('820101', '820103')), field('number'))
  assert.throws(() => parseComponentFile(changed('830102', '830101')), field('of'))
  assert.throws(() => parseComponentFile(changed('8105544D4B', '8105541B4B')), field('label'))
  assert.throws(() => parseComponentFile(changed('44303131', '41303131')), field('block'))
})

test('a card of another kind is told from one that answers nothing', async () => {
  const strange = new VirtualCard([])
  await assert.rejects(readPersonalCard(strange.transmit), isFault('cards/not-for-this'))
  assert.deepEqual(await recognise(strange.transmit), [])
  const both = new VirtualCard([componentApplication(file), pivApplication(p256)])
  assert.deepEqual(
    (await recognise(both.transmit)).map(({ application }) => application),
    ['component', 'piv'],
  )
  await assert.rejects(
    recognise(async () => new Uint8Array()),
    isFault('cards/bad-answer'),
  )
})

test('an answer without end is given up', async () => {
  const endless = async () => Buffer.concat([Buffer.alloc(256), hex('6100')])
  await assert.rejects(
    ask(endless, { name: 'GET DATA', ins: 0xcb, p1: 0, p2: 0, answers: true }),
    isFault('cards/bad-answer'),
  )
  const empty = async () => hex('6101')
  await assert.rejects(
    ask(empty, { name: 'GET DATA', ins: 0xcb, p1: 0, p2: 0, answers: true }),
    isFault('cards/bad-answer'),
  )
})

test('a card that names the length it wants is asked again with it', async () => {
  const heard: string[] = []
  const card = async (bytes: Uint8Array) => {
    heard.push(Buffer.from(bytes).toString('hex').toUpperCase())
    return heard.length === 1 ? hex('6C03') : hex('0102039000')
  }
  assert.deepEqual((await ask(card, { name: 'X', ins: 0xb0, p1: 0, p2: 0, answers: true })).data, hex('010203'))
  assert.deepEqual(heard, ['00B0000000', '00B0000003'])
})

test('hostile TLV ends in a fault and in nothing else', () => {
  for (const bytes of ['5F', 'E1', 'E183000001', 'E18100FF', 'E105', '7FFFFFFF01', 'E180'])
    assert.throws(() => parseComponentFile(hex(bytes)), isFault('cards/bad-answer'), bytes)
})
