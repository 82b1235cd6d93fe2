// Why something is so, in Chinese: rooms say it in English, as logs and scripts read it, and Chinese sentences take the words
// from here. Error names of the system (ENOENT), paths, names and numbers stay. One pattern a row; what has no row stays.

import type { Bilingual } from '../values.js'

type Row = readonly [english: RegExp, chinese: string]

const ofCommandLine: readonly Row[] = [
  [/^(--[\w-]+) is missing$/, '缺少 $1'],
  [/^(--[\w-]+) is no whole number$/, '$1 不是整数'],
  [/^(--[\w-]+) is not one of those known$/, '$1 的取值未知'],
  [/^(--[\w-]+) is no time$/, '$1 不是时间'],
  [/^(--[\w-]+) is given twice$/, '$1 给出了两次'],
  [/^(--[\w-]+) names no slot$/, '$1 没有指明槽位'],
  [/^(--[\w-]+) and (--[\w-]+) are both given$/, '$1 与 $2 同时给出'],
  [/^(--[\w-]+) needs (--[\w-]+)$/, '$1 须与 $2 同用'],
  [/^--witness is no key of a witness$/, '--witness 不是见证人公钥'],
  [/^--vkey is no verifier key$/, '--vkey 不是校验公钥'],
  [/^--log belongs to a sign-in$/, '--log 只用于签到诊断'],
  [/^the row is not one$/, '该行不合格式'],
  [/^the entry is not one$/, '该条目不合格式'],
  [/^--to is no host with a port$/, '--to 不是主机加端口'],
  [/^a pseudo-terminal$/, '伪终端'],
  [/^--port has no path$/, '--port 没有串口路径'],
  [/^--port has a setting twice$/, '--port 中有设置重复'],
  [/^--port has a setting without a value$/, '--port 中有设置没有取值'],
  [/^option (\S+) is unknown or lacks its value$/, '选项 $1 未知，或缺少取值'],
  [/^there is a word too many$/, '多出一个词'],
  [/^there is no such command$/, '没有这个命令'],
  [/^too many ports$/, '串口过多'],
  [/^port (.+) is given twice$/, '串口 $1 给出了两次'],
  [/^baud is out of range$/, '波特率超出范围'],
  [/^which terminal is at (.+) cannot be told from its USB ids$/, '无法由 USB 标识判断 $1 处是哪种终端'],
  [/^two orders at once$/, '同时给出了两个命令'],
  [/^no order is given$/, '没有给出命令'],
  [/^(\S+) loads no (\S+)$/, '$1 不灌装 $2'],
  [/^(\S+) has no slot (\S+)$/, '$1 没有槽位 $2'],
  [/^a (\S+) does not travel under another key here$/, '此处 $1 不在其他密钥之下传送'],
  [/^(\S+) takes no such key as (\S+)$/, '$1 不接受 $2 这样的密钥'],
  [/^it cannot have that value$/, '不能取该值'],
  [/^it is not known$/, '没有这项设置'],
  [/^it does not fit the device$/, '与该设备不符'],
  [/^no such behaviour$/, '没有这种行为'],
  [/^argument does not fit$/, '参数不符'],
  [/^out of range$/, '超出范围'],
]

const ofInput: readonly Row[] = [
  [/^no object$/, '不是对象'],
  [/^something follows the JSON value$/, 'JSON 值之后还有内容'],
  [/^nested too deeply$/, '嵌套过深'],
  [/^a field name in quotes was expected$/, '此处应为带引号的字段名'],
  [/^a field name that looks like a key$/, '字段名形似密钥'],
  [/^a comma or (.+) was expected$/, '此处应为逗号或 $1'],
  [/^a line ends inside quotes$/, '引号未闭合就换行'],
  [/^a closing quote is missing$/, '缺少右引号'],
  [/^a text that is no JSON string$/, '不是合法的 JSON 字符串'],
  [/^a value was expected$/, '此处应为取值'],
  [/^(.+) was expected$/, '此处应为 $1'],
]

const ofPorts: readonly Row[] = [
  [/^not a serial port$/, '不是串口'],
  [/^closed$/, '已关闭'],
  [/^ended$/, '已结束'],
  [/^unknown$|^unknown error$/, '未知错误'],
  [/^no pseudo-terminal$/, '没有伪终端'],
  [/^an earlier write never ended$/, '先前的写入未结束'],
  [/^no check value$/, '没有校验值'],
  [/^a check value of (\d+) bytes$/, '$1 字节的校验值'],
  [/^code (.+)$/, '代码 $1'],
  [/^return code (.+)$/, '返回码 $1'],
  [/^no lock on (\S+)$/, '$1 上没有文件锁'],
  [/^lock: (.+)$/, '文件锁：$1'],
  [/^that is no serial number$/, '那不是序列号'],
  [/^it is too long$/, '过长'],
  [/^it does not read as a note of an update$/, '不是更新说明'],
  [/^it is not empty$/, '目录不是空的'],
  [/^it would lie in the data directory$/, '它会落在数据目录之内'],
  [/^something that is no symlink is there$/, '该处已有并非符号链接的文件'],
]

