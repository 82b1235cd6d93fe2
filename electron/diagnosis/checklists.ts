// What a person looks at where the machine cannot: questions by check, one row each.
import type { ChecklistAnswer, CheckStatus } from '../contract/diagnosis-views.js'
import type { Bilingual } from '../contract/values.js'

const ask = (en: string, zh: string): Bilingual => ({ en, zh })

export const checklists: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  'system/hardware': {
    display: ask('Does the display show everything clearly?', '显示屏显示是否完整清晰？'),
    keypad: ask('Does every key of the keypad answer?', '键盘每个按键是否有反应？'),
    printer: ask('Does the printer print its test slip?', '打印机能否打印测试单？'),
    port: ask('Does the plug sit firmly, with clean contacts?', '接口是否插紧、触点是否干净？'),
    cable: ask('Is the cable the one of this model, and whole?', '线缆型号是否正确、是否完好？'),
    seals: ask('Are the seals and screws untouched?', '封签与螺丝是否完好？'),
  },
  'external/network': {
    host: ask('Does the host or HSM answer other terminals?', '主机或加密机对其他终端是否应答？'),
    link: ask('Has the line to the host been steady today?', '今天到主机的线路是否稳定？'),
    clock: ask('Do the clocks of host and station agree?', '主机与工作站的时钟是否一致？'),
  },
  'external/interference': {
    'other-cable': ask('Is the result the same with another cable?', '换一根线缆，结果是否相同？'),
    'other-port': ask('Is the result the same at another port?', '换一个端口，结果是否相同？'),
    apart: ask('Does the cable run apart from power leads and motors?', '线缆是否远离电源线与电机？'),
  },
}

/** One thing that is not sound is a failure; a list of which nothing applies says nothing. */
export const statusOf = (answers: readonly ChecklistAnswer[]): CheckStatus =>
  answers.includes('bad') ? 'fail' : answers.includes('ok') ? 'ok' : 'unknown'

export const answeredText: Readonly<Record<CheckStatus, Bilingual>> = {
  ok: ask('A person looked, and found nothing wrong.', '人工检查，未见异常。'),
  warn: ask('A person looked.', '已人工检查。'),
  fail: ask('A person looked, and found something wrong.', '人工检查，发现异常。'),
  unknown: ask('A person looked; nothing on the list applies here.', '人工检查，清单各项均不适用。'),
}
