// The simulated UIC / IPP pad's error codes: what has which, and that nothing refused changes the store.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveSecrets } from '../../electron/keys/vault.js'
import {
  admin,
  BLOCK_A,
  BLOCK_B,
  BLOCK_IK,
  behaving,
  checkZero,
  EOT,
  IK,
  ikLoaded,
  K1,
  KEY,
  KLK,
  KSN,
  klk,
  loadIk,
  loadKlk,
  loadZero,
  type SimulatedPad,
  transaction,
} from '../harness/simulated-pad.js'

// Under KLK, computed by an implementation that gives the page's block B too.
const TRIPLE = 'B0096K0TD00N0000EE4B38F193C9B3D488C6EFD1FB802346944F64584DE592FA1AF81EA86CB864B48F5DDDDDB5A2778A'
const DATA_KEY = 'B0080D0TD00N0000C113B953BB697EFCEB27CF50DE7B29FE3E44D5EE3DE63821F5945F42BFB3F55A'
const MAC_KEY = 'A0072M3TG00N0000AE95890A62CE3D6F49D733F3F4D973788C30551F2DD61AA836E9E0FF'
const BOTH_MODES = 'B0080P0TB00N0000E94291BB45F464315B8BF6EE2F7C7FB7776DFAF18CC25283CA544A7D874FD315'
const VERIFICATION = 'B0080V0TG00N00003CD3014AC02E3F0CB903EB134ECA3AA0D1759590BA3F6FE51245BAC41043A72F'
const SINGLE_KLK = 'B0064D0DD00N0000A05163CD57A435FE37D6A756C0C6ABEED34DAE7DEC001CD8'
const ODD_LENGTH = 'B0064D0TD00N0000A01BC43A1E26E3EF6C9160D1B81D4CCF33E53A43C2941FD9'
const IK_WITHOUT_KSN = 'B0080B1TX00N0000E5DC9FEA3F7F39E8A6781581D7C8003B357858F0033DB3FD2AFE62BFE5424EF8'
const IK_AS_PIN_KEY =
  'B0104P0TE00N0100KS18FFFF9876543210E000001340B7D48793633C42F40AFA7EC05E322CEB5FB08B339EFB66DDDD00BB11C4C4'
const IK_TRIPLE =
  'B0120B1TX00N0100KS18FFFF9876543210E000007C4101AA9A19B13CE8FE062F0DF0D58F2799E41C38DEFA19399B6F2D1F0D68443D8E14C734954241'
const IK_A = 'A0096B1TX00N0100KS18FFFF9876543210E00000D1C9F5CEA8849115F2ACFC96B2BBAD49B98CFD7E6EFDA66712AEF09A'

const turned = (block: string) => block.slice(0, -1) + (block.endsWith('0') ? '1' : '0')

const errors: readonly (readonly [because: string, load: string, code: string])[] = [
  ['the KLK once more in its own slot', `02F${KLK}`, '2'],
  ['the KLK as a master key', `020${KLK}`, '2'],
  ['a length that the algorithm has not', `02G${ODD_LENGTH}`, '7'],
  ['a block of version C', `020C${BLOCK_A.slice(1)}`, 'A'],
  ['a block with a wrong length', `020A0080${BLOCK_A.slice(5)}`, 'A'],
  ['a block with an unknown usage', `020${BLOCK_A.replace('K0', 'QQ')}`, 'A'],
  ['hex of a length that no clear key has', `020${K1}${K1}`, 'A'],
  ['a key longer than the KLK', `020${TRIPLE}`, 'B'],
  ['a block of version A with one digit turned', `020${turned(BLOCK_A)}`, 'C'],
  ['a block of version B with one digit turned', `021${turned(BLOCK_B)}`, 'C'],
  ['another usage than the MAC is over', `020${BLOCK_A.replace('K0TD', 'P0TE')}`, 'C'],
  ['a PIN key among the MAC keys', `02B${BLOCK_B}`, 'E'],
  ['a MAC key among the PIN keys', `020${MAC_KEY}`, 'E'],
  ['a data key as KLK', `02F${DATA_KEY}`, 'E'],
  ['a single-length KLK', `02F${SINGLE_KLK}`, 'E'],
  ['a mode that the pad has not', `020${BOTH_MODES}`, 'E'],
  ['a usage that the pad has not', `020${VERIFICATION}`, 'E'],
  ['a clear key with a usage that is none', `020${K1}|ZZD`, 'E'],
  ['a clear key with a mode that is none', `020${K1}|K0X`, 'E'],
  ['a clear MAC key in G', `02G${K1}|M3G`, 'E'],
]
test('what a load is refused for has its code in an error frame, and changes nothing', () =>
  behaving('', async (pad) => {
    await pad.load(loadKlk)
    const held = liveSecrets()
    for (const [because, load, code] of errors) {
      assert.equal(await pad.exchange(admin(load)), admin(`02?${code}`), because)
      assert.deepEqual(pad.slots(), [klk], because)
      assert.equal(liveSecrets(), held, because)
    }
  }))

