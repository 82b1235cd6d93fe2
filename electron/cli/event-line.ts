// An injection's event as a line for people at a terminal.
import type { InjectionEvent } from '../contract/events.js'
import type { KcvVerdict, Language, Outcome } from '../contract/values.js'
import { warningWords } from './warning-words.js'

type Words = {
  readonly outcome: Record<Outcome, string>
  readonly verdict: Record<KcvVerdict, string>
  readonly expected: string
  readonly station: string
  readonly reported: string
  readonly record: string
  readonly warning: string
  readonly armed: string
  readonly intent: string
  readonly skipped: string
  readonly test: string
}

const words: Record<Language, Words> = {
  en: {
    outcome: {
      injected: 'INJECTED',
      'already-present': 'ALREADY PRESENT: the slot held this key before',
      mismatched: 'MISMATCHED: the device holds another key',
      refused: 'REFUSED',
      unverified: 'UNVERIFIED: nothing independent proves the key',
      attested: 'ATTESTED by people',
      indeterminate: 'INDETERMINATE: the answer was lost; read back before anything else',
      abandoned: 'ABANDONED: nothing was sent',
    },
    verdict: { match: '= match', mismatch: '≠ MISMATCH', incomparable: '? incomparable', none: '– no value' },
    expected: 'expected',
    station: 'station',
    reported: 'reported',
    record: 'record',
    warning: 'warnings',
    armed: 'record on disk, loading',
    intent: 'intends',
    skipped: 'skipped',
    test: 'functional test',
  },
  zh: {
    outcome: {
      injected: '灌装成功',
      'already-present': '原已存在：槽位先前就有此密钥',
      mismatched: '校验值不一致：设备中是另一个密钥',
      refused: '已拒绝',
      unverified: '未验证：没有独立的证据',
      attested: '人工确认',
      indeterminate: '结果未定：应答丢失，请先回读',
      abandoned: '已放弃：未发送任何数据',
    },
    verdict: { match: '= 一致', mismatch: '≠ 不一致', incomparable: '? 不可比', none: '– 无值' },
    expected: '期望',
    station: '本站',
    reported: '设备',
    record: '记录',
    warning: '警告',
    armed: '记录已落盘，开始加载',
    intent: '准备',
    skipped: '跳过',
    test: '功能测试',
  },
}

/** One line, the port first. */
export function eventLine(event: InjectionEvent, language: Language): string {
  const word = words[language]
  const at = (text: string) => `${event.port}  ${text}`
  switch (event.event) {
    case 'attempt-intent':
      return at(
        `${word.intent} ${event.label} → ${event.usage} ${event.slot}${event.ksn ? `   KSN ${event.ksn}` : ''}   #${event.seq} ${event.attempt}`,
      )
    case 'device':
      return at(`${event.family}  SN ${event.serial ?? '–'}  ${event.model ?? ''}  ${event.firmware ?? ''}`.trimEnd())
    case 'slots':
      return at(
        event.slots.map((slot) => `${slot.usage} ${slot.slot}: ${slot.state} ${slot.kcv ?? ''}`.trimEnd()).join('; '),
      )
    case 'attempt-armed':
      return at(`${word.armed}   #${event.seq}`)
    case 'functional-test':
      return at(`${word.test} ${event.method}${event.ask ? `: ${event.ask[language]}` : ''}`)
    case 'kcv':
      return at(
        `${event.label} #${event.slot}  ${word.expected} ${event.expected ?? '–'}  ${word.station} ${event.station ?? '–'}  ${word.reported} ${event.reported ?? '–'}  ${word.verdict[event.verdict]}  (${event.provenance})`,
      )
    case 'attempt-result':
      return at(
        [
          `${word.outcome[event.outcome]}   ${word.record} #${event.seq}`,
          ...(event.warnings.length > 0 ? [`   ${word.warning}: ${warningWords(event.warnings, language)}`] : []),
          ...(event.fault ? [`   ${event.fault.message[language]}`] : []),
        ].join('\n'),
      )
    case 'skipped':
      return at(`${word.skipped} ${event.label}: ${event.because}`)
  }
}
