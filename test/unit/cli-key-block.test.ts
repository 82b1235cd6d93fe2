// `key-block inspect` and `key-block wrap` as their users have them: lines in, lines out, an exit code.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { liveSecrets } from '../../electron/keys/vault.js'
import { cliHere } from '../harness/cli-here.js'

let alive = 0
beforeEach(() => {
  alive = liveSecrets()
})
afterEach(() => assert.equal(liveSecrets(), alive, 'a secret was left alive'))

const inspect = (...lines: (object | string)[]) => cliHere('key-block inspect', lines)
const wrap = (...lines: (object | string)[]) => cliHere('key-block wrap', lines)

const pinKey = {
  block: 'A0088P0TE00N000053D4B398F281F3655FF6522DD90892C0BAE8FDF78A9D682B270BEDE2F512D97734DE1282',
  kbpk: '19736B94769EA7E38CC2928A8CF1A283',
}
const initialKey = {
  block:
    'A0136B1TX00N0300KS18D9147E9F8B2312000000KC0C002C6F97KP0C00ABC542A718A970BE3E2CC1A8BCC5AAE6A5362B9199C2ED020E47D360676EA3F212682D4DDC76CC',
  kbpk: '75755E8C4FFE20792CCB8C5BA1B53D6B',
}
const hmacKey = {
  block: 'E0092M7HC00N00000D7123B78372379D146127500048F342FD596CF86267053BD23B9383B503E0F03C5EC9BD773D',
  kbpk: 'B7E3AD1ADF2ABDBEEEA7EF448D1766FBFB9EC84F677101D9E446C7B2E14EED34',
}
const AES256 = '603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4'

test('inspect tells header and check value of a good block', async () => {
  const { code, out, err } = await inspect(pinKey, hmacKey)
  assert.equal(code, 0)
  assert.deepEqual(out, [
    '{"line":1,"valid":true,"header":{"versionId":"A","length":88,"keyUsage":"P0","algorithm":"T","modeOfUse":"E","keyVersion":"00","exportability":"N","keyContext":"0","optionalBlocks":[]},"key":{"algorithm":"T","bytes":16,"kcv":"6E964B","method":"tdes-zeros"}}',
    '{"line":2,"valid":true,"header":{"versionId":"E","length":92,"keyUsage":"M7","algorithm":"H","modeOfUse":"C","keyVersion":"00","exportability":"N","keyContext":"0","optionalBlocks":[]},"key":{"algorithm":"H","bytes":20,"kcv":null,"method":null}}',
  ])
  assert.deepEqual(err, ['line 1: warning: legacy-version', 'line 2: warning: hash-missing'])
})

test('inspect shows optional blocks in their order', async () => {
  const { code, out } = await inspect(initialKey)
  assert.equal(code, 0)
  assert.match(
    out[0]!,
    /"optionalBlocks":\[\{"id":"KS","data":"D9147E9F8B2312000000"\},\{"id":"KC","data":"002C6F97"\},\{"id":"KP","data":"00ABC542"\}\]/,
  )
  assert.match(out[0]!, /"key":\{"algorithm":"T","bytes":16,"kcv":"2C6F97","method":"tdes-zeros"\}/)
})

test('inspect says that a block is not valid, with one fault for all that needs the key', async () => {
  const changed = { ...pinKey, block: `${pinKey.block.slice(0, -1)}3` }
  const other = { ...pinKey, kbpk: '19736B94769EA7E38CC2928A8CF1A280' }
  const { code, out } = await inspect(changed, other)
  assert.equal(code, 1)
  const fault =
    '"valid":false,"fault":{"code":"keys/block-rejected","message":"Key block: it was not made with this protection key, or was changed since."'
  assert.deepEqual(out, [
    `{"line":1,${fault},"line":1,"field":"block"}}`,
    `{"line":2,${fault},"line":2,"field":"block"}}`,
  ])
})