const formatErrors: readonly (readonly [because: string, frame: string])[] = [
  ['an 02 without anything', '02'],
  ['an 02 without a key', '020'],
  ['a single-length clear key', '0200123456789ABCDEF'],
  ['a key of 31 digits', `020${K1.slice(1)}`],
  ['a key that is not hex', `020${K1.slice(1)}G`],
  ['a key in lower case', `020${K1.toLowerCase()}`],
  ['attributes without FS', `020${K1}AK0D`],
  ['attributes that are too short', `020${K1}|K0`],
  ['KeyID A', `02A${K1}`],
  ['KeyID H', `02H${K1}`],
  ['KeyID a', `02b${K1}`],
  ['a presence check without a KeyID', '04'],
  ['a presence check of two KeyIDs', '0401'],
  ['a presence check of W', '04W'],
  ['a serial number of 13 characters', '05ABCDEFGHIJKLM'],
  ['a serial number with a space', '05AB C'],
  ['a reading of the serial number with data', '060'],
]
test('a format error has EOT instead of ACK, and changes nothing', () =>
  behaving('', async (pad) => {
    await pad.load(loadKlk)
    for (const [because, text] of formatErrors) {
      pad.send(admin(text))
      assert.equal(await pad.hear(1), EOT, because)
    }
    assert.deepEqual(pad.slots(), [klk])
  }))

test('KeyIDs that hold nothing are not loaded', () =>
  behaving('', async (pad) => {
    for (const id of ['A', 'H', 'V', '1', 'B', 'F', 'G'])
      assert.equal(await pad.exchange(admin(`04${id}`)), admin('040'))
  }))

test('without a KLK a block has D, and so has one under a KLK that is not for keys', () =>
  behaving('usage-check=any', async (pad) => {
    assert.equal(await pad.exchange(admin(`020${BLOCK_A}`)), admin('02?D'))
    assert.equal(await pad.exchange(transaction(`90${BLOCK_IK}`)), transaction('911D'))
    await pad.load(admin(`02F${KLK}|P0E`))
    assert.equal(await pad.exchange(admin(`020${BLOCK_A}`)), admin('02?D'))
  }))

test('under another KLK a block has C', () =>
  behaving('', async (pad) => {
    await pad.load(admin(`02F${K1}`))
    assert.equal(await pad.exchange(admin(`020${BLOCK_A}`)), admin('02?C'))
    assert.equal(await pad.exchange(admin(`021${BLOCK_B}`)), admin('02?C'))
    assert.equal(await pad.exchange(transaction(`90${BLOCK_IK}`)), '02393131430379')
  }))

test('the halves of a key are told apart: exchanged they are another key, and no duplicate', () =>
  behaving('clear-wipe=none', async (pad) => {
    await pad.load(admin(`020${KEY}`))
    await pad.load(admin(`021${KEY.slice(16)}${KEY.slice(0, 16)}`))
    assert.equal(await pad.exchange(admin(`022${KEY}`)), admin('02?2'))
    assert.deepEqual(pad.slots(), ['TMK 0 6AEB1DC46E097FC5', 'TMK 1 A9FBDE516BAD6CC1'])
  }))

const initialKeyErrors: readonly (readonly [because: string, data: string, code: string])[] = [
  ['a key that is not hex', `${IK.slice(1)}X${KSN}`, '2'],
  ['a serial number that is not hex', `${IK}X${KSN.slice(1)}`, '2'],
  ['a key without a serial number', IK, '4'],
  ['nothing', '', '4'],
  ['a key of 15 bytes', `${IK.slice(2)}${KSN}`, '4'],
  ['a block without a serial number', IK_WITHOUT_KSN, '4'],
  ['a PIN key in a block', IK_AS_PIN_KEY, '4'],
  ['a block with a wrong length', `B0096${BLOCK_IK.slice(5)}`, 'A'],
  ['hex of no such length', KSN.repeat(3), 'A'],
  ['a key longer than the KLK', IK_TRIPLE, 'B'],
  ['a block with one digit turned', turned(BLOCK_IK), 'C'],
]
test('what an initial key is refused for has its code, and changes nothing', () =>
  behaving('', async (pad) => {
    await pad.load(loadKlk)
    for (const id of ['90', '94']) {
      for (const [because, data, code] of initialKeyErrors) {
        assert.equal(await pad.exchange(transaction(id + data)), transaction(`911${code}`), because)
        assert.deepEqual(pad.slots(), [klk], because)
      }
    }
    assert.equal(await pad.exchange(transaction(`90${IK_A}`)), ikLoaded)
  }))

/** Every documented code that nothing the page describes leads to is had by `refuse` alone. */
test('every code of the page can be asked for, and nothing is kept', async () => {
  for (const code of ['2', '3', '4', '7', 'A', 'B', 'C', 'D', 'E', 'F']) {
    await behaving(`refuse=${code}`, async (pad: SimulatedPad) => {
      assert.equal(await pad.exchange(loadZero), admin(`02?${code}`))
      assert.equal(await pad.exchange(loadIk), transaction(`911${code}`))
      assert.equal(await pad.exchange(checkZero), admin('040'))
      assert.deepEqual(pad.slots(), [])
    })
  }
})

test('load-limit: only loads that were carried out count, and one more has F', () =>
  behaving('load-limit=3', async (pad) => {
    await pad.load(loadKlk)
    assert.equal(await pad.exchange(loadKlk), admin('02?2'))
    await pad.ask(admin(`020${BLOCK_A}`))
    pad.send(EOT)
    await pad.load(admin(`020${BLOCK_A}`))
    assert.equal(await pad.exchange(loadIk), ikLoaded)
    assert.equal(await pad.exchange(admin(`021${K1}`)), admin('02?F'))
    assert.equal(await pad.exchange(loadIk), transaction('911F'))
    assert.deepEqual(pad.slots(), [klk, 'TMK 0 6AEB1DC46E097FC5', 'IK 1 AF8C074A692A3666'])
  }))
