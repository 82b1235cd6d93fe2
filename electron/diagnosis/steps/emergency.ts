// Steps when it does not help, or when it is grave.
import { HOUR, SOON, type Step, step, TODAY, WEEK } from './step.js'

export const emergencySteps = {
  'withdraw-device': step(
    'technician',
    SOON,
    'Take the device out of use and seal it.',
    '停用设备并封存。',
    'the seal number is in the log',
    '封签号已记入日志',
  ),
  'tell-officer': step(
    'officer',
    HOUR,
    'Decide what happens to the device and to the key.',
    '决定设备与密钥的处置。',
    'the decision is recorded',
    '决定已记录',
  ),
  'stop-run': step(
    'officer',
    SOON,
    'Stop the run at all devices of the batch.',
    '暂停本批次全部灌装。',
    'no attempt was begun since',
    '此后没有新的尝试',
  ),
  'spare-device': step(
    'technician',
    HOUR,
    'Put a spare device in its place.',
    '启用备用设备。',
    'the spare signed in',
    '备用设备签到成功',
  ),
  'revoke-key': step(
    'officer',
    TODAY,
    'Decide whether the key must be replaced.',
    '决定是否更换密钥。',
    'the decision is recorded',
    '决定已记录',
  ),
  'watch-batch': step(
    'officer',
    WEEK,
    'Watch the batch for the same cause.',
    '关注本批次是否再现同一原因。',
    'no further case in a week',
    '一周内无新增',
  ),
} as const satisfies Record<string, Step>
