// Cases of KCV CHECK at sign-in, long after the master key matched: field 62 with all working keys, and what is known around it.
import { decrypt, encrypt, kcv } from './cipher.js'
import type { Random } from './random.js'
import type { Row } from './rows.js'
import type { CaseJson, SignInJson } from './shape.js'

type Name = 'pik' | 'mak' | 'tdk'
interface Working {
  readonly name: Name
  readonly key: Buffer
}

/** A sign-in as it should have gone: the terminal's master key, and the working keys that the host sends. */
interface SignIn {
  readonly random: Random
  readonly tmk: Buffer
  readonly keys: readonly Working[]
}

const hex = (bytes: Buffer) => bytes.toString('hex').toUpperCase()
const methodOf = (key: Buffer) => (key.length === 8 ? 'des-zeros' : 'tdes-zeros')
const CHECK = 4

/** One key of the field: its cryptogram under `master`, a short one filled with zeros, and four bytes of its value. */
function part({ key }: Working, master: Buffer, bytes: number, sm4: boolean): string {
  const cryptogram = encrypt(sm4 ? 'sm4' : 'tdes', master, key)
  return (
    hex(Buffer.concat([cryptogram, Buffer.alloc(bytes - key.length)])) +
    kcv(sm4 ? 'sm4-zeros' : methodOf(key), key, CHECK)
  )
}
const fieldOf = (keys: readonly Working[], master: Buffer, sm4 = false): string => {
  const bytes = Math.max(...keys.map(({ key }) => key.length))
  return keys.map((one) => part(one, master, bytes, sm4)).join('')
}

/** What the terminal shows for the PIK that it deciphered under `held`. */
const shownPik = ({ keys }: SignIn, under: Buffer, held: Buffer): string => {
  const { key } = keys[0]!
  return kcv(methodOf(key), decrypt('tdes', held, encrypt('tdes', under, key)), CHECK)
}

interface Made {
  readonly field62: string
  /** What else is known. */
  readonly known: Partial<SignInJson>
  /** Values as the terminal shows them; absent: it shows none. */
  readonly shown?: { readonly name: Name; readonly value: string }
  readonly decidable?: boolean
  readonly ties?: readonly string[]
  /** Another cause than the row's name. */
  readonly cause?: string
  readonly wrong?: readonly Name[]
}

const party: Readonly<Record<string, readonly string[]>> = {
  'tid-binding': ['host'],
  'host-rekeyed': ['host'],
  'wrong-key-index-setting': ['operator'],
  'sm-switch': ['operator', 'host'],
  'keys-lost-by-update': ['device'],
  'zero-padded': ['device'],
}

/** Two or three working keys of one length; a MAK of 8 bytes where that is asked for. */
function signInOf(random: Random, lengths: readonly number[], shortMak = false): SignIn {
  const bytes = random.pick(lengths)
  const names: readonly Name[] = bytes !== 8 && random.chance(0.3) && !shortMak ? ['pik', 'mak', 'tdk'] : ['pik', 'mak']
  const keys = names.map((name) => ({ name, key: random.bytes(name === 'mak' && shortMak ? 8 : bytes) }))
  return { random, tmk: random.bytes(16), keys }
}

/** A day of the last weeks, so many days before the onset. */
const day = (before: number) => new Date(Date.UTC(2025, 5, 20 - before)).toISOString().slice(0, 10)
/** Changes that have nothing to do with it: long before. */
const oldChanges = (random: Random) =>
  random.chance(0.5)
    ? [{ what: random.pick(['host', 'firmware', 'terminal-id', 'hsm']), at: day(40 + random.int(200)) }]
    : []

function caseOf(sign: SignIn, { field62, known, shown, wrong }: Made, holdsTmk: boolean): CaseJson {
  const { random, tmk, keys } = sign
  const doubted = shown?.name ?? wrong?.[0] ?? 'pik'
  const bytes = 2 * Math.max(...keys.map(({ key }) => key.length))
  const place = keys.findIndex(({ name }) => name === doubted)
  const at = place * (bytes + 2 * CHECK) + bytes
  return {
    algorithm: 'tdes',
    method: 'tdes-zeros',
    expected: field62.slice(at, at + 2 * CHECK),
    expectedSource: 'hsm',
    station: null,
    reported: shown?.value ?? null,
    form: null,
    components: [],
    partialKcvs: [],
    key: null,
    kek: null,
    slots: [],
    slot: { slot: 1 },
    otherDevices: [],
    line: { badChecksums: 0, garbageBytes: 0, retries: 0, timeouts: 0 },
    device: { tampered: false, provenance: 'computed', model: 'D180', firmware: '2.4', code: null },
    componentsVerified: false,
    signIn: {
      field62,
      wrong: wrong ?? keys.map(({ name }) => name),
      onset: day(0),
      ...known,
      changes: [...(known.changes ?? []), ...oldChanges(random)],
      ...(shown?.name === 'pik' ? { pikKcv: shown.value } : {}),
      ...(shown?.name === 'mak' ? { makKcv: shown.value } : {}),
    },
    ...(holdsTmk ? { lab: { tmk: hex(tmk) } } : {}),
  }
}

