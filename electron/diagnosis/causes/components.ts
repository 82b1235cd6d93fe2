// Causes that lie in the components: one missing, one twice, one of another key, one typed wrong.
import { type CauseTable, type Finding, matches } from '../cause.js'
import { zeroKeyValues } from '../public-kcvs.js'
import { reportedIs, type Scene } from '../scene.js'
import { sameOver } from '../standing.js'

const own = ({ case: { components } }: Scene) => (components ?? []).map(({ kcv }) => kcv ?? null)
const partials = ({ case: { partialKcvs } }: Scene) => (partialKcvs ?? []).filter(({ of }) => !of)

/** Where station and device agree, the device lost nothing of what the station holds. */
const heldTwice = (scene: Scene) => scene.standing === 'entry' && alikeOf(scene) > 0

/** Bytes over which two of the components held are one and the same; 0 where all differ. */
function alikeOf(scene: Scene): number {
  const kcvs = own(scene)
  const shown = kcvs.flatMap((kcv, i) => kcvs.slice(i + 1).map((other) => sameOver(kcv, other)))
  return Math.max(0, scene.componentsAlike ? KEY_BYTES : 0, ...shown)
}
/** Of two keys compared whole; more bytes say no more. */
const KEY_BYTES = 8

/** Two components leave one when one is missing; of three, two or one. */
function missing(scene: Scene): Finding[] {
  const kcvs = own(scene)
  if (heldTwice(scene)) return []
  const alone = kcvs.length === 2
  const among = kcvs.length + partials(scene).length
  const single = kcvs.flatMap((kcv, i) => {
    const bytes = reportedIs(scene, kcv)
    if (!bytes) return []
    const evidence = alone ? { missing: i === 0 ? 2 : 1 } : { arrived: i + 1, missingCount: kcvs.length - 1 }
    return [{ evidence, share: alone ? 1 : 0.2, ...matches(bytes, alone ? 2 : kcvs.length) }]
  })
  const several = partials(scene).flatMap(({ kcv }) => {
    const bytes = reportedIs(scene, kcv)
    return bytes ? [{ evidence: { partialXor: true }, share: alone ? 1 : 0.8, ...matches(bytes, among) }] : []
  })
  return [...single, ...several]
}

/** Of two, the same one twice makes the all-zero key; of three, it leaves the third. */
function duplicated(scene: Scene): Finding[] {
  const kcvs = own(scene)
  const zero = Math.max(0, ...zeroKeyValues(scene.case.method).map((hex) => reportedIs(scene, hex)))
  const bytes = scene.standing === 'entry' || scene.standing === 'open' || zero ? alikeOf(scene) : 0
  const alike = bytes > 0
  const held = matches(bytes, Math.max(1, (kcvs.length * (kcvs.length - 1)) / 2))
  if (zero) {
    if (kcvs.length !== 2 && !alike) return [{ evidence: { zeroKey: true }, share: 0.2, ...matches(zero, 1) }]
    const found = { evidence: { zeroKey: true, heldAlike: alike }, ...matches(zero, 1) }
    return [alike ? { ...found, odds: found.odds * held.odds } : found]
  }
  if (alike) return [{ evidence: { heldAlike: true }, ...held }]
  if (kcvs.length < 3) return []
  return kcvs.flatMap((kcv, i) => {
    const bytes = reportedIs(scene, kcv)
    if (!bytes || kcvs.length !== 3) return []
    return [{ evidence: { cancelled: true, arrived: i + 1, heldAlike: false }, ...matches(bytes, kcvs.length) }]
  })
}

/** Values made with a component of another key of the job, where the case has them. */
function swapped(scene: Scene): Finding[] {
  const crossed = (scene.case.partialKcvs ?? []).filter(({ of }) => of)
  return crossed.flatMap(({ kcv, of }) => {
    const bytes = reportedIs(scene, kcv)
    return bytes ? [{ evidence: { of: of! }, ...matches(bytes, crossed.length) }] : []
  })
}

/** Of two, the first one missing says the same, and stands before it. */
const OF_TWO = 0.05
/** From three components on it is a cause of its own. */
function lastOnly(scene: Scene): Finding[] {
  const kcvs = own(scene)
  const bytes = kcvs.length > 1 && !heldTwice(scene) ? reportedIs(scene, kcvs.at(-1)) : 0
  return bytes
    ? [{ evidence: { arrived: kcvs.length }, share: kcvs.length === 2 ? OF_TWO : 1, ...matches(bytes, 1) }]
    : []
}

