// A terminal's own log, read for what it says of its sign-ins: tolerant of order, wording and dates. Pure.
// Only what a row below knows is kept, as its name, its day and the number of its line: such logs may hold card numbers.
import { Fault } from '../contract/fault.js'

export const logSayings = [
  'kcv-check',
  'signed-in',
  'mac-failed',
  'pin-key-failed',
  'terminal-unknown',
  'merchant-unknown',
  'no-answer',
  'updated',
  'keys-lost',
  'key-loaded',
  'tampered',
  'key-index',
  'terminal-id',
  'sm-switched',
] as const
export type LogSaying = (typeof logSayings)[number]

export interface LogEvent {
  readonly says: LogSaying
  /** From 1; of a typed list of codes its place there. */
  readonly line: number
  /** 2026-11-22; null where neither this line nor one before it has a day. */
  readonly day: string | null
  /** The code that says so. */
  readonly code: string | null
  /** Of a key index or a terminal id: which one. */
  readonly value: string | null
}

/** Response codes (field 39) of Chinese acquirers that say something of keys or of who signs in. */
const codes: Readonly<Record<string, LogSaying>> = {
  '00': 'signed-in',
  '03': 'merchant-unknown',
  '68': 'no-answer',
  '97': 'terminal-unknown',
  '98': 'no-answer',
  '99': 'pin-key-failed',
  A0: 'mac-failed',
}
const codeIn =
  /(?:应答码|返回码|响应码|错误码|resp(?:onse)?[ _-]?(?:code)?|\brc|\bf(?:ield)?[ _]?39|39\s*域)\s*[:=：]?\s*"?([0-9A-Z]{2})(?![0-9A-Z])/i
const aboutSignIn = /签到|sign[ _-]?(?:in|on)|log[ _-]?on/i

interface Wording {
  readonly says: LogSaying
  readonly like: RegExp
  /** Group 1 is the value. */
  readonly valued?: true
}
/** First match of a line counts, so what is more particular stands first. */
const wordings: readonly Wording[] = [
  {
    says: 'kcv-check',
    like: /kcv[\s_-]*(?:check|err|fail|mis|wrong|not)|check ?value[\s_-]*(?:err|fail|mis|wrong)|(?:校验值|checkvalue)\s*(?:不一致|不符|错|校验失败)|密钥校验(?:失败|错)/i,
  },
  {
    says: 'keys-lost',
    like: /(?:no|missing|lost|empty|without)[ _](?:master[ _]|working[ _]|tmk[ _]?)?keys?\b|keys?[ _](?:lost|missing|not found|erased|cleared)|密钥(?:丢失|为空|不存在|已清除|被清除)|无(?:主|工作)?密钥|(?:未|没有)灌(?:装|入)?(?:主)?密钥/i,
  },
  { says: 'tampered', like: /tamper|防拆|自毁|受到攻击|被攻击/i },
  {
    says: 'updated',
    like: /(?:firmware|app(?:lication)?|software|system|程序|固件|应用|系统|软件).{0,16}(?:updat|upgrad|升级|更新)|(?:updat|upgrad|升级|更新).{0,16}(?:firmware|app|software|程序|固件|应用|系统|软件)/i,
  },
  {
    says: 'key-loaded',
    like: /(?:tmk|master ?key|主密钥|密钥).{0,8}(?:load(?:ed)?|inject(?:ed)?|written|灌装|灌入|写入|下载).{0,6}(?:ok|success|done|成功)?/i,
  },
  {
    says: 'key-index',
    like: /(?:tmk|key|master ?key)[ _]?index\D{0,12}(\d{1,5})|(?:主)?密钥索引\D{0,8}(\d{1,5})/i,
    valued: true,
  },
  {
    says: 'terminal-id',
    like: /(?:\btid|terminal[ _]?(?:id|no)|终端(?:编号|号))[^0-9A-Za-z]{0,6}([0-9A-Z]{8})(?![0-9A-Z])/i,
    valued: true,
  },
  {
    says: 'sm-switched',
    like: /(?:国密|\bsm[234]?\b).{0,10}(?:开启|启用|关闭|停用|切换|enabl|disabl|\bon\b|\boff\b|switch)/i,
  },
  {
    says: 'terminal-unknown',
    like: /终端未登记|终端号(?:错误|无效|不存在)|(?:invalid|unknown|unregistered)[ _]terminal|terminal[ _]not[ _](?:registered|found)/i,
  },
  { says: 'mac-failed', like: /mac\s*(?:校验|鉴别|验证)?\s*(?:失败|错)|mac[ _](?:err|fail|mismatch)/i },
  {
    says: 'signed-in',
    like: /签到成功|sign[ _-]?(?:in|on)[ _:]*(?:ok|success|succeeded)|log[ _-]?on[ _:]*(?:ok|success)/i,
  },
  {
    says: 'no-answer',
    like: /(?:签到|sign[ _-]?(?:in|on)|host|主机|通讯|网络).{0,10}(?:time[ _-]?out|超时|no (?:answer|response)|无应答|无响应)/i,
  },
]