const ofOutside: readonly Row[] = [
  [/^it is of (\d+) records, the log has (\d+)$/, '它覆盖 $1 条记录，而日志只有 $2 条'],
  [/^it is of (\S+)$/, '它属于 $1'],
  [/^the records that it covers were dropped$/, '它所覆盖的记录已删除'],
  [/^at (\d+) records the witness has seen another log$/, '在 $1 条记录处，见证人所见的是另一本日志'],
  [/^no signed checkpoint$/, '不是已签名的检查点'],
  [/^neither is in it$/, '其中两者皆无'],
  [/^it does not read (\S+) and letters A–Z, digits 2–7$/, '不是 $1 加字母 A–Z、数字 2–7'],
  [/^it is misread or mistyped$/, '读错或抄错'],
  [/^its fields are not those of a receipt$/, '字段不是回执的字段'],
  [/^its path does not lead to its checkpoint$/, '路径不能通到其检查点'],
  [/^its key is not its own$/, '其中的密钥前后不符'],
  [/^it is not what a witness writes$/, '不是见证人所写的内容'],
  [/^no witness has seen the last (\d+) attempts$/, '最近 $1 次灌装尚无见证'],
  [/^a witness last saw the log more than (\d+) hours ago$/, '上次见证距今已超过 $1 小时'],
  [/^no tar header at byte (\d+)$/, '第 $1 字节处不是 tar 文件头'],
  [/^more than one folder$/, '不止一个文件夹'],
  [/^a file twice, or too many$/, '有文件重复，或文件过多'],
  [/^cut short in (.+)$/, '在 $1 处被截短'],
  [/^empty$/, '是空的'],
  [/^not the end of a tar archive$/, '没有 tar 归档的结尾'],
  [/^accepting a witness$/, '认可见证人'],
  [/^dropping old records$/, '删除旧记录'],
  [/^the policy keeps (\d+) days$/, '规定至少保留 $1 天'],
  [/^choose the archive again$/, '请重新选择归档文件'],
  [/^no whole segment is older than that$/, '没有整段记录早于该时间'],
  [/^the archive is not of this log$/, '归档文件不属于本日志'],
  [/^the archive ends with record (\d+)$/, '归档文件止于记录 $1'],
  [/^no witness has seen all that would be dropped$/, '见证人尚未看过全部将被删除的记录'],
  [/^the archive is (\w+): (.+)$/, '归档文件的校验结论为 $1：$2'],
]

