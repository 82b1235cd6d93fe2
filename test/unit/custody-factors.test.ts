// Second factors from setting one up to taking it away: codes by time, and a personal card that proves itself.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { readPersonalCard, signWithCard } from '../../electron/cards/piv.js'
import { assertProved, fingerprintOf, newChallenge } from '../../electron/cards/proof.js'
import type { CardDoor } from '../../electron/custody/second-factor.js'
import { p256, p384 } from '../harness/card/card-keys.js'
import { pivApplication, type TestCardKey } from '../harness/card/piv-application.js'
import { VirtualCard } from '../harness/card/virtual-card.js'
import { PASSPHRASE, signIn, type VirtualStaff, virtualStaff } from '../harness/people.js'

const code = (expected: string) => ({ code: expected })

/** A reader whose card can be exchanged. */
function reader(key: TestCardKey): CardDoor & { put(key: TestCardKey): void; readonly purposes: string[] } {
  let card = new VirtualCard([pivApplication(key)])
  const purposes: string[] = []
  return {
    purposes,
    put: (other) => {
      card = new VirtualCard([pivApplication(other)])
    },
    read: async () => {
      const { publicKey, subject } = await readPersonalCard(card.transmit)
      return { publicKey: publicKey.toString('base64'), subject, fingerprint: fingerprintOf(publicKey) }
    },
    prove: async (publicKey, pin, purpose) => {
      purposes.push(purpose)
      const challenge = newChallenge(purpose)
      const signature = await signWithCard(card.transmit, Buffer.from(pin, 'latin1'), challenge)
      assertProved(Buffer.from(publicKey, 'base64'), challenge, signature)
    },
  }
}

const lastOf = (world: VirtualStaff, wanted: string) =>
  world.log.records.filter(({ type }) => type === wanted).at(-1)!.body as Record<string, unknown>

/** As the gate calls it: in the name of who is signed in. */
const confirm = (world: VirtualStaff, passphrase: string, shown: string) =>
  world.staff.act('factor/confirm', {}, () => world.desk.confirmFactor(passphrase, shown))

/** Tom is signed in, with a card set up as his second factor. */
async function withCard() {
  const door = reader(p256)
  const world = await virtualStaff({ card: door })
  await signIn(world, 'tom')
  const offer = await world.desk.beginFactor('card')
  assert.ok(offer.kind === 'card' && offer.subject.includes('CN=Test officer p256'))
  await confirm(world, PASSPHRASE, '123456')
  await world.desk.signOut()
  return { world, door }
}

test('with a card, the passphrase alone and a wrong PIN open nothing, and the card with its PIN does', async () => {
  const { world, door } = await withCard()
  await assert.rejects(signIn(world, 'tom'), code('custody/refused'))
  world.time += 120_000
  await assert.rejects(signIn(world, 'tom', PASSPHRASE, '111111'), code('custody/refused'))
  world.time += 120_000
  await signIn(world, 'tom', PASSPHRASE, '123456')
  assert.deepEqual(world.staff.session()?.person.id, 'tom')
  assert.match(door.purposes.at(-1) ?? '', /^sign-in of tom at /)
  assert.deepEqual(lastOf(world, 'signed-in').factors, ['card'])
})

test("another card with its right PIN is not the person's", async () => {
  const { world, door } = await withCard()
  door.put(p384)
  await assert.rejects(signIn(world, 'tom', PASSPHRASE, '123456'), code('custody/refused'))
  assert.equal(lastOf(world, 'sign-in-failed').because, 'code')
})

test('the card is asked again after a restart', async () => {
  const { world } = await withCard()
  const again = world.restart()
  await assert.rejects(signIn(again, 'tom'), code('custody/refused'))
  again.time += 120_000
  await signIn(again, 'tom', PASSPHRASE, '123456')
})

test('without a reader nobody sets up a card, and it is said why', async () => {
  const world = await virtualStaff()
  await signIn(world, 'tom')
  await assert.rejects(world.desk.beginFactor('card'), code('cards/no-reader'))
  await assert.rejects(confirm(world, PASSPHRASE, '123456'), code('custody/no-offer'))
})

test('a card whose PIN was wrong while it was set up is not a factor yet', async () => {
  const world = await virtualStaff({ card: reader(p256) })
  await signIn(world, 'tom')
  await world.desk.beginFactor('card')
  await assert.rejects(confirm(world, PASSPHRASE, '999999'), code('cards/wrong-pin'))
  await confirm(world, PASSPHRASE, '123456')
})

test('an authenticator is set up by a code of it, asked for from then on, and its code opens once', async () => {
  const world = await virtualStaff()
  await signIn(world, 'tom')
  const offer = await world.desk.beginFactor('totp')
  assert.ok(offer.kind === 'totp')
  const totp = new TOTP({ secret: Secret.fromBase32(offer.secret) })
  const now = () => totp.generate({ timestamp: world.staff.doors.now() })
  await assert.rejects(confirm(world, PASSPHRASE, '000000'), code('custody/bad-code'))
  await confirm(world, PASSPHRASE, now())
  await world.desk.signOut()
  await assert.rejects(signIn(world, 'tom'), code('custody/refused'))
  world.time += 120_000
  const used = now()
  await signIn(world, 'tom', PASSPHRASE, used)
  await world.desk.signOut()
  await assert.rejects(signIn(world, 'tom', PASSPHRASE, used), code('custody/refused'))
  world.time += 120_000
  await signIn(world, 'tom', PASSPHRASE, now())
})
