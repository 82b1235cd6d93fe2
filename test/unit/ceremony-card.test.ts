// Components that come on cards, under a transport key that an earlier ceremony brought: the card's own PIN, typed like digits.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readComponentCard } from '../../electron/cards/component-card.js'
import { writeTlv } from '../../electron/cards/tlv.js'
import { Fault } from '../../electron/contract/fault.js'
import { wrapKeyBlock } from '../../electron/keys/block/wrap.js'
import { fromHex } from '../../electron/keys/hex.js'
import { liveSecrets, secretFromBytes } from '../../electron/keys/vault.js'
import { componentApplication } from '../harness/card/component-application.js'
import { VirtualCard } from '../harness/card/virtual-card.js'
import { type CeremonyBench, COMBINED_KCV, ceremonyBench, FIRST, FIRST_KCV, SECOND } from '../harness/ceremony.js'

const code = (expected: string) => (error: unknown) => error instanceof Fault && error.code === expected
const hex = (text: string) => Buffer.from(text, 'hex')

function blockOf(component: string, number: number): string {
  using key = secretFromBytes(fromHex(component))
  using kbpk = secretFromBytes(fromHex('0123456789ABCDEFFEDCBA9876543210'))
  const { block } = wrapKeyBlock({
    header: {
      versionId: 'B',
      keyUsage: 'P0',
      algorithm: 'T',
      modeOfUse: 'E',
      keyVersion: `c${number}`,
      exportability: 'N',
      keyContext: '0',
      optionalBlocks: [],
    },
    key,
    kbpk,
    policy: 'lab',
  })
  return block
}

function cardOf(component: string, number: number, kcv: string, label: string): VirtualCard {
  const fields = [
    hex('800101'),
    writeTlv(0x81, Buffer.from(label)),
    writeTlv(0x82, Buffer.from([number])),
    hex('830102'),
    writeTlv(0x84, hex(kcv)),
    hex('8503424147'),
    writeTlv(0x87, hex(COMBINED_KCV.slice(0, 6))),
    writeTlv(0x86, Buffer.from(blockOf(component, number), 'latin1')),
  ]
  return new VirtualCard([componentApplication(writeTlv(0xe1, Buffer.concat(fields)))], 100)
}

async function withTransportKey(): Promise<CeremonyBench> {
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  for (const component of [FIRST, SECOND]) {
    await bench.bring(component)
    await bench.ceremonies.confirm()
  }
  await bench.ceremonies.approve()
  await bench.ceremonies.begin('plan')
  return bench
}
const running = (bench: CeremonyBench) => bench.ceremonies.view().running!
const labelOf = (bench: CeremonyBench) => running(bench).key.label
const insert = (bench: CeremonyBench, card: VirtualCard) => {
  bench.card = (pin) => readComponentCard(card.transmit, pin)
}
/** The PIN, and Enter. */
async function typed(bench: CeremonyBench, pin: string): Promise<void> {
  bench.type(pin)
  await bench.ceremonies.finish()
}

test('two components off cards become the key', async () => {
  const before = liveSecrets()
  const bench = await withTransportKey()
  insert(bench, cardOf(FIRST, 1, FIRST_KCV.slice(0, 6), labelOf(bench)))
  await bench.ceremonies.bring('card', 'BAG-1')
  assert.deepEqual(running(bench).entry, { digits: 0, of: 8, fewest: 4, refused: null })
  await typed(bench, '4711')
  assert.deepEqual([running(bench).state, running(bench).components[0]?.kcv], ['checking', FIRST_KCV])
  assert.equal(running(bench).components[0]?.source, 'card')
  assert.equal(bench.capturing(), false, "the keys are the page's again")
  await bench.ceremonies.confirm()
  insert(bench, cardOf(SECOND, 2, '000000', labelOf(bench)))
  await bench.ceremonies.bring('card', '')
  await typed(bench, '4711')
  await bench.ceremonies.abort()
  bench.ceremonies.wipe(bench.ceremonies.view().held[0]!.id)
  await bench.settled()
  assert.equal(liveSecrets(), before)
})

test('a wrong PIN is said with the tries that are left, and may be typed again', async () => {
  const bench = await withTransportKey()
  insert(bench, cardOf(FIRST, 1, FIRST_KCV.slice(0, 6), labelOf(bench)))
  await bench.ceremonies.bring('card', '')
  bench.type('0000')
  await assert.rejects(bench.ceremonies.finish(), code('cards/wrong-pin'))
  assert.deepEqual([running(bench).state, running(bench).entry?.digits], ['entering', 0])
  await typed(bench, '4711')
  assert.equal(running(bench).state, 'checking')
})

test('too few digits are not sent, and letters are no PIN', async () => {
  const bench = await withTransportKey()
  const card = cardOf(FIRST, 1, FIRST_KCV.slice(0, 6), labelOf(bench))
  insert(bench, card)
  await bench.ceremonies.bring('card', '')
  await typed(bench, '47A1')
  assert.deepEqual(running(bench).entry?.refused?.because, 'too-few')
  assert.deepEqual(card.heard, [])
  bench.type('123456789')
  assert.deepEqual([running(bench).entry?.digits, running(bench).entry?.refused?.because], [8, 'full'])
})

test('the card of another key, and the card of another component, are refused before anything is joined', async () => {
  const bench = await withTransportKey()
  insert(bench, cardOf(FIRST, 1, FIRST_KCV.slice(0, 6), 'ANOTHER KEY'))
  await bench.ceremonies.bring('card', '')
  bench.type('4711')
  await assert.rejects(bench.ceremonies.finish(), code('ceremony/other-key'))
  insert(bench, cardOf(SECOND, 2, '000000', labelOf(bench)))
  bench.type('4711')
  await assert.rejects(bench.ceremonies.finish(), code('ceremony/component-count'))
  assert.equal(running(bench).state, 'entering')
})

test('whoever leaves while the card is read has ended it, and what still comes is wiped', async () => {
  const bench = await withTransportKey()
  const before = liveSecrets()
  const card = cardOf(FIRST, 1, FIRST_KCV.slice(0, 6), labelOf(bench))
  let answer = () => {}
  bench.card = async (pin) => {
    await new Promise<void>((resolve) => {
      answer = resolve
    })
    return readComponentCard(card.transmit, pin)
  }
  await bench.ceremonies.bring('card', '')
  bench.type('4711')
  const finished = bench.ceremonies.finish()
  await Promise.resolve()
  bench.ceremonies.leave('screen-locked')
  answer()
  await finished.catch(() => {})
  assert.deepEqual([running(bench).state, running(bench).ending], ['ended', 'screen-locked'])
  assert.equal(liveSecrets(), before)
})
