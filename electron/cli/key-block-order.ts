// One line of `key-block wrap`: a key as components, or out of another block, and the header it is to have.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { KcvMethodName, Mode } from '../contract/values.js'
import { keyAlgorithm, usualCheckValue } from '../keys/block/algorithms.js'
import type { NewHeader } from '../keys/block/header.js'
import { openKeyBlock } from '../keys/block/open.js'
import { rewrapHeader } from '../keys/block/rewrap.js'
import { type VersionId, versions } from '../keys/block/versions.js'
import { wrapKeyBlock } from '../keys/block/wrap.js'
import { combine, keyWarnings, MOST_COMPONENTS } from '../keys/combine.js'
import { xor } from '../keys/vault.js'
import type { LineFields } from './json-lines.js'
import { importedKey } from './key-block-import.js'

export const WRAP_FIELDS = [
  'kbpk',
  'header',
  'components',
  'block',
  'under',
  'cryptogram',
  'scheme',
  'variant',
  'expected',
]
const HEADER_FIELDS = [
  'versionId',
  'keyUsage',
  'algorithm',
  'modeOfUse',
  'keyVersion',
  'exportability',
  'keyContext',
  'optionalBlocks',
]
const HEADER = HEADER_FIELDS.join(', ')

/** A key and the header that it is to be wrapped with. */
interface Order extends Disposable {
  readonly key: Secret
  readonly header: NewHeader
  readonly warnings: readonly string[]
}

interface Wrapped {
  readonly block: string
  readonly kcv: string | null
  readonly method: KcvMethodName | null
  readonly warnings: readonly string[]
}

/** @throws input/… for the line, keys/… for what is in it */
export function wrapped(fields: LineFields, policy: Mode): Wrapped {
  const kbpk = fields.secret('kbpk', 'the key block protection key of the new block as hex')
  using order = orderOf(fields, policy)
  const { block, header, warnings } = wrapKeyBlock({ header: order.header, key: order.key, kbpk, policy })
  return {
    block,
    ...usualCheckValue(header.algorithm, order.key),
    warnings: [...new Set([...order.warnings, ...warnings, ...kbpkWarnings(header.versionId, kbpk)])],
  }
}

export const keyWarningsOf = (letter: string, key: Secret): string[] => {
  const { cipher } = keyAlgorithm(letter)
  return cipher ? keyWarnings(key, cipher) : []
}

export const kbpkWarnings = (version: VersionId, kbpk: Secret): string[] =>
  keyWarnings(kbpk, versions[version].cipher).map((warning) => `kbpk ${warning}`)

const orderOf = (fields: LineFields, policy: Mode): Order => {
  if (fields.has('block')) return fromBlock(fields, policy)
  return fields.has('cryptogram') ? fromCryptogram(fields) : fromComponents(fields)
}

/** A bare cryptogram carries no header and no MAC: the header comes with it, and its check value decides whether it is the key. */
function fromCryptogram(fields: LineFields): Order {
  const header = wholeHeader(fields)
  const key = importedKey(fields, header.algorithm)
  return {
    key,
    header,
    warnings: keyWarningsOf(header.algorithm, key),
    [Symbol.dispose]: () => key[Symbol.dispose](),
  }
}

function fromBlock(fields: LineFields, policy: Mode): Order {
  if (fields.has('components'))
    throw new Fault('input/bad-field', { field: 'components', expected: 'either components or a block' })
  const opened = openKeyBlock(
    fields.text('block', 'the key block as text'),
    fields.secret('under', 'the protection key of that block as hex'),
    policy,
  )
  try {
    const wanted = fields.has('header') ? givenHeader(fields.object('header', HEADER_FIELDS, HEADER)) : {}
    const { header, warnings } = rewrapHeader(opened.header, wanted, policy)
    return {
      key: opened.key,
      header,
      warnings: [...opened.warnings, ...warnings, ...keyWarningsOf(header.algorithm, opened.key)],
      [Symbol.dispose]: () => opened[Symbol.dispose](),
    }
  } catch (error) {
    opened[Symbol.dispose]()
    throw error
  }
}

function fromComponents(fields: LineFields): Order {
  if (fields.has('under'))
    throw new Fault('input/bad-field', { field: 'under', expected: 'only beside "block": its protection key' })
  const header = wholeHeader(fields)
  const { cipher } = keyAlgorithm(header.algorithm)
  const components = fields.secrets('components', `1 to ${MOST_COMPONENTS} hex strings of equal length`)
  if (cipher) return { ...placed(() => combine(components, cipher)), header }
  const key = placed(() => combineBytes(components))
  return { key, header, warnings: [], [Symbol.dispose]: () => key[Symbol.dispose]() }
}

/** A header with every field, where there is no other block to take one from. */
function wholeHeader(fields: LineFields): NewHeader {
  const given = fields.object('header', HEADER_FIELDS, HEADER)
  return {
    ...givenHeader(given),
    versionId: given.text('versionId', 'A, B, C, D or E'),
    keyUsage: given.text('keyUsage', 'two characters such as K0'),
    algorithm: given.text('algorithm', 'a letter such as T or A'),
    modeOfUse: given.text('modeOfUse', 'a letter such as B'),
    keyVersion: given.optionalText('keyVersion', 'two characters') ?? '00',
    exportability: given.optionalText('exportability', 'E, N or S') ?? 'N',
    keyContext: given.optionalText('keyContext', '0, 1 or 2') ?? '0',
    optionalBlocks: optionalBlocks(given) ?? [],
  }
}

/** Keys of other algorithms have neither parity nor weak values, and any length. */
function combineBytes(components: readonly Secret[]): Secret {
  if (components.length >= 1 && components.length <= MOST_COMPONENTS) return xor(components)
  throw new Fault('keys/component-count', { count: components.length, expected: `1 to ${MOST_COMPONENTS}` })
}

function placed<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw error instanceof Fault ? new Fault(error.code, { field: 'components', ...error.facts }) : error
  }
}

/** The fields that were given. */
function givenHeader(fields: LineFields): Partial<NewHeader> {
  const texts = HEADER_FIELDS.filter((name) => name !== 'optionalBlocks').flatMap((name) => {
    const text = fields.optionalText(name, 'text')
    return text === null ? [] : [[name, text]]
  })
  const blocks = optionalBlocks(fields)
  return { ...Object.fromEntries(texts), ...(blocks ? { optionalBlocks: blocks } : {}) }
}

function optionalBlocks(fields: LineFields): NewHeader['optionalBlocks'] | null {
  if (!fields.has('optionalBlocks')) return null
  const expected = 'a list of {"id","data"}; KC, KP and their data may be left to the station'
  return fields.objects('optionalBlocks', ['id', 'data'], expected).map((one) => ({
    id: one.text('id', 'two characters such as LB'),
    data: one.optionalText('data', 'text') ?? '',
  }))
}
