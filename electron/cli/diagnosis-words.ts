// A diagnosis as lines for people.
import type { Bilingual, Language } from '../contract/values.js'
import type { DiagnosisReport } from '../diagnosis/report.js'

const words = {
  party: { en: 'Where it arose', zh: '问题所在' },
  causes: { en: 'Causes, likeliest first', zh: '可能原因（按可能性）' },
  levels: { en: 'Checks', zh: '检查' },
  plan: { en: 'What to do', zh: '处理步骤' },
  contingency: { en: 'If that does not help', zh: '应急预案' },
  tied: { en: 'cannot be told apart from', zh: '与下列原因无法区分' },
  confirm: { en: 'done when', zh: '完成标志' },
  until: { en: 'within', zh: '时限' },
} as const satisfies Record<string, Bilingual>

const parties = {
  host: { en: 'the host', zh: '主机' },
  letter: { en: 'the letter', zh: '密钥函' },
  operator: { en: 'the entry', zh: '录入' },
  line: { en: 'the line', zh: '线路' },
  device: { en: 'the device', zh: '设备' },
} as const

const owners = {
  technician: { en: 'technician', zh: '技术员' },
  custodians: { en: 'custodians', zh: '密钥保管人' },
  officer: { en: 'security officer', zh: '安全员' },
  administrator: { en: 'administrator', zh: '管理员' },
  host: { en: 'host', zh: '主机方' },
} as const

const statuses = {
  ok: { en: 'ok     ', zh: '正常' },
  warn: { en: 'warn   ', zh: '注意' },
  fail: { en: 'fail   ', zh: '异常' },
  unknown: { en: 'unknown', zh: '未知' },
} as const

const durations: Readonly<Record<string, Bilingual>> = {
  PT30M: { en: '30 minutes', zh: '30 分钟' },
  PT1H: { en: '1 hour', zh: '1 小时' },
  P1D: { en: '1 day', zh: '1 天' },
  P7D: { en: '7 days', zh: '7 天' },
}

export function reportLines({ party, causes, levels, plan }: DiagnosisReport, language: Language): string {
  const say = (text: Bilingual) => text[language]
  const colon = language === 'zh' ? '：' : ': '
  const steps = (kind: 'step' | 'contingency') =>
    plan
      .filter((one) => one.kind === kind)
      .map(
        ({ text, owner, deadline, confirmation }, i) =>
          `  ${i + 1}. ${say(text)} [${say(owners[owner])}; ${say(words.until)} ${say(durations[deadline]!)}; ${say(words.confirm)}${colon}${say(confirmation)}]`,
      )
  const section = (title: Bilingual, lines: readonly string[]) =>
    lines.length > 0 ? [`${say(title)}${colon.trim()}`, ...lines] : []
  return [
    `${say(words.party)}${colon}${say(parties[party])}`,
    ...section(
      words.causes,
      causes.flatMap(({ cause, confidence, action, tiedWith }) => [
        `  ${(100 * confidence).toFixed(1).padStart(5)} %  ${cause}${tiedWith ? `  (${say(words.tied)}${colon}${tiedWith.join(', ')})` : ''}`,
        `           ${say(action)}`,
      ]),
    ),
    ...section(
      words.levels,
      Object.values(levels)
        .flat()
        .map(({ id, status, text }) => `  ${say(statuses[status])}  ${id.padEnd(22)}  ${say(text)}`),
    ),
    ...section(words.plan, steps('step')),
    ...section(words.contingency, steps('contingency')),
  ].join('\n')
}
