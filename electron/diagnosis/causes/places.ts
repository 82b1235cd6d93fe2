// Causes that another known value gives away: another slot, another device, what was there before, a published key.
import { kcvMethodNames } from '../../contract/values.js'
import { type CauseTable, type Finding, matches } from '../cause.js'
import { publicValues, zeroKeyValues } from '../public-kcvs.js'
import { reportedIs, type Scene } from '../scene.js'
import { digitsApart, sameOver } from '../standing.js'

const atOwn = ({ case: { slot } }: Scene, other: number) =>
  slot?.slot !== null && slot?.slot !== undefined && slot.slot === other

function slots(scene: Scene): Finding[] {
  if (scene.standing === 'agree') return []
  const others = (scene.case.slots ?? []).filter(({ slot }) => !atOwn(scene, slot))
  const kek = scene.case.kek?.kcv
  const among = others.length + (kek ? 1 : 0)
  const found = others.flatMap(({ slot, expected, before }) => {
    const [due, held] = [reportedIs(scene, expected), reportedIs(scene, before)]
    if (!due && !held) return []
    const apartBy = slot - (scene.case.slot?.slot ?? slot)
    const evidence = {
      slot,
      ...(Math.abs(apartBy) === 1 ? { offByOne: true } : {}),
      ...(due ? {} : { heldBefore: true }),
    }
    return [{ evidence, share: due ? 0.9 : 0.1, ...matches(due || held, among) }]
  })
  const bytes = reportedIs(scene, kek)
  return bytes ? [...found, { evidence: { transportKey: true }, share: 0.1, ...matches(bytes, 1) }] : found
}

/** What the slot held before, in the case itself or in its list of slots. */
export const befores = (scene: Scene): string[] =>
  [
    scene.case.slot?.before,
    ...(scene.case.slots ?? []).filter(({ slot }) => atOwn(scene, slot)).map(({ before }) => before),
  ].filter((before) => typeof before === 'string')

const isZeroKey = (scene: Scene) =>
  Math.max(0, ...zeroKeyValues(scene.case.method).map((hex) => reportedIs(scene, hex)))

function stale(scene: Scene): Finding[] {
  if (scene.standing === 'agree' || scene.standing === 'entry') return []
  const kept = befores(scene)
  const bytes = Math.max(0, ...kept.map((before) => reportedIs(scene, before)))
  if (bytes) return [{ evidence: { before: true }, ...matches(bytes, 1) }]
  const zero = kept.length === 0 ? isZeroKey(scene) : 0
  return zero ? [{ evidence: { unwritten: true, zeroKey: true }, share: 0.05, ...matches(zero, 1) }] : []
}

/** A value met at one other device may be one that all devices share: then it tells them apart no longer. */
const ONE_OTHER = 50
const SHARED = 1e3

function devices(scene: Scene): Finding[] {
  const { standing, expected, reported } = scene
  const others = scene.case.otherDevices ?? []
  const shared = others.length > 1 && new Set(others.map((one) => one.expected)).size === 1
  const isEntry = standing === 'entry'
  if (standing === 'agree' || (isEntry && shared) || digitsApart(expected, reported) === 1) return []
  const most =
    isEntry && others.length === 1 ? ONE_OTHER : shared && standing === 'open' ? SHARED : Number.POSITIVE_INFINITY
  return others.flatMap((one) => {
    const [due, shown] = [reportedIs(scene, one.expected), reportedIs(scene, one.reported)]
    // A run in which all devices get one key says nothing here.
    if ((!due && !shown) || sameOver(one.expected, expected)) return []
    const { odds, bytes } = matches(due || shown, others.length)
    const evidence = { ...(one.serial ? { serial: one.serial } : {}), due: due > 0 }
    return [{ evidence, share: due ? 0.9 : 0.1, odds: Math.min(odds, most), bytes }]
  })
}