test('a protection key of a wrong length makes the block not valid', async () => {
  const { code, out } = await inspect(
    { ...pinKey, kbpk: pinKey.kbpk.slice(2) },
    { ...pinKey, kbpk: pinKey.kbpk.slice(1) },
    { ...pinKey, kbpk: '' },
    { ...pinKey, kbpk: AES256 },
  )
  assert.equal(code, 1)
  assert.equal(out.length, 4)
  for (const line of out)
    assert.match(line, /"valid":false,"fault":\{"code":"keys\/block-kbpk-length",.*"field":"kbpk"/)
})

test('a line that is not the JSON asked for has a fault and nothing else, and the next line goes on', async () => {
  const { code, out } = await inspect(
    'not json',
    '["A0088"]',
    { block: pinKey.block },
    { ...pinKey, block: 5 },
    { ...pinKey, more: true },
    { ...pinKey, kbpk: 5 },
    { ...pinKey, kbpk: 'no hex at all' },
    { ...pinKey, block: '' },
    pinKey,
  )
  assert.equal(code, 65)
  const answers = out.map((line) => JSON.parse(line) as { valid?: boolean; fault?: { code: string } })
  assert.deepEqual(
    answers.map(({ valid, fault }) => [valid, fault?.code]),
    [
      [undefined, 'input/not-json'],
      [undefined, 'input/not-json'],
      [undefined, 'input/missing-field'],
      [undefined, 'input/bad-field'],
      [undefined, 'input/unknown-field'],
      [undefined, 'input/bad-field'],
      [false, 'keys/bad-hex'],
      [false, 'keys/block-too-short'],
      [true, undefined],
    ],
  )
})

test('inspect speaks to people, in Chinese where the locale is Chinese', async () => {
  const good = await cliHere('key-block inspect', [pinKey], { json: false })
  assert.deepEqual(good.out, [
    'line 1: version A, P0 T E   key version 00, exportability N   16 bytes, 6E964B tdes-zeros',
  ])
  const bad = await cliHere('key-block inspect', [{ ...pinKey, block: 'A' }], { json: false, language: 'zh_CN.UTF-8' })
  assert.deepEqual(bad.out, ['line 1: 密钥块：长度不足，不可能是完整的密钥块。'])
})

const header = {
  versionId: 'D',
  keyUsage: 'K0',
  algorithm: 'T',
  modeOfUse: 'B',
  keyVersion: '01',
  exportability: 'E',
  optionalBlocks: [{ id: 'LB', data: 'branch 7' }, { id: 'KC' }],
}

test('wrap makes a block of components, which inspect opens again', async () => {
  const components = ['0123456789ABCDEFFEDCBA9876543210', '11111111111111112222222222222222']
  const { code, out, err } = await wrap({ kbpk: AES256, header, components })
  assert.equal(code, 0)
  const answer = JSON.parse(out[0]!) as { block: string }
  assert.deepEqual(answer, { line: 1, block: answer.block, kcv: '2284A8', method: 'tdes-zeros' })
  assert.match(answer.block, /^D0144K0TB01E0300LB0Cbranch 7KC0C002284A8PB08[0-9A-F]{4}[0-9A-F]{96}$/)
  assert.deepEqual(err, [])
  const inspected = await inspect({ block: answer.block, kbpk: AES256 })
  assert.equal(inspected.code, 0)
  assert.match(inspected.out[0]!, /"key":\{"algorithm":"T","bytes":16,"kcv":"2284A8","method":"tdes-zeros"\}/)
})

test('wrap moves a key from one block into another without a word about the key', async () => {
  const { code, out, err } = await wrap({
    block: pinKey.block,
    under: pinKey.kbpk,
    kbpk: AES256,
    header: { versionId: 'D', keyVersion: '02' },
  })
  assert.equal(code, 0)
  const answer = JSON.parse(out[0]!) as { block: string }
  assert.deepEqual(answer, { line: 1, block: answer.block, kcv: '6E964B', method: 'tdes-zeros' })
  assert.match(answer.block, /^D0112P0TE02N0000[0-9A-F]{96}$/)
  assert.deepEqual(err, ['line 1: warning: legacy-version, not-exportable'])
})

test('wrap makes keys of algorithms without check value, and names none', async () => {
  const hmac = { ...header, keyUsage: 'M7', algorithm: 'H', modeOfUse: 'C', optionalBlocks: [{ id: 'HM', data: '21' }] }
  const { code, out } = await wrap({ kbpk: AES256, header: hmac, components: [AES256, AES256.replace('603D', '603C')] })
  assert.equal(code, 0)
  assert.match(out[0]!, /,"kcv":null,"method":null\}$/)
})

