// Causes in what the key travels under and over: the transport key, the cable.
import type { CauseTable, Finding } from '../cause.js'
import { pointsToTransportKey } from '../refusal.js'
import type { Scene } from '../scene.js'
import { sameOver } from '../standing.js'

const CERTAIN = 1e10

/** Of a key that came under another, and that the device itself found to be another: most often it was unwrapped wrongly. */
const OFTEN = 1.5

/** By the device's code, or because the device is known to hold the previous transport key, or another. */
function kek(scene: Scene): Finding[] {
  const { refusal, case: known } = scene
  const found: Finding[] = []
  if (pointsToTransportKey(refusal)) {
    const key = refusal === 'mac' ? 'KBPK' : 'KEK'
    found.push({
      evidence: { code: String(known.device?.code), says: refusal!, key },
      odds: CERTAIN,
      bytes: null,
      told: true,
    })
  }
  if (scene.standing === 'agree') return found
  if (refusal === 'kcv' && scene.reported === '' && known.kek?.kcv)
    found.push({ evidence: { code: String(known.device?.code), says: refusal }, odds: OFTEN, bytes: null })
  const { kcv, previousKcv, reported } = known.kek ?? {}
  const held = [
    reported,
    ...(known.slots ?? []).filter(({ expected }) => sameOver(expected, kcv)).map(({ before }) => before),
  ]
  if (kcv && held.some((one) => one && !sameOver(one, kcv))) {
    const previous = held.some((one) => sameOver(one, previousKcv))
    found.push({
      evidence: { deviceHolds: previous ? 'previous' : 'another' },
      odds: previous ? 1e5 : 1e4,
      bytes: null,
    })
  }
  return found
}

/** An 8-bit LRC lets one of 256 changes pass: of n that were seen, n/255 more were not. [ISO 1155] */
const UNSEEN = 255
/** Odds against which an unseen error is held: how often a mismatch without any explanation is met beside it. */
const UNEXPLAINED = 0.3

function corruption({ sealed, standing, case: { line } }: Scene): Finding[] {
  const seen = line?.badChecksums ?? 0
  if (sealed || seen === 0 || standing === 'agree' || standing === 'entry' || standing === 'no-value') return []
  const unseen = seen / UNSEEN
  return [
    {
      evidence: { badChecksums: seen, expectedUnseen: Number(unseen.toFixed(3)) },
      odds: (unseen / UNEXPLAINED) * 5,
      bytes: null,
    },
  ]
}

export const transportCauses = {
  'wrong-kek': {
    tier: 2,
    prior: 0.08,
    party: 'device',
    severity: 'high',
    needs: ['device.code', 'kek', 'slots', 'lab.kek', 'lab.previousKek'],
    onTheWay: true,
    find: kek,
    action: {
      en: 'The key was unwrapped under another transport key[ ({kek})][; the device answered {code}]. Compare the check values of the transport keys on both sides, load the right one, then this key.',
      zh: '密钥用另一传输密钥解开[（{kek}）][；设备返回码 {code}]。请核对两侧传输密钥的校验值，先灌装正确的传输密钥，再灌装此密钥。',
    },
    steps: ['compare-kek', 'load-kek', 'load-again'],
  },
  'line-corruption': {
    tier: 1,
    prior: 0.01,
    party: 'line',
    severity: 'medium',
    needs: ['line.badChecksums'],
    onTheWay: true,
    find: corruption,
    action: {
      en: 'The line is bad: among so many errors that were seen, some pass unseen. Change cable and port, then load again.',
      zh: '线路质量差：在检出的大量错误之外，会有错误未被检出。请更换线缆和端口后重新灌装。',
    },
    steps: ['change-cable', 'erase-slot', 'load-again'],
  },
} as const satisfies CauseTable
