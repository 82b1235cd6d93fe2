// Causes between a base key, a key serial number and the initial key of a device.
import { type CauseTable, type Finding, matches } from '../cause.js'
import { expectedIs, reportedIs, type Scene } from '../scene.js'

function base(scene: Scene): Finding[] {
  if (scene.standing === 'agree') return []
  const bdk = scene.case.dukpt?.bdkKcv
  const [loaded, written] = [reportedIs(scene, bdk), expectedIs(scene, bdk)]
  const source = scene.case.expectedSource
  return [
    ...(loaded ? [{ evidence: { bdkIs: 'reported' }, ...matches(loaded, 1), party: 'operator' as const }] : []),
    ...(written
      ? [
          {
            evidence: { bdkIs: 'expected' },
            ...matches(written, 1),
            party: source && source !== 'letter' ? ('host' as const) : ('letter' as const),
          },
        ]
      : []),
  ]
}

export const dukptCauses = {
  'bdk-for-initial-key': {
    tier: 2,
    prior: 0.02,
    party: 'operator',
    severity: 'critical',
    needs: ['dukpt.bdkKcv', 'lab.bdk'],
    find: base,
    action: {
      en: 'The value of the base key (BDK) stands where that of the initial key should. If the base key itself is in the terminal, take it out of use at once: a BDK never enters a terminal.',
      zh: '此处是基础密钥（BDK）的校验值，而应是初始密钥的。若终端中灌装的是 BDK 本身，请立即停用：BDK 绝不能进入终端。',
    },
    steps: ['withdraw-device', 'tell-officer', 'derive-initial-key', 'load-again'],
  },
  'ksn-mismatch': {
    tier: 2,
    prior: 0.03,
    party: 'host',
    severity: 'medium',
    needs: ['lab.bdk', 'dukpt.ksn'],
    action: {
      en: 'The initial key was derived with another key serial number[ ({variant})]. Compare its length, its counter and its device number on both sides, then derive again.',
      zh: '初始密钥由另一密钥序列号（KSN）派生[（{variant}）]。请核对两侧 KSN 的长度、计数器和设备号后重新派生。',
    },
    steps: ['compare-ksn', 'derive-initial-key', 'load-again'],
  },
  'initial-key-derived-twice': {
    tier: 2,
    prior: 0.008,
    party: 'device',
    severity: 'medium',
    needs: ['lab.key', 'dukpt.ksn'],
    action: {
      en: 'The initial key was derived once more from the initial key. Tell the device that it gets an initial key and not a base key.',
      zh: '初始密钥又被当作基础密钥再次派生。请设置设备：收到的是初始密钥而非基础密钥。',
    },
    steps: ['derive-initial-key', 'erase-slot', 'load-again'],
  },
} as const satisfies CauseTable
