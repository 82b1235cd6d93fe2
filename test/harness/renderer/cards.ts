// Cards and keys for the scenes, in the shapes main sends. The values are those of published test keys.
import type { KcvComparison } from '../../../electron/contract/events.js'
import type { KeyUsage, Outcome } from '../../../electron/contract/values.js'
import type { KeyRowView, PortCardView } from '../../../electron/contract/views.js'

export const drivers = [
  { id: 'newland-k21', title: { zh: '新大陆 K21 密码键盘', en: 'Newland K21 PIN pad' }, byPeople: false },
  { id: 'szzt-zt598', title: { zh: '证通 ZT598', en: 'SZZT ZT598' }, byPeople: false },
  { id: 'pax-d', title: { zh: '百富 D200', en: 'PAX D200' }, byPeople: false },
] as const

export const profiles = [
  {
    id: 'practice-tmk',
    title: { zh: '练习主密钥 TMK', en: 'Practice master key TMK' },
    about: {
      zh: '公开测试密钥,由两个分量合成,期望值 08D7B4',
      en: 'Published test key of two components, expected 08D7B4',
    },
    drivers: [],
  },
  {
    id: 'practice-set',
    title: { zh: '练习密钥组 TMK + TPK + TAK', en: 'Practice set TMK + TPK + TAK' },
    about: { zh: '一把主密钥和两把工作密钥', en: 'One master key and two working keys' },
    drivers: ['newland-k21'],
  },
] as const

export const kcv = (change: Partial<KcvComparison> = {}): KcvComparison => ({
  label: 'TMK',
  slot: 2,
  expected: '08D7B4',
  expectedSource: 'letter',
  station: '08D7B4',
  reported: null,
  method: 'tdes-zeros',
  bytes: 3,
  provenance: 'computed',
  verdict: 'none',
  ...change,
})

export const key = (change: Partial<KeyRowView> = {}): KeyRowView => ({
  label: 'TMK',
  slot: 2,
  usage: 'TMK' as KeyUsage,
  state: 'waiting',
  kcv: null,
  readBack: false,
  vanishing: [],
  ask: null,
  withheld: false,
  outcome: null,
  closed: false,
  attempt: null,
  seq: null,
  ms: null,
  warnings: [],
  code: null,
  fault: null,
  ...change,
})

export const card = (place: number, change: Partial<PortCardView> = {}): PortCardView => {
  const driver = drivers[place % drivers.length]!
  const label = `${'ABCD'[Math.floor(place / 4)] ?? 'E'}${(place % 4) + 1}`
  return {
    port: `/dev/ttyUSB${place}`,
    label,
    place: `1-${place + 1}:1.0`,
    suggested: [],
    baud: null,
    settings: {},
    line: null,
    driver: driver.id,
    driverTitle: driver.title,
    simulated: false,
    byPeople: false,
    presence: 'ready',
    device: {
      family: driver.id,
      serial: `N7K2100${431 + place}`,
      serialSource: 'read',
      model: 'K21',
      firmware: '2.4.1',
      tampered: false,
    },
    profile: 'practice-tmk',
    keys: [key()],
    step: null,
    startedAt: null,
    stopping: false,
    loadsUntil: null,
    outcome: null,
    fault: null,
    actions: ['choose', 'start', 'remove'],
    ...change,
  }
}

type KeyEnd = Pick<KeyRowView, 'outcome'> & Partial<KeyRowView>
/** What a key looks like after each outcome. */
export const ends: Readonly<Record<Outcome, KeyEnd>> = {
  injected: { outcome: 'injected', kcv: kcv({ reported: '08D7B4', verdict: 'match' }) },
  mismatched: { outcome: 'mismatched', kcv: kcv({ reported: '08A64B', verdict: 'mismatch' }) },
  refused: { outcome: 'refused', kcv: kcv({ provenance: 'none' }), code: '51' },
  unverified: {
    outcome: 'unverified',
    kcv: kcv({ expectedSource: 'station', provenance: 'echoed', reported: '08D7B4', verdict: 'match' }),
  },
  attested: { outcome: 'attested', kcv: kcv({ reported: '08D7B4', provenance: 'human', verdict: 'match' }) },
  'already-present': { outcome: 'already-present', kcv: kcv({ reported: '08D7B4', verdict: 'match' }) },
  indeterminate: {
    outcome: 'indeterminate',
    kcv: kcv(),
    fault: {
      code: 'wire/silent',
      message: {
        zh: '/dev/ttyUSB0 在 5000 毫秒内未应答 load-key。',
        en: 'No answer to load-key within 5000 ms on /dev/ttyUSB0.',
      },
      next: 'read-back',
    },
  },
  abandoned: {
    outcome: 'abandoned',
    kcv: kcv({ station: '8CA64D' }),
    fault: {
      code: 'keys/expected-disagrees',
      message: {
        zh: '密钥 TMK:工作站计算为 8CA64D,期望为 08D7B4。未发送任何数据。请核对分量与期望值。',
        en: 'Key TMK: the station computes 8CA64D, 08D7B4 was expected. Nothing was sent. Check the components and the expected value.',
      },
      next: 'fix-input',
    },
  },
}
const after: Readonly<Partial<Record<Outcome, PortCardView['actions']>>> = {
  indeterminate: ['read-back', 'close-attempt'],
  refused: ['start', 'choose', 'remove'],
  abandoned: ['start', 'choose', 'remove'],
}
export const ended = (place: number, outcome: Outcome, change: Partial<PortCardView> = {}): PortCardView =>
  card(place, {
    outcome,
    keys: [key({ state: 'done', attempt: `a-${place}`, seq: 4182 + place, ms: 3140, ...ends[outcome] })],
    actions: after[outcome] ?? ['choose', 'remove'],
    ...change,
  })
export const working = (place: number, change: Partial<PortCardView> = {}): PortCardView =>
  card(place, {
    presence: 'working',
    step: 'load',
    startedAt: Date.now() - 1800,
    keys: [key({ state: 'working', kcv: kcv() })],
    actions: [],
    ...change,
  })
