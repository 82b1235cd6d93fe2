// Reads a *.wire transcript and plays it against a driver: our bytes must be the transcript's, its bytes must give our values.
import assert from 'node:assert/strict'
import { Fault } from '../../electron/contract/fault.js'
import type { Algorithm, CheckValue } from '../../electron/contract/values.js'
import type {
  DeviceDriver,
  DeviceSession,
  LoadMaterial,
  LoadRequest,
  SettingValues,
  SlotRef,
} from '../../electron/devices/driver.js'
import { bytes, ciphers, hex, MemoryLine, openSecret, tdes, ticket } from './memory-line.js'
import { VirtualClock } from './virtual-clock.js'

/** A line `=>` or `<=`. */
interface Said {
  readonly line: number
  readonly ours: boolean
  readonly hex: string
}
export interface Conversation {
  readonly line: number
  readonly call: string
  readonly args: unknown
  settings: SettingValues
  readonly said: Said[]
  answer: { readonly line: number; readonly value: unknown } | null
}

/** @throws Error naming the line that is none of the transcript's forms */
export function parse(text: string): Conversation[] {
  const conversations: Conversation[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1
    const words = raw.trim()
    if (words === '' || words.startsWith('#')) continue
    const [mark = '', ...rest] = words.split(' ')
    const tail = rest.join(' ')
    const said = tail.replace(/'([^']*)'/g, (_, text: string) => hex(Buffer.from(text, 'ascii')))
    const last = conversations.at(-1)
    if (mark === '@') {
      const [call = '', ...args] = rest
      const given = args.join(' ')
      conversations.push({ line, call, args: given ? JSON.parse(given) : null, settings: {}, said: [], answer: null })
    } else if (!last || last.answer) throw new Error(`line ${line}: belongs to no call`)
    else if (mark === 'with') last.settings = JSON.parse(tail)
    else if (mark === '=') last.answer = { line, value: JSON.parse(tail) }
    else if (/^(=>|<=)$/.test(mark) && /^([0-9A-Fa-f]{2}\s*)+$/.test(said))
      last.said.push({ line, ours: mark === '=>', hex: said.replace(/\s/g, '').toUpperCase() })
    else throw new Error(`line ${line}: "${mark}" is no mark of a transcript`)
  }
  return conversations
}

/** @throws Error beginning with the number of the line that was not as it happened */
export async function replay(driver: DeviceDriver, conversation: Conversation): Promise<void> {
  const clock = new VirtualClock()
  const line = new MemoryLine(driver.line.baud)
  const left = [...conversation.said]
  const wrong: Error[] = []
  line.answer = (frame) => {
    const due = left.shift()
    const at = due ?? conversation.answer ?? conversation
    if (!due?.ours || due.hex !== frame) {
      wrong.push(
        new Error(
          `line ${at.line}: ${due?.ours ? `=> ${due.hex} was due` : 'nothing was due'}, the station sent ${frame}`,
        ),
      )
      return
    }
    // The device says its part once the station's frame is out.
    while (left[0] && !left[0].ours) {
      const { hex } = left.shift()!
      clock.after(1, () => line.say(hex))
    }
  }
  const session = driver.open(line, conversation.settings, clock, ciphers)
  const happened = await clock.until(called(session, conversation)).catch((thrown: unknown) => {
    if (thrown instanceof Fault) return { fault: thrown.code }
    throw thrown
  })
  if (wrong[0]) throw wrong[0]
  if (left[0]) throw new Error(`line ${left[0].line}: ${left[0].ours ? 'never sent' : 'never came to be heard'}`)
  if (!conversation.answer) throw new Error(`line ${conversation.line}: the call has no answer line`)
  assert.deepEqual(
    JSON.parse(JSON.stringify(happened)),
    conversation.answer.value,
    `line ${conversation.answer.line}: the call answered ${JSON.stringify(happened)}`,
  )
  assertCut(line.traced, conversation)
}

/** No profile lets four bytes of a value through for every method, so the trace shows none of any: as bytes or as digits. */
function assertCut(traced: readonly string[], { answer }: Conversation): void {
  const values = [...JSON.stringify(answer!.value).matchAll(/"(?:hex|kcv)":"([0-9A-F]{8,})"/g)].map(
    (found) => found[1]!,
  )
  for (const value of values) {
    const start = value.slice(0, 8)
    const digits = hex(Buffer.from(start, 'ascii'))
    if (/^0*$/.test(start)) continue
    const told = traced.find((text) => text.includes(start) || text.includes(digits))
    if (told) throw new Error(`line ${answer!.line}: the trace shows a check value: ${told}`)
  }
}

const called = (session: DeviceSession, { call, args, line }: Conversation): Promise<unknown> => {
  const run = calls[call]
  if (!run) throw new Error(`line ${line}: there is no call "${call}"`)
  return Promise.resolve().then(() => run(session, args as never))
}

const calls: Record<string, (session: DeviceSession, args: never) => Promise<unknown> | undefined> = {
  identify: (session) => session.identify(),
  slots: (session, wanted: SlotRef[]) => session.slots(wanted),
  'read-kcv': (session, { method, ...slot }: SlotRef & { method?: CheckValue['method'] }) =>
    session.readKcv(slot, method),
  erase: (session, what: SlotRef | 'all') => session.erase?.(what, ticket),
  load: (session, args: LoadWords) => session.load(request(args), ticket),
  'write-serial': (session, serial: string) => session.writeSerial?.(serial, ticket),
  select: (session, slot: SlotRef) => session.select?.(slot, ticket),
}

interface LoadWords extends SlotRef {
  readonly under?: SlotRef
  readonly form: string
  readonly algorithm?: Algorithm
  readonly secret?: string
  readonly key?: string
  readonly bytes?: string
  readonly block?: string
  readonly ksn?: string
  readonly expected?: string
  readonly method?: CheckValue['method']
}

const request = (words: LoadWords): LoadRequest => ({
  usage: words.usage,
  slot: words.slot,
  algorithm: words.algorithm ?? 'tdes',
  under: words.under ?? null,
  expected: words.expected ? { method: words.method ?? 'tdes-zeros', hex: words.expected } : null,
  material: materials[words.form]!(words),
})

const materials: Record<string, (words: LoadWords) => LoadMaterial> = {
  clear: ({ secret = '' }) => ({
    form: 'clear',
    secret: openSecret(secret),
    echoes: (digits) => Buffer.from(digits).toString('ascii') === secret,
  }),
  'key-block': ({ block = '' }) => ({ form: 'key-block', block }),
  wrapped: ({ secret = '', key = '' }) => ({ form: 'wrapped', secret: openSecret(secret), key: openSecret(key) }),
  cryptogram: (words) => ({ form: 'cryptogram', bytes: bytes(words.bytes ?? '') }),
  'initial-key': ({ secret = '', key, ksn = '' }) => {
    const initial = openSecret(secret)
    const value = tdes(initial, Uint8Array.of(...bytes(ksn), ...new Uint8Array(6)))
    const bound = () => ({ method: 'newland-dukpt', hex: Buffer.from(value).toString('hex').toUpperCase() }) as const
    return { form: 'initial-key', secret: initial, key: key ? openSecret(key) : null, ksn: bytes(ksn), bound }
  },
}