export const componentCauses = {
  'component-missing': {
    tier: 1,
    prior: 0.06,
    party: 'operator',
    severity: 'medium',
    needs: ['components', 'partialKcvs'],
    find: missing,
    action: {
      en: 'A component did not arrive.[ It is component {missing}.] Begin the load anew with all components, in order, and check the value of each one as it is entered.',
      zh: '有分量未送达。[缺少第 {missing} 个分量。]请重新开始灌装，按顺序输入全部分量，并逐个核对分量校验值。',
    },
    steps: ['erase-slot', 'enter-all-components', 'check-each-component'],
  },
  'component-duplicated': {
    tier: 1,
    prior: 0.05,
    party: 'operator',
    severity: 'medium',
    needs: ['components'],
    find: duplicated,
    action: {
      en: 'A component went in twice. Begin the load anew; each custodian enters the own component once and checks its value.',
      zh: '同一分量被输入了两次。请重新开始灌装，每位保管人只输入自己的分量一次，并核对其校验值。',
    },
    steps: ['erase-slot', 'enter-all-components', 'check-each-component', 'custody-check'],
  },
  'component-swapped': {
    tier: 1,
    prior: 0.04,
    party: 'operator',
    severity: 'high',
    needs: ['partialKcvs', 'lab.otherComponents'],
    find: swapped,
    action: {
      en: 'A component of another key was used[, of {of}][, as component {component}]. Compare the label of every envelope with the job, then begin anew.',
      zh: '使用了另一密钥的分量[（{of}）][，作为第 {component} 个分量]。请核对每个信封的标签与任务，再重新开始。',
    },
    steps: ['erase-slot', 'match-envelopes', 'enter-all-components', 'check-each-component'],
  },
  'component-typo': {
    tier: 2,
    prior: 0.16,
    party: 'operator',
    severity: 'low',
    needs: ['lab.key or lab.components'],
    typed: true,
    slip: true,
    onTheWay: true,
    action: {
      en: 'A component was typed wrong. Re-enter [component {component}, ]the whole component from its envelope, and compare its check value and its parity before going on.',
      zh: '分量输入有误。请按信封[重新输入第 {component} 个分量，]完整重新输入该分量，并在继续之前核对其校验值和奇偶性。',
    },
    steps: ['erase-slot', 're-enter-component', 'check-each-component'],
  },
  'digit-shifted': {
    tier: 2,
    prior: 0.008,
    party: 'operator',
    severity: 'low',
    needs: ['lab.key or lab.components'],
    typed: true,
    action: {
      en: 'A digit was left out or typed twice, so that all that follow moved. Re-enter [component {component}, ]the whole component in groups, reading aloud.',
      zh: '漏输或重复输入了一位，后面各位随之移动。请[对第 {component} 个分量]分组完整重新输入并复诵。',
    },
    steps: ['erase-slot', 're-enter-component', 'check-each-component'],
  },
  'groups-exchanged': {
    tier: 2,
    prior: 0.008,
    party: 'operator',
    severity: 'low',
    needs: ['lab.key or lab.components'],
    typed: true,
    action: {
      en: 'Two groups of digits changed places while they were typed. Re-enter [component {component}, ]the whole component, a group at a time.',
      zh: '输入时有两组数字互换了位置。请[对第 {component} 个分量]逐组完整重新输入。',
    },
    steps: ['erase-slot', 're-enter-component', 'check-each-component'],
  },
  'last-component-only': {
    tier: 1,
    prior: 0.012,
    party: 'device',
    severity: 'medium',
    needs: ['components'],
    find: lastOnly,
    action: {
      en: 'The device kept only the last component: each one replaced the one before. Choose the entry mode that combines components, or load the combined key under a transport key.',
      zh: '设备只保留了最后一个分量：后输入的覆盖了先输入的。请选用合成分量的录入模式，或在传输密钥下灌装已合成的密钥。',
    },
    steps: ['erase-slot', 'check-entry-mode', 'enter-all-components'],
  },
  'concatenated-not-xored': {
    tier: 2,
    prior: 0.008,
    party: 'device',
    severity: 'medium',
    needs: ['lab.components'],
    action: {
      en: 'The components were joined end to end instead of combined by XOR. Set the device to XOR; full-length components are never parts of a key.',
      zh: '分量被首尾拼接而不是异或合成。请将设备设为异或合成；全长分量不是密钥的一段。',
    },
    steps: ['erase-slot', 'check-entry-mode', 'enter-all-components'],
  },
} as const satisfies CauseTable
