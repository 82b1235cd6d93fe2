// Causes in the device itself: it wiped its keys, or it does not check at all.
import { type CauseTable, type Finding, matches } from '../cause.js'
import { zeroKeyValues } from '../public-kcvs.js'
import { reportedIs, type Scene } from '../scene.js'

const CERTAIN = 1e11
/** A fact that also explains why there is no value: far above what is said of a missing value alone. */
const EXPLAINS = 1e13

function wiped(scene: Scene): Finding[] {
  const { device, slot } = scene.case
  const zero = Math.max(0, ...zeroKeyValues(scene.case.method).map((hex) => reportedIs(scene, hex)))
  if (device?.tampered || scene.refusal === 'tampered') return [flagged(scene, zero)]
  // A device that says that it is whole has not wiped anything.
  if (device?.tampered === false || !zero || (slot?.before && !reportedIs(scene, slot.before))) return []
  return [{ evidence: { wipedSlot: true, zeroKey: true }, share: 0.15, ...matches(zero, 1) }]
}

/** The flag stands for itself; a slot that is empty too, or holds zeros, is what it leads to, and no second cause. */
function flagged({ reported, standing }: Scene, zero: number): Finding {
  const empty = reported === '' ? { emptySlot: true } : {}
  const follows = zero > 0 ? EXPLAINS * matches(zero, 1).odds : standing === 'no-value' ? 100 * EXPLAINS : CERTAIN
  return { evidence: { tamperFlag: true, ...empty }, odds: follows, bytes: null, told: true }
}

/** Whether the value says anything at all: what a device echoes agrees with whatever it was sent. */
function unchecked({ case: { device, sent }, standing, reported, refusal }: Scene): Finding[] {
  const provenance = device?.provenance
  if (provenance !== 'none' && provenance !== 'echoed' && provenance !== 'presence') return []
  // What was refused, or never sent, was not there to be checked.
  if (refusal !== null || sent === false) return []
  if (standing !== 'agree' && reported !== '') return [{ evidence: { provenance }, odds: 20, bytes: null }]
  return [{ evidence: { provenance }, odds: EXPLAINS, bytes: null, told: true }]
}

export const deviceCauses = {
  tampered: {
    tier: 1,
    prior: 0.02,
    party: 'device',
    severity: 'critical',
    needs: ['device.tampered', 'device.code'],
    find: wiped,
    action: {
      en: 'The device may have wiped its keys. Do not load: take it out of use, keep it sealed, and tell the officer.',
      zh: '设备可能已自毁密钥。请勿灌装：立即停用、封存并报告安全员。',
    },
    steps: ['withdraw-device', 'tell-officer', 'self-test'],
  },
  'check-disabled': {
    tier: 1,
    prior: 0.02,
    party: 'device',
    severity: 'high',
    needs: ['device.provenance'],
    find: unchecked,
    action: {
      en: 'The device does not check the key ({provenance}): its answer is no proof. Switch the check on, or prove the key by a functional test.',
      zh: '设备未校验密钥（{provenance}），其应答不构成证明。请开启校验，或用功能测试证明密钥。',
    },
    steps: ['switch-check-on', 'functional-test'],
  },
} as const satisfies CauseTable
