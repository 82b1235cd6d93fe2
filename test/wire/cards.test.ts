// Over Debian's card service and its virtual reader: the way a real card goes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { readComponentCard } from '../../electron/cards/component-card.js'
import { readPersonalCard, signWithCard } from '../../electron/cards/piv.js'
import { assertProved, newChallenge } from '../../electron/cards/proof.js'
import { Readers } from '../../electron/cards/reader.js'
import { writeTlv } from '../../electron/cards/tlv.js'
import { Fault } from '../../electron/contract/fault.js'
import { p256, rsa } from '../harness/card/card-keys.js'
import { componentApplication } from '../harness/card/component-application.js'
import { pivApplication } from '../harness/card/piv-application.js'
import { cardService, noReaderBecause, plugIn, readerNames } from '../harness/card/reader.js'
import { VirtualCard } from '../harness/card/virtual-card.js'
import { cli, scratch } from '../harness/cli.js'

const because = noReaderBecause()
const isFault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code
const pin = (digits: string) => Buffer.from(digits, 'latin1')

if (because === null) {
  let service: { close(): Promise<void> }
  let readers: Readers
  before(async () => {
    service = await cardService()
    readers = await Readers.open()
    await until(() => readers.views().length === 2)
  })
  after(async () => {
    readers.close()
    await service.close()
  })

  test('a card that is put in and taken out is told of', async () => {
    assert.deepEqual(
      readers
        .views()
        .map(({ name }) => name)
        .sort(),
      [...readerNames],
    )
    const { takeOut } = await plugIn(new VirtualCard([pivApplication(p256)]))
    await until(() => cardIn(0) === 'present')
    await takeOut()
    await until(() => cardIn(0) === 'none')
    await assert.rejects(readers.withCard(null, readPersonalCard), isFault('cards/no-card'))
    await assert.rejects(readers.withCard('no such reader', readPersonalCard), isFault('cards/no-reader'))
  })

  for (const [name, key] of Object.entries({ p256, rsa }))
    test(`a personal card with a ${name} key proves itself through the card service`, async () => {
      const { takeOut } = await plugIn(new VirtualCard([pivApplication(key)]))
      await until(() => cardIn(0) === 'present')
      const { publicKey } = await readers.withCard(null, readPersonalCard)
      const challenge = newChallenge('sign-in')
      const signature = await readers.withCard(null, (card) => signWithCard(card, pin('123456'), challenge))
      assertProved(publicKey, challenge, signature)
      await takeOut()
      await until(() => cardIn(0) === 'none')
    })

  test('two readers with a card each are not guessed between, and each can be named', async () => {
    const file = writeTlv(
      0xe1,
      Buffer.from('8001018103544D4B820101830102840308D7B485008703A1B2C3861044303031364B30544E30304E303030303', 'hex'),
    )
    const one = await plugIn(new VirtualCard([pivApplication(p256)]), 0)
    const two = await plugIn(new VirtualCard([componentApplication(file)]), 1)
    await until(() => cardIn(0) === 'present' && cardIn(1) === 'present')
    await assert.rejects(readers.withCard(null, readPersonalCard), isFault('cards/many-readers'))
    const component = await readers.withCard(readerNames[1], (card) => readComponentCard(card, pin('4711')))
    assert.equal(component.label, 'TMK')
    const place = scratch()
    const { code, json } = await cli(place, ['cards']).finally(place.remove)
    assert.equal(code, 0)
    assert.deepEqual(
      json.map(({ reader, card }) => [
        reader,
        (card as { application: string }[]).map(({ application }) => application),
      ]),
      [
        [readerNames[0], ['piv']],
        [readerNames[1], ['component']],
      ],
    )
    await Promise.all([one.takeOut(), two.takeOut()])
    await until(() => cardIn(0) === 'none' && cardIn(1) === 'none')
  })

  test('the PIN is forgotten when the conversation ends, and a card pulled out in between is a fault', async () => {
    const { takeOut } = await plugIn(new VirtualCard([pivApplication(p256)]))
    await until(() => cardIn(0) === 'present')
    await readers.withCard(null, (card) => signWithCard(card, pin('123456'), newChallenge('x')))
    const unsigned = await readers.withCard(null, async (card) => {
      await readPersonalCard(card)
      return Buffer.from(await card(Buffer.from('008711 9A0A7C0882008104AABBCCDD00'.replaceAll(' ', ''), 'hex')))
    })
    assert.equal(unsigned.toString('hex'), '6982')
    await assert.rejects(
      readers.withCard(null, async (card) => {
        await takeOut()
        await wait(300)
        return readPersonalCard(card)
      }),
      (error: unknown) =>
        error instanceof Fault && ['cards/removed', 'cards/mute', 'cards/no-card'].includes(error.code),
    )
  })

  const cardIn = (reader: 0 | 1) => readers.views().find(({ name }) => name === readerNames[reader])?.card
  const until = async (done: () => boolean) => {
    for (let tries = 0; !done(); tries++) {
      assert.ok(tries < 400, 'the readers did not come to that state')
      await wait(25)
    }
  }
} else test('cards over the card service', { skip: because }, () => {})

test('without a card service the command line says what to do', { skip: because ?? false }, async () => {
  const place = scratch()
  const { code, json } = await cli(
    { ...place, environment: Object.assign({}, place.environment, { PCSCLITE_CSOCK_NAME: '/nowhere' }) },
    ['cards'],
  ).finally(place.remove)
  assert.equal(code, 69)
  assert.equal(json[0]?.code, 'cards/no-service')
})
