// System: is the hardware sound, is the firmware known, what do the logs say of this device.
import { type Check, lately, result } from './check.js'

export const hardware: Check = ({ scene: { case: known, refusal } }) => {
  const { device } = known
  const evidence = { ...(device?.code ? { code: String(device.code) } : {}), tampered: device?.tampered ?? null }
  if (device?.tampered || refusal === 'tampered')
    return result('system/hardware', 'fail', evidence, 'The tamper flag is set.', '防拆标志已置位。')
  if (device?.tampered === false)
    return result('system/hardware', 'ok', evidence, 'The device says that it is whole.', '设备报告未被拆动。')
  return result(
    'system/hardware',
    'unknown',
    evidence,
    'The device gives no state of its own: look at display, keypad, printer, port and cable.',
    '设备未提供自身状态：请检查显示屏、键盘、打印机、接口与线缆。',
  )
}

/** Mismatches of one firmware among this many attempts are no accident. */
const FEW_ATTEMPTS = 5
const BAD_RATE = 0.3

/** The version table stands first: it is what somebody has found out; figures of the log only hint. */
export const firmware: Check = (looked) => {
  const table = looked.around.firmware
  const met = firmwareMet(looked)
  if (!table) return met
  const { verdict, minimum, reason, seq } = table
  const evidence = {
    ...met.evidence,
    ...(minimum === null ? {} : { minimum }),
    ...(reason === '' ? {} : { reason }),
    ...(seq === null ? {} : { table: `#${seq}` }),
  }
  if (verdict === 'bad')
    return result(
      'system/firmware',
      'fail',
      evidence,
      'The version table calls this firmware bad: loads into it are refused.',
      '版本表已禁用此固件：拒绝向其灌装。',
    )
  if (verdict === 'old')
    return result(
      'system/firmware',
      'fail',
      evidence,
      'The firmware is older than the version table asks for.',
      '固件低于版本表要求的最低版本。',
    )
  return met.status === 'warn'
    ? { ...met, evidence }
    : result(
        'system/firmware',
        'ok',
        evidence,
        'The version table has nothing against this firmware.',
        '版本表对此固件无异议。',
      )
}

const firmwareMet: Check = ({ scene: { case: known }, history }) => {
  const { model, firmware: version } = known.device ?? {}
  if (!version)
    return result(
      'system/firmware',
      'unknown',
      { model: model ?? null },
      'The firmware was not read.',
      '未读到固件版本。',
    )
  const of = (history?.attempts ?? []).filter((one) => one.model === model && one.firmware === version)
  const bad = of.filter(({ outcome }) => outcome === 'mismatched')
  const evidence = {
    model: model ?? null,
    firmware: version,
    attempts: of.length,
    mismatched: bad.length,
    records: lately(bad.map(({ seq }) => seq)),
  }
  if (of.length < FEW_ATTEMPTS)
    return result(
      'system/firmware',
      'unknown',
      evidence,
      'The version table does not know this model, and there were too few attempts to judge by.',
      '版本表中没有该型号，且尝试太少，无法判断。',
    )
  return bad.length / of.length >= BAD_RATE
    ? result(
        'system/firmware',
        'warn',
        evidence,
        'This firmware ends in mismatches more often than others.',
        '此固件的不一致率偏高。',
      )
    : result(
        'system/firmware',
        'ok',
        evidence,
        'This firmware was loaded without trouble before.',
        '此固件以往灌装正常。',
      )
}

export const log: Check = ({ scene: { case: known }, history }) => {
  const serial = known.device?.serial
  if (!history || !serial)
    return result(
      'system/log',
      'unknown',
      { serial: serial ?? null },
      'No log was read for this device.',
      '未读取该设备的日志。',
    )
  const of = history.attempts.filter((one) => one.serial === serial)
  const failed = of.filter(({ outcome }) => outcome !== 'injected' && outcome !== 'already-present')
  const codes = [...new Set(failed.flatMap(({ code }) => (code === null ? [] : [code])))]
  const evidence = {
    serial,
    attempts: of.length,
    failed: failed.length,
    codes,
    records: lately(failed.map(({ seq }) => seq)),
  }
  if (failed.length > 1)
    return result('system/log', 'warn', evidence, 'This device failed before.', '该设备此前已有失败记录。')
  return result(
    'system/log',
    'ok',
    evidence,
    'The log holds no earlier failure of this device.',
    '日志中无该设备此前的失败。',
  )
}
