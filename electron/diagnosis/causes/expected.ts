// Causes that lie in the expected value: station and device agree, and what was expected is something else.
import { type CauseTable, type Finding, matches, type Party } from '../cause.js'
import { expectedIs, type Scene } from '../scene.js'
import { digitsApart, sameOver } from '../standing.js'
import { befores } from './places.js'

/** Digits that look alike on paper. */
const lookAlike = ['8B', '0D', '0C', '17', '27', '38', '56', '68', 'EF']
const LOOK_ALIKE_SHARE = 0.8

const source = ({ case: { expectedSource } }: Scene): Party =>
  expectedSource === 'hsm' || expectedSource === 'key-block' || expectedSource === 'signed' ? 'host' : 'letter'

/** One digit apart; which one is nobody's business but the letter's. */
function misread(scene: Scene): Finding[] {
  const { standing, expected, reported } = scene
  if (standing !== 'entry' && !(standing === 'open' && scene.station === null)) return []
  const digits = Math.min(expected.length, reported.length)
  if (digitsApart(expected, reported) !== 1) return []
  const at = Array.from({ length: digits }, (_, i) => i).find((i) => expected[i] !== reported[i])!
  const pair = [expected[at]!, reported[at]!].sort().join('')
  const alike = lookAlike.includes(pair)
  const among = alike ? 2 * digits : 15 * digits
  return [
    {
      evidence: { digitsApart: 1, lookAlike: alike },
      share: alike ? LOOK_ALIKE_SHARE : 1 - LOOK_ALIKE_SHARE,
      ...matches(digits / 2, among),
      party: source(scene),
    },
  ]
}

/** Station and device agree: the expected value is looked for among other letters. */
const ifEntry = (find: (scene: Scene) => readonly Finding[]) => (scene: Scene) =>
  scene.standing === 'entry' ? find(scene).map((finding) => ({ ...finding, party: source(scene) })) : []

const amongValues = (
  scene: Scene,
  values: readonly { readonly kcv: string; readonly evidence: Finding['evidence'] }[],
) =>
  values.flatMap(({ kcv, evidence }) => {
    const bytes = expectedIs(scene, kcv)
    return bytes ? [{ evidence, ...matches(bytes, values.length) }] : []
  })

const letters = ({ case: { letters: all, method } }: Scene) => {
  const own = (all ?? []).filter((one) => !one.method || one.method === method)
  return { own, otherMethod: (all ?? []).filter((one) => one.method && one.method !== method) }
}

/**
 * Letters of other versions and of other keys. The row of the value that station and device have tells this key's label:
 * rows of that label are its versions, others are other keys'. Where no row tells it, a row with label and version may be
 * either.
 */
function register(scene: Scene) {
  const { own } = letters(scene)
  const labels = own.flatMap(({ kcv, label }) => (label && sameOver(kcv, scene.reported) ? [label] : []))
  const open = labels.length === 0
  return {
    versions: own.filter(({ label, version }) => version && (!label || open || labels.includes(label))),
    others: own.filter(({ label }) => label && !labels.includes(label)),
  }
}

const stale = ifEntry((scene) =>
  amongValues(scene, [
    ...befores(scene).map((kcv) => ({ kcv, evidence: { heldBefore: true } })),
    ...register(scene).versions.map(({ kcv, version }) => ({ kcv, evidence: { version: version! } })),
  ]),
)

const otherKey = ifEntry((scene) => [...amongValues(scene, valuesOfOthers(scene)), ...ofOtherDevice(scene)])

/** Everything else of this job that has a check value of its own. */
function valuesOfOthers(scene: Scene) {
  const { slots, components, partialKcvs, kek, slot } = scene.case
  const all = [
    ...(slots ?? [])
      .filter((one) => one.slot !== slot?.slot)
      .map((one) => ({ kcv: one.expected, evidence: { slot: one.slot } })),
    ...(components ?? []).map(({ kcv }, i) => ({ kcv, evidence: { component: i + 1 } })),
    ...(partialKcvs ?? []).map(({ kcv }) => ({ kcv, evidence: { partialXor: true } })),
    { kcv: kek?.kcv, evidence: { transportKey: true } },
    ...register(scene).others.map(({ kcv, label }) => ({ kcv, evidence: { label: label! } })),
  ]
  return all.flatMap(({ kcv, evidence }) => (kcv ? [{ kcv, evidence }] : []))
}