test('wrap names what is wrong with a line, and goes on with the next', async () => {
  const components = ['0123456789ABCDEFFEDCBA9876543210']
  const { code, out } = await wrap(
    { kbpk: AES256, header, components: [] },
    { kbpk: AES256, header, components: ['0123456789ABCDEF', '0123456789ABCDEFFEDCBA9876543210'] },
    { kbpk: AES256, header, components: ['0123456789ABCDEF'] },
    { kbpk: AES256, header: { ...header, modeOfUse: 'C' }, components },
    { kbpk: AES256.slice(2), header, components },
    { kbpk: AES256, header: { ...header, colour: 'red' }, components },
    { kbpk: AES256, header: { ...header, optionalBlocks: [{ id: 'LB', data: 1 }] }, components },
    { kbpk: AES256, block: pinKey.block, under: initialKey.kbpk },
    { kbpk: AES256, block: pinKey.block, under: pinKey.kbpk, components },
    { kbpk: AES256, block: pinKey.block, under: pinKey.kbpk, header: { versionId: 'D', modeOfUse: 'B' } },
    { kbpk: AES256, block: pinKey.block, under: pinKey.kbpk },
    { kbpk: AES256, header, components },
  )
  assert.equal(code, 65)
  const faults = out.map((line) => JSON.parse(line) as { line: number; fault?: { code: string; field?: string } })
  assert.deepEqual(
    faults.map(({ line, fault }) => [line, fault?.code, fault?.field]),
    [
      [1, 'keys/component-count', 'components'],
      [2, 'keys/unequal-length', 'components'],
      [3, 'keys/bad-length', 'components'],
      [4, 'keys/block-combination', 'modeOfUse'],
      [5, 'keys/block-kbpk-length', 'kbpk'],
      [6, 'input/unknown-field', 'colour'],
      [7, 'input/bad-field', 'data'],
      [8, 'keys/block-rejected', 'block'],
      [9, 'input/bad-field', 'components'],
      [10, 'keys/block-rebound', 'modeOfUse'],
      [11, 'keys/block-kbpk-length', 'kbpk'],
      [12, undefined, undefined],
    ],
  )
})

test('no answer and no remark holds a run of any key that went in', async () => {
  const secrets = ['8ABF1C2D3E4F50617283940516273849', '9BCE0D1E2F3A4B5C6D7E8F9001122334', AES256]
  const results = [
    await wrap({ kbpk: secrets[2], header, components: secrets.slice(0, 2) }),
    await wrap({ kbpk: secrets[2], header, components: [secrets[0], secrets[1]!.slice(2)] }),
    await wrap({ kbpk: secrets[2], header, component: secrets.slice(0, 2), under: secrets[0] }),
    await inspect({ blok: secrets[0], kbpk: secrets[2] }, { block: pinKey.block, kbpk: `${secrets[0]}Z` }),
  ]
  const text = results.flatMap(({ out, err }) => [...out, ...err]).join('\n')
  for (const secret of secrets)
    for (let at = 0; at + 12 <= secret.length; at++) assert.ok(!text.includes(secret.slice(at, at + 12)))
})
