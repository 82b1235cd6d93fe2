// Steps around a sign-in.
import { HOUR, SOON, type Step, step, TODAY } from './step.js'

export const signInSteps = {
  'bind-terminal-id': step(
    'host',
    TODAY,
    'Bind the terminal id to this terminal’s master key.',
    '将终端号绑定到本终端主密钥。',
    'the host names the check value of the key',
    '主机侧给出该密钥校验值',
  ),
  'ask-host-key': step(
    'host',
    TODAY,
    'Name the check value of the master key in use for this terminal.',
    '提供该终端当前主密钥的校验值。',
    'value and version were sent',
    '已提供校验值与版本',
  ),
  'set-key-index': step(
    'technician',
    SOON,
    'Set the key index in the terminal’s application.',
    '在终端应用中设置密钥索引。',
    'the index shown is the loaded one',
    '显示的索引与灌装的一致',
  ),
  'set-algorithm': step(
    'technician',
    SOON,
    'Set the terminal to the host’s algorithm.',
    '将终端设为主机所用算法。',
    'the setting was read back',
    '已回读设置',
  ),
  'hold-update': step(
    'administrator',
    HOUR,
    'Hold the update back until it keeps the keys.',
    '暂停升级，直至升级能保留密钥。',
    'the version is on the block list',
    '该版本已列入禁用表',
  ),
  'sign-in-again': step(
    'technician',
    HOUR,
    'Sign in again.',
    '重新签到。',
    'the terminal signed in without KCV CHECK',
    '终端签到成功，无 KCV CHECK',
  ),
} as const satisfies Record<string, Step>