/** Days as terminals write them; each gives year, month, day, or month and day alone. */
const days: readonly RegExp[] = [
  /(?<![0-9])(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?![0-9])/,
  /(?<![0-9])(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[T _-]?\d{4,6})?(?![0-9])/,
  /^\W{0,2}()(0?[1-9]|1[0-2])[-/月](0?[1-9]|[12]\d|3[01])日?[ T,]/,
]

const two = (text: string) => text.padStart(2, '0')
function dayIn(text: string, year: number): string | null {
  for (const like of days) {
    const [, y, m, d] = like.exec(text) ?? []
    if (m === undefined || d === undefined) continue
    const day = `${y || year}-${two(m)}-${two(d)}`
    const at = new Date(`${day}T00:00:00Z`)
    if (!Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)) return day
  }
  return null
}

/** @param year of lines that tell month and day alone */
export function readTerminalLog(lines: readonly string[], year: number): LogEvent[] {
  let day: string | null = null
  return lines.flatMap((text, at) => {
    const cut = text.slice(0, MOST_OF_LINE)
    day = dayIn(cut, year) ?? day
    const event = eventIn(cut)
    return event ? [{ ...event, line: at + 1, day }] : []
  })
}

function eventIn(text: string): Pick<LogEvent, 'says' | 'code' | 'value'> | null {
  for (const { says, like, valued } of wordings) {
    const found = like.exec(text)
    if (found)
      return { says, code: null, value: valued ? (found.slice(1).find((one) => one !== undefined) ?? null) : null }
  }
  const code = codeIn.exec(text)?.[1]?.toUpperCase() ?? null
  const says = code === null ? undefined : codes[code]
  // A response code of 00 is every second line of a log; only a sign-in's says anything here.
  return says && (says !== 'signed-in' || aboutSignIn.test(text)) ? { says, code, value: null } : null
}

/** Codes as a person types them, with anything between; those that no row knows are left out. */
export const readCodes = (text: string): LogEvent[] =>
  text
    .toUpperCase()
    .split(/[^0-9A-Z]+/)
    .filter((code) => code !== '')
    .flatMap((code, at) => {
      const says = codes[code]
      return says ? [{ says, line: at + 1, day: null, code, value: null }] : []
    })

const MOST_OF_LINE = 2_000
/** A day of a busy terminal has some hundred kilobytes. */
export const LARGEST_LOG = 8 * 1024 * 1024
const MOST_EVENTS = 400

export interface ImportedLog {
  readonly lines: number
  /** The latest, where there are very many. */
  readonly events: readonly LogEvent[]
}

/**
 * A log file: UTF-8, UTF-16 with its mark, or GB18030 as most Chinese terminals write it.
 * @throws diagnosis/log-too-large, diagnosis/log-not-text, diagnosis/log-says-nothing
 */
export function importTerminalLog(bytes: Uint8Array, year: number): ImportedLog {
  if (bytes.length > LARGEST_LOG) throw new Fault('diagnosis/log-too-large', { bytes: bytes.length, most: LARGEST_LOG })
  const lines = decoded(bytes)
    .split(/\r\n|\r|\n/)
    .filter((line, at, all) => line !== '' || at < all.length - 1)
  const events = readTerminalLog(lines, year)
  if (events.length === 0) throw new Fault('diagnosis/log-says-nothing', { lines: lines.length })
  return { lines: lines.length, events: events.slice(-MOST_EVENTS) }
}

function decoded(bytes: Uint8Array): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  if (marked) return new TextDecoder(marked).decode(bytes)
  const nul = bytes.indexOf(0)
  if (nul >= 0) throw new Fault('diagnosis/log-not-text', { position: nul })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
    } catch {
      throw new Fault('diagnosis/log-not-text', { position: bytes.findIndex((byte) => byte >= 0x80) })
    }
  }
}