const ofTheLog: readonly Row[] = [
  [/^record (\d+): (.+)$/, '记录 $1：$2'],
  [/^record (\d+) does not stand where it did$/, '记录 $1 不在原处'],
  [/^the record has none and is not the last$/, '该记录没有检查点，而它不是最后一条'],
  [/^the last record is not sealed$/, '最后一条记录尚未封印'],
  [/^not the one that follows$/, '不是应接续的那一条'],
  [/^the first is log-created, no other$/, '只有第一条可以是 log-created'],
  [/^names another station$/, '写的是另一个工作站'],
  [/^names no key of this log$/, '所写的不是本日志的公钥'],
  [/^the log does not begin with the pinned key$/, '日志的首个公钥不是所固定的那一个'],
  [/^a checkpoint without its record$/, '有检查点而没有其记录'],
  [/^it follows no record$/, '它之前没有记录'],
  [/^not of this origin, size and root by its one key$/, '不是以唯一应有的密钥、为此日志此条数此树根所签'],
  [/^neither a record nor a checkpoint at segment (\d+), byte (\d+)$/, '第 $1 段第 $2 字节处既不是记录也不是检查点'],
  [/^not signed by its key$/, '不是由应有的密钥所签'],
  [/^the last write is cut short at segment (\d+), byte (\d+)$/, '最后一次写入在第 $1 段第 $2 字节处中断'],
  [/^the log has no first record$/, '日志没有第一条记录'],
  [/^what follows the record is none$/, '记录之后不是检查点'],
  [/^newest-checkpoint goes beyond (\S+)$/, 'newest-checkpoint 超出第 $1 条'],
  [/^newest-checkpoint is another one, and signed$/, 'newest-checkpoint 是另一个已签名的检查点'],
  [/^newest-checkpoint is (\w+)$/, 'newest-checkpoint 落后、残缺或不存在（$1）'],
  [/^not JSON in UTF-8$/, '不是 UTF-8 的 JSON'],
  [/^not in canonical form$/, '不是规范形式'],
  [/^not an object$/, '不是对象'],
  [/^unknown version$/, '版本未知'],
  [/^unknown type$/, '类型未知'],
  [/^no link$/, '没有链接字段'],
  [/^field "(.*)" is not as it should be \((\w+)\)$/, '字段 "$1" 不合要求（$2）'],
  [/^field "(.*)" looks like key material$/, '字段 "$1" 形似密钥'],
  [/^longer than (\d+) bytes$/, '超过 $1 字节'],
  [/^no whole frame$/, '没有完整的帧'],
  [/^(\d+) records were sealed$/, '曾封印 $1 条记录'],
  [/^no signing key for size (\d+)$/, '没有条数 $1 的签名密钥'],
  [/^no first record$/, '没有第一条记录'],
  [/^no whole append in segment (\d+) at byte (\d+)$/, '第 $1 段第 $2 字节处没有完整的记录'],
  [/^records are gone, and no record of the log says so$/, '有记录缺失，而日志中没有任何记录说明'],
  [
    /^the first (\d+) records are gone, and no record of the log says so$/,
    '前 $1 条记录缺失，而日志中没有任何记录说明',
  ],
  [
    /^the first (\d+) records were dropped; bring their archive, or an anchor$/,
    '前 $1 条记录已删除；请提供其归档文件或锚点',
  ],
  [
    /^the archive has dropped (\d+) records itself; bring the older one too$/,
    '该归档文件自身也缺前 $1 条；请一并提供更早的归档',
  ],
  [/^not the key that the archive names goes on$/, '接续的不是归档文件所写的密钥'],
  [/^what is known of the records dropped \(file pruned\) is damaged$/, '关于已删除记录的文件 pruned 已损坏'],
  [/^what is known of the records dropped does not agree with itself$/, '关于已删除记录的内容自相矛盾'],
  [/^its birth was not finished; make a new one$/, '目录没有建完，请另建一个'],
  [/^the signing keys are not those that the log names$/, '签名密钥不是日志所写的密钥'],
  [/^the segment is not as it was left$/, '记录段与离开时不同'],
  [/^the record reads back differently$/, '记录回读不一致'],
  [/^it reads back differently$/, '回读不一致'],
  [/^(.+) shrank$/, '$1 变短了'],
  [
    /^a failed write or a recovery is not recorded yet; open the station$/,
    '一次失败的写入或恢复尚未记录；请打开工作站',
  ],
  [/^(.+) is of records that were dropped; give their archive$/, '$1 针对已删除的记录；请提供其归档文件'],
  [/^(.+) is a receipt of another record (\d+)$/, '$1 是另一条记录 $2 的回执'],
  [/^the record of (.+) was dropped$/, '$1 所指的记录已删除'],
  [/^(.+) has seen (\d+) records$/, '$1 已见过 $2 条记录'],
  [/^(.+) has seen another log of (\d+)$/, '$1 在第 $2 条处所见的是另一本日志'],
  [/^record (\d+) tells of one by (.+) that is not there$/, '记录 $1 提到的 $2 的见证签名不在了'],
  [/^(.+) is of (\S+)$/, '$1 属于 $2'],
]

const rows: readonly Row[] = [...ofCommandLine, ...ofInput, ...ofPorts, ...ofOutside, ...ofTheLog]

/** Reasons of a verdict begin with a code, which stays: `bad-link: …`. */
const coded = /^([a-z]+(?:-[a-z]+)+|broken|pruned|unsettled): (.+)$/

export function reasonInChinese(english: string): string {
  const [, code, rest] = coded.exec(english) ?? []
  if (code !== undefined && rest !== undefined) return `${code}：${reasonInChinese(rest)}`
  for (const [pattern, chinese] of rows) {
    const found = pattern.exec(english)
    // What a group holds may be a reason of its own.
    if (found)
      return chinese.replace(/\$(\d)/g, (_, group: string) => {
        const held = found[Number(group)] ?? ''
        return held === english ? held : reasonInChinese(held)
      })
  }
  return english
}

/** A reason for people of either language. */
export const bilingual = (english: string): Bilingual => ({ zh: reasonInChinese(english), en: english })