/** Devices of one run that all should show this value and all show others, each its own. */
function each(scene: Scene): Finding[] {
  const alike = (scene.case.otherDevices ?? []).filter(
    ({ expected, reported }) => sameOver(expected, scene.expected) && reported && !sameOver(reported, scene.expected),
  )
  const shown = new Set([scene.reported, ...alike.map(({ reported }) => reported)])
  if (alike.length === 0 || scene.standing === 'agree' || shown.size <= alike.length) return []
  return [{ evidence: { devices: alike.length + 1, allDifferent: true }, odds: 10 ** (2 * alike.length), bytes: null }]
}

/** The all-zero key is met far more often than any other published one. */
const ZERO_SHARE = 0.3
const OWN_METHOD_SHARE = 0.65
/** Where the station sent that very key: it was meant to, or the wrong components were typed. */
const SENT = 200

function published(scene: Scene): Finding[] {
  if (scene.standing === 'agree' || scene.standing === 'method' || scene.reported === '') return []
  const zero = isZeroKey(scene)
  if (zero) return [{ evidence: { known: '00 repeated', zeroKey: true }, share: ZERO_SHARE, ...matches(zero, 1) }]
  const most = scene.standing === 'entry' ? SENT : Number.POSITIVE_INFINITY
  return kcvMethodNames.flatMap((method) => {
    const values = publicValues(method)
    const own = method === scene.case.method
    return values.flatMap(({ hex, known }) => {
      const bytes = reportedIs(scene, hex)
      if (!bytes || (!own && bytes < 3)) return []
      const evidence = { known, ...(own ? {} : { method }) }
      const { odds } = matches(bytes, values.length)
      return [{ evidence, share: own ? OWN_METHOD_SHARE : 0.005, odds: Math.min(odds, most), bytes }]
    })
  })
}

export const placeCauses = {
  'wrong-slot': {
    tier: 1,
    prior: 0.06,
    party: 'operator',
    severity: 'medium',
    needs: ['slots', 'slot'],
    find: slots,
    action: {
      en: 'The value is that of another slot[ ({slot})]. Check the slot number in the job and whether the device counts from 0 or from 1, then read back.',
      zh: '该值属于另一槽位[（{slot}）]。请核对任务中的槽位号以及设备从 0 还是从 1 起编号，再回读。',
    },
    steps: ['check-slot-number', 'read-back', 'load-again'],
  },
  'stale-key': {
    tier: 1,
    prior: 0.06,
    party: 'device',
    severity: 'medium',
    needs: ['slot.before'],
    find: stale,
    action: {
      en: 'The slot still holds what it held before: the load did not take. Find out why the device does not write, then load again.',
      zh: '槽位仍是原来的密钥：本次灌装未生效。请查明设备为何未写入后重新灌装。',
    },
    steps: ['check-write-permission', 'erase-slot', 'load-again'],
  },
  'other-device-key': {
    tier: 1,
    prior: 0.03,
    party: 'operator',
    severity: 'high',
    needs: ['otherDevices'],
    find: devices,
    action: {
      en: 'This is the key of another device of the run[ ({serial})]. Compare serial numbers and labels, erase both, and load each its own.',
      zh: '这是本批次另一台设备的密钥[（{serial}）]。请核对序列号与标签，清除两台设备后分别灌装各自的密钥。',
    },
    steps: ['check-serials', 'erase-slot', 'load-again'],
  },
  'known-test-key': {
    tier: 1,
    prior: 0.04,
    party: 'device',
    severity: 'critical',
    needs: ['reported'],
    find: published,
    action: {
      en: 'The device holds a key that everybody knows ({known}). It must not work with it: erase it, and load the real key.',
      zh: '设备中是公开的测试或出厂密钥（{known}），不得使用。请清除后灌装正式密钥。',
    },
    steps: ['withdraw-device', 'erase-slot', 'load-again', 'tell-officer'],
  },
  'per-device-key': {
    tier: 1,
    prior: 0.02,
    party: 'letter',
    severity: 'medium',
    needs: ['otherDevices'],
    find: each,
    action: {
      en: 'Every device of the run has a key of its own, and one expected value was used for all. Get the list of values by serial number.',
      zh: '本批次每台设备的密钥各不相同，却用了同一个期望值。请索取按序列号列出的校验值清单。',
    },
    steps: ['get-value-list', 'read-back'],
  },
} as const satisfies CauseTable
