// Causes where the key is the same and its check value is made, cut or shown another way; and values that are none.
import { type CauseTable, type Finding, matches } from '../cause.js'
import { expectedIs, type Scene } from '../scene.js'
import { isSentinel, sameOver } from '../standing.js'

const CERTAIN = 1e10

/** The same value in different lengths: a match to us, a refusal to a device that compares all it has. */
function lengths(scene: Scene): Finding[] {
  const { expected, reported } = scene
  if (expected.length === reported.length || isSentinel(reported, scene.case.method)) return []
  const bytes = sameOver(expected, reported)
  const evidence = { expectedBytes: expected.length / 2, reportedBytes: reported.length / 2, commonBytes: bytes }
  return bytes ? [{ evidence, odds: bytes >= 3 ? CERTAIN : matches(bytes, 1).odds, bytes }] : []
}

function noValue(scene: Scene): Finding[] {
  const { expected, reported, refusal, standing, case: known } = scene
  if (standing === 'agree') return []
  const where = isSentinel(reported, known.method) ? 'reported' : isSentinel(expected, known.method) ? 'expected' : null
  // A device that refused has no value to give: its code is the cause, not the empty answer. At sign-in few show any.
  if (where === null || ((refusal !== null || known.signIn || known.sent === false) && reported === '')) return []
  const shown = where === 'reported' ? reported : expected
  const party = where === 'reported' ? 'device' : 'letter'
  return [
    {
      evidence: { value: where, shown: shown === '' ? 'empty' : shown },
      odds: CERTAIN,
      bytes: shown.length / 2 || null,
      ...(shown === '' ? { told: true } : {}),
      party,
    },
  ]
}

/** Letter and device agree and the station does not: the station asks the key another way. */
const ours = ({ standing, expected, reported }: Scene): Finding[] =>
  standing === 'method'
    ? [{ evidence: { expectedIsReported: true }, odds: 1e4, bytes: sameOver(expected, reported), party: 'operator' }]
    : []

function present(scene: Scene): Finding[] {
  const before = expectedIs(scene, scene.case.slot?.before)
  return scene.standing === 'agree' && before
    ? [{ evidence: { before: true }, odds: 1e9, bytes: Math.min(before, sameOver(scene.expected, scene.reported)) }]
    : []
}

export const methodCauses = {
  'length-convention': {
    tier: 1,
    prior: 0.05,
    party: 'device',
    severity: 'low',
    needs: ['expected', 'reported'],
    find: lengths,
    action: {
      en: 'Both values are the same, shown in {expectedBytes} and {reportedBytes} bytes. The key is right. Enter the value in the length that the device compares.',
      zh: '两个校验值相同，只是分别显示 {expectedBytes} 和 {reportedBytes} 字节。密钥正确。请按设备比较的长度填写校验值。',
    },
    steps: ['set-length', 'load-again'],
  },
  'method-difference': {
    tier: 2,
    prior: 0.06,
    party: 'device',
    severity: 'low',
    needs: ['lab.key', 'station'],
    find: ours,
    action: {
      en: 'The key is the same; its check value was made by another method[ ({method})]. Agree on one method and compare again; do not load anew.',
      zh: '密钥相同，但校验值的算法不同[（{method}）]。请统一校验值算法后再比较，无需重新灌装。',
    },
    steps: ['agree-method', 'read-back'],
  },
  'algorithm-difference': {
    tier: 2,
    prior: 0.03,
    party: 'device',
    severity: 'medium',
    needs: ['lab.key'],
    action: {
      en: 'The same bytes were taken as a key of another algorithm[ ({algorithm})]. Correct the algorithm of the key in the job or of the slot, and load again.',
      zh: '同样的字节被当作另一种算法的密钥[（{algorithm}）]。请更正任务或槽位的密钥算法后重新灌装。',
    },
    steps: ['correct-algorithm', 'erase-slot', 'load-again'],
  },
  'already-present': {
    tier: 1,
    prior: 0.02,
    party: 'device',
    severity: 'medium',
    needs: ['slot.before', 'expected', 'reported'],
    find: present,
    action: {
      en: 'The slot held this very key before, so the match proves nothing about this load. Erase the slot and load again where proof is needed.',
      zh: '该槽位先前就有此密钥，一致不能证明本次灌装成功。如需证明，请先清除槽位再灌装。',
    },
    steps: ['erase-slot', 'load-again', 'read-back'],
  },
  'no-value': {
    tier: 1,
    prior: 0.02,
    party: 'device',
    severity: 'medium',
    needs: ['reported', 'expected'],
    find: noValue,
    action: {
      en: 'This is no check value: nothing was compared. Read the value back once more; where the device has none, prove the key by a functional test.',
      zh: '这不是校验值：未作任何比较。请再次回读；若设备没有校验值，请用功能测试证明密钥。',
    },
    steps: ['read-back', 'functional-test'],
  },
} as const satisfies CauseTable