/** A value met at one other device may be one that all devices share. */
const ONE_OTHER = 2

function ofOtherDevice(scene: Scene): Finding[] {
  const others = scene.case.otherDevices ?? []
  const own = others.filter(({ expected }) => expected && expectedIs(scene, expected))
  if (own.length !== 1) return []
  const { serial, expected } = own[0]!
  const { odds, bytes } = matches(expectedIs(scene, expected), others.length)
  return [{ evidence: serial ? { serial } : {}, odds: others.length === 1 ? Math.min(odds, ONE_OTHER) : odds, bytes }]
}

const otherMethod = ifEntry((scene) =>
  amongValues(
    scene,
    letters(scene).otherMethod.map(({ kcv, method }) => ({ kcv, evidence: { method: method! } })),
  ),
)

/** Where station and device agree, little else is left; yet whoever is named by exclusion alone is never accused (0.9). */
const BY_EXCLUSION = 8
/** Nothing explains the expected value: the components in the station are most often wrong ones. */
const entry = (scene: Scene): Finding[] => {
  if (scene.standing !== 'entry') return []
  const { slots, slot } = scene.case
  const others = (slots ?? []).filter((one) => one.slot !== slot?.slot && one.expected)
  const other = others.find(({ expected }) => sameOver(scene.reported, expected))
  if (other)
    return [
      {
        evidence: { keyOfSlot: other.slot },
        share: 0.3,
        ...matches(sameOver(scene.reported, other.expected), others.length),
      },
    ]
  return [{ evidence: { stationIsReported: true }, odds: BY_EXCLUSION, bytes: null }]
}

export const expectedCauses = {
  'expected-misread': {
    tier: 1,
    prior: 0.05,
    party: 'letter',
    severity: 'low',
    needs: ['expected', 'station', 'reported'],
    find: misread,
    action: {
      en: 'The expected value was read wrong off the letter. Two people read it once more; the key need not be loaded again.',
      zh: '期望校验值抄读有误。请两人重新核读密钥函；无需重新灌装。',
    },
    steps: ['read-letter-again'],
  },
  'expected-stale-version': {
    tier: 1,
    prior: 0.03,
    party: 'letter',
    severity: 'medium',
    needs: ['station', 'slot.before', 'letters'],
    find: stale,
    action: {
      en: 'The expected value belongs to an older version of the key[ ({version})]. Get the letter of the version that was loaded.',
      zh: '期望校验值属于旧版本密钥[（{version}）]。请索取所灌装版本的密钥函。',
    },
    steps: ['get-letter', 'check-version'],
  },
  'expected-other-key': {
    tier: 1,
    prior: 0.03,
    party: 'letter',
    severity: 'medium',
    needs: ['station', 'slots', 'otherDevices', 'letters'],
    find: otherKey,
    action: {
      en: 'The expected value is another key’s[, that of slot {slot}][, that of {serial}]. Take the letter of this key.',
      zh: '期望校验值属于另一密钥[（槽位 {slot}）][（设备 {serial}）]。请使用本密钥的密钥函。',
    },
    steps: ['get-letter', 'match-envelopes'],
  },
  'expected-other-method': {
    tier: 2,
    prior: 0.03,
    party: 'letter',
    severity: 'low',
    needs: ['station', 'letters', 'lab.key'],
    find: otherMethod,
    action: {
      en: 'The letter states the value by another method[ ({method})]. Ask its sender which method was used, and set the job to it.',
      zh: '密钥函上的校验值采用了另一种算法[（{method}）]。请向发函方确认算法并在任务中设置。',
    },
    steps: ['agree-method', 'get-letter'],
  },
  'entry-error': {
    tier: 1,
    prior: 0.05,
    party: 'operator',
    severity: 'medium',
    needs: ['station', 'expected', 'reported'],
    find: entry,
    action: {
      en: 'What the station holds is not the key that was expected[: it is the key of slot {keyOfSlot}]. Compare label and version of every envelope with the job, and enter the components anew.',
      zh: '本站所持的密钥与期望不符[：它是槽位 {keyOfSlot} 的密钥]。请核对每个信封的标签和版本，再重新输入分量。',
    },
    steps: ['match-envelopes', 'check-version', 'enter-all-components', 'check-each-component'],
  },
} as const satisfies CauseTable