const row = (
  id: string,
  weight: number,
  make: (random: Random) => { readonly sign: SignIn; readonly made: Made; readonly holdsTmk?: boolean },
): Row => ({
  id: `sign-in: ${id}`,
  weight,
  make: (random) => {
    const { sign, made, holdsTmk = random.chance(0.5) } = make(random)
    const cause = made.cause ?? id
    const ties = made.ties ?? []
    return {
      row: `sign-in: ${id}`,
      form: 'sign-in',
      case: caseOf(sign, made, holdsTmk),
      truth: {
        cause,
        parties: ties.length > 0 ? [] : party[cause]!,
        decidable: (made.decidable ?? true) && ties.length === 0,
        ties,
      },
    }
  },
})

const usual = [8, 16, 16, 16, 24]
/** Half of the terminals show a value of what they deciphered, the others only say KCV CHECK. */
const perhaps = (random: Random, value: () => string) =>
  random.chance(0.5) ? { shown: { name: 'pik' as const, value: value() } } : {}

export const signInRows: readonly Row[] = [
  row('tid-binding', 8, (random) => {
    const sign = signInOf(random, usual)
    const theirs = random.bytes(16)
    const own = String(10_000_000 + random.int(80_000_000))
    const made = {
      field62: fieldOf(sign.keys, theirs),
      known: { terminalId: own, keyTerminalId: String(Number(own) + 1 + random.int(9)), othersFailing: 0 },
      ...perhaps(random, () => shownPik(sign, theirs, sign.tmk)),
    }
    return { sign, made }
  }),
  row('host-rekeyed', 8, (random) => {
    const sign = signInOf(random, usual)
    const theirs = random.bytes(16)
    const said = random.chance(0.6)
    const values = { tmkKcv: kcv('tdes-zeros', sign.tmk, CHECK), hostTmkKcv: kcv('tdes-zeros', theirs, CHECK) }
    const made = {
      field62: fieldOf(sign.keys, theirs),
      known: {
        othersFailing: random.int(30),
        ...(said
          ? values
          : {
              changes: [{ what: random.pick(['host', 'hsm']), at: day(random.int(5)) }],
              othersFailing: 3 + random.int(30),
            }),
      },
      ...perhaps(random, () => shownPik(sign, theirs, sign.tmk)),
    }
    return { sign, made }
  }),
  row('wrong-key-index-setting', 8, (random) => {
    const sign = signInOf(random, usual)
    const [loaded, used] = random.shuffled([1, 2, 3, 4, 5, 6])
    const made = {
      field62: fieldOf(sign.keys, sign.tmk),
      known: { loadedIndex: loaded!, keyIndex: used!, othersFailing: 0 },
      ...perhaps(random, () => shownPik(sign, sign.tmk, random.bytes(16))),
    }
    return { sign, made }
  }),
  row('sm-switch', 6, (random) => {
    const sign = signInOf(random, [16])
    const field62 = fieldOf(sign.keys, sign.tmk, true)
    const value = () => kcv('tdes-zeros', decrypt('tdes', sign.tmk, encrypt('sm4', sign.tmk, sign.keys[0]!.key)), CHECK)
    return { sign, made: { field62, known: {}, ...perhaps(random, value) }, holdsTmk: true }
  }),
  row('keys-lost-by-update', 8, (random) => {
    const sign = signInOf(random, usual)
    const made = {
      field62: fieldOf(sign.keys, sign.tmk),
      known: {
        slotState: 'empty',
        othersFailing: random.int(5),
        ...(random.chance(0.7) ? { changes: [{ what: 'firmware', at: day(random.int(3)) }] } : {}),
      },
    }
    return { sign, made }
  }),
  row('zero-padded', 10, (random) => {
    const sign = signInOf(random, [16], true)
    const field62 = fieldOf(sign.keys, sign.tmk)
    const mak = sign.keys[1]!.key
    const padded = Buffer.concat([mak, Buffer.alloc(8)])
    const all = decrypt('tdes', sign.tmk, Buffer.concat([encrypt('tdes', sign.tmk, mak), Buffer.alloc(8)]))
    const value = kcv('tdes-zeros', random.chance(0.7) ? padded : all, CHECK)
    return { sign, made: { field62, known: {}, wrong: ['mak'], shown: { name: 'mak', value } } }
  }),
  // Both values wrong at once and nothing else known: the master key, the terminal id or the slot.
  row('all wrong, nothing more known', 6, (random) => {
    const sign = signInOf(random, usual)
    const theirs = random.bytes(16)
    const [cause, tied] = random.shuffled(['tid-binding', 'host-rekeyed'])
    const made = {
      field62: fieldOf(sign.keys, theirs),
      known: {},
      cause: cause!,
      ties: [tied!, 'wrong-key-index-setting', 'keys-lost-by-update'],
      shown: { name: 'pik' as const, value: shownPik(sign, theirs, sign.tmk) },
    }
    return { sign, made }
  }),
]
