// What was expected, in Chinese: callers say it in English, as scripts read it, and the Chinese sentence takes the words from
// here. Names, numbers and shapes stay as they are. A phrase is a row; one with numbers in it is a pattern.

import { expectedOfCards } from './expected-of-cards.js'
import { expectedOfLoads } from './expected-of-loads.js'

const phrases: Readonly<Record<string, string>> = {
  ...expectedOfCards,
  ...expectedOfLoads,
  'a ceremony file, as docs/ceremony.md describes it': '仪式文件，格式见 docs/ceremony.md',
  'a component file, as docs/ceremony.md describes it': '分量文件，格式见 docs/ceremony.md',
  'a component of this key, by the header of its block': '此密钥的分量（以密钥块头为准）',
  'a transport key, brought by a ceremony of its own before': '传输密钥，须先由一场仪式带入',
  'a name of 1 to 80 characters': '1 至 80 个字符的名称',
  'true or false': 'true 或 false',
  '15 to 128 characters': '15 至 128 个字符',
  'a job that was opened': '已打开的任务',
  'a list of 1 to 32 keys': '1 至 32 个密钥的列表',
  'letters, digits, space, . _ / - (1 to 40)': '字母、数字、空格、. _ / -（1 至 40 个）',
  '2 to 8 bytes of hex, as printed on the letter, or null': '密码信函上的 2 至 8 字节十六进制，或 null',
  'components, key-block, cryptogram, initial-key or by-hand':
    'components、key-block、cryptogram、initial-key 或 by-hand',
  '1 to 9 hex strings of equal length': '1 至 9 个等长的十六进制串',
  'the cryptogram as hex, or the key block as text': '十六进制密文，或文本形式的密钥块',
  hex: '十六进制',
  '10 or 12 bytes of hex; or, without it, "issue" for the station to take the next one':
    '10 或 12 字节十六进制；不给出时以 "issue" 让工作站取下一个',
  '{"keySet"} and optionally "from", "to": the device numbers that this station may issue':
    '{"keySet"}，可加 "from"、"to"：本工作站可发放的设备号',
  'what names the base key, as hex: 5 bytes for tdes, 4 for aes': '基础密钥的标识，十六进制：tdes 5 字节，aes 4 字节',
  'a device number': '设备号',
  'a device number, not below "from"': '不小于 "from" 的设备号',
  '{"label", "slot"} and optionally "usage", "algorithm", "kcv", "material"':
    '{"label", "slot"}，可加 "usage"、"algorithm"、"kcv"、"material"',
  'a list of serial numbers': '序列号列表',
  'a list of {"serial", "keys"}': '{"serial", "keys"} 的列表',
  'a serial number of 1 to 64 characters': '1 至 64 个字符的序列号',
  'a serial number': '序列号',
  'the serial number entered anew': '重新输入的序列号',
  'a job as JSON object': 'JSON 对象形式的任务',
  'only the fields a job has': '只含任务应有的字段',
  'one job': '一份任务',
  'one job as JSON': '一份 JSON 任务',
  'one value a line': '每行一个值',
  'one hex key a line': '每行一个十六进制密钥',
  'one hex component a line': '每行一个十六进制分量',
  '{"port", "answer"} as JSON, one a line': '每行一个 JSON：{"port", "answer"}',
  'each field once': '每个字段一次',
  'each device once': '每台设备一次',
  'each port once': '每个串口一次',
  'a label that no other key of this list has': '列表中其他密钥没有用过的标签',
  'null: a key that the station issues differs in every device': 'null：工作站发放的密钥每台不同',
  'IK, for an initial key': '初始密钥用 IK',
  'tdes or aes, for DUKPT': 'DUKPT 用 tdes 或 aes',
  'HMAC for mac-request, mac-response, mac-both': 'mac-request、mac-response、mac-both 用 HMAC',
  'hex digits, two a byte': '十六进制数字，每字节两位',
  'an even number of hex digits': '偶数个十六进制数字',
  'an even number of upper-case hex digits': '偶数个大写十六进制数字',
  'at least 3 bytes of hex': '至少 3 字节十六进制',
  'the check value of the key, at least 3 bytes of hex': '密钥的校验值，至少 3 字节十六进制',
  'the key block as text': '文本形式的密钥块',
  'T, D or A: other keys do not come as cryptograms': 'T、D 或 A：其他密钥不以密文形式提供',
  '"0" to "31", for atalla': 'atalla 用 "0" 至 "31"',
  'either components or a block': '分量或密钥块，二者之一',
  'only beside "block": its protection key': '只能与 "block" 同用：其保护密钥',
  'a list of {"id","data"}; KC, KP and their data may be left to the station':
    '{"id","data"} 的列表；KC、KP 及其数据可由工作站填写',
  'a key of 16 (U) or 24 (T) bytes under a KEK of 16': '16（U）或 24（T）字节的密钥，KEK 为 16 字节',
  'a usage and a slot, such as TDK:6': '用途与槽位，如 TDK:6',
  'the number of a spare slot': '备用槽位的编号',
  'an attempt of this log': '本日志中的一次操作',
  '1 to 64 characters of a label, without spaces': '标签上的 1 至 64 个字符，不含空格',
  'a family chosen first': '先选择机型',
  'a command that can ask people': '可以向人提问的命令',
  'a keyboard, or --answers FILE': '键盘，或 --answers 文件',
  'the model as the device says it, or its family': '设备报告的型号，或其系列',
  'a version': '版本号',
  'why it is withdrawn': '撤回的原因',
  'a day as 2026-11-22': '日期，如 2026-11-22',
  'a data directory made by init': '由 init 建立的数据目录',
  'a folder that is empty or not there yet': '空的或尚不存在的文件夹',
  'a driver id': '驱动标识',
  'a whole number': '整数',
  'a time such as 2026-11-22T08:00:00Z': '时间，如 2026-11-22T08:00:00Z',
  'the one port of that attempt': '该次操作所在的串口',
  'why it is closed, in a few words': '简要说明为何关闭',
  'name+hash+base64 as init printed it': 'init 输出的 name+hash+base64',
  'printable characters': '可打印字符',
  'four characters': '四个字符',
  'two characters such as LB': '两个字符，如 LB',
  'two characters such as K0': '两个字符，如 K0',
  'four decimal digits: the number of characters': '四位十进制数：字符数',
  'two decimal digits: the number of optional blocks': '两位十进制数：可选块数量',
  'two upper-case hex digits from 04, or 0004 and four digits, within the block':
    '块内的两位大写十六进制数（自 04 起），或 0004 加四位',
  '00, two of 0-9 A-Z, or c and the number of a component': '00、0-9 A-Z 中的两位，或 c 加分量序号',
  '0, 1 (storage) or 2 (exchange)': '0、1（存储）或 2（交换）',
  '00 and 0, 1, 2 or 3': '00 加 0、1、2 或 3',
  '10, 20 to 25, 30 to 33, 40 or 41': '10、20 至 25、30 至 33、40 或 41',
  '00 and 2 or 3 bytes, or 01 and 2 to 5 bytes, as upper-case hex':
    '大写十六进制：00 加 2 或 3 字节，或 01 加 2 至 5 字节',
  '00 and 5 bytes, or 01 and 4 bytes, as upper-case hex': '大写十六进制：00 加 5 字节，或 01 加 4 字节',
  '00 or 01 and base64, or 02 and certificates with format and length':
    '00 或 01 加 base64，或 02 加带格式与长度的证书',
  '01 and, for each derivation, usage, algorithm, mode and exportability':
    '01，以及每次派生的用途、算法、模式与可导出性',
  '10 bytes (older ones 8) as upper-case hex': '大写十六进制 10 字节（旧版 8 字节）',
  '8 bytes as upper-case hex': '大写十六进制 8 字节',
  'UTC as YYYYMMDDhhmmss[ss]Z or YYYY-MM-DDThh:mm:ss[.ss]Z':
    'UTC 时间 YYYYMMDDhhmmss[ss]Z 或 YYYY-MM-DDThh:mm:ss[.ss]Z',
  'an optional block HM': '可选块 HM',
  'a package with its note PACKAGE.deb.note beside it': '安装包，其旁有说明文件 PACKAGE.deb.note',
  'a data directory made by init, or --file EXPORT': '由 init 建立的数据目录，或 --file 导出文件',
  'one of the two': '二者之一',
  'name+hash+base64 as audit witness printed it': 'audit witness 输出的 name+hash+base64',
  'the data directory that the attempt is in': '该次操作所在的数据目录',
  'all keys': '全部密钥',
  'a file that is not there yet': '尚不存在的文件',
  'the file this witness keeps; made at first use': '见证人自己保存的文件；首次使用时建立',
  'a file made by audit export': '由 audit export 生成的文件',
  'an export that holds what is to be dropped': '包含将被移出部分的导出文件',
  'days that stay': '保留的天数',
  'the cosigned checkpoint that audit witness made': 'audit witness 生成的会签检查点',
  'an attempt id, as inject printed it': 'inject 输出的操作编号',
  'a run, as its job named it': '任务中写明的批次',
  'only the fields a case has': '只含案例应有的字段',
  'one case as JSON': '一份 JSON 案例',
  'a key that can be deleted alone': '可以单独删除的密钥',
  none: '无',
}

/** Groups stand in the Chinese by number; what they hold is translated where it is a phrase of its own. */
const patterns: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^a whole number from (\d+) to (\d+)$/, '$1 至 $2 的整数'],
  [/^a letter such as (.+)$/, '一个字母，如 $1'],
  [/^a device number from (\d+) to (\d+)$/, '$1 至 $2 的设备号'],
  [/^(\d+) to (\d+)$/, '$1 至 $2'],
  [/^(\d+) to (\d+) components$/, '$1 至 $2 个分量'],
  [/^(\d+) bytes as (\d+) hex digits$/, '$1 字节，即 $2 位十六进制'],
  [/^(\d+) bytes, as component 1$/, '与分量 1 相同的 $1 字节'],
  [/^all of (\d+) bytes, as the first$/, '都与第一个相同，为 $1 字节'],
  [/^(\d+) bytes of hex$/, '$1 字节十六进制'],
  [/^([\d, or]+) bytes of (\S+), for version (\S+)$/, '版本 $3 用 $1 字节的 $2'],
  [/^([\d, or]+) bytes$/, '$1 字节'],
  [/^a key of ([\d, or]+) bytes$/, '$1 字节的密钥'],
  [/^a key serial number of (\d+) bytes$/, '$1 字节的密钥序列号'],
  [/^a key no stronger than the (\d+) bytes it comes from$/, '不强于其来源 $1 字节的密钥'],
  [/^a multiple of (\d+) bytes$/, '$1 字节的整数倍'],
  [/^a MAC of (\d+) bytes by the transport key$/, '由传输密钥计算的 $1 字节 MAC'],
  [/^at most (\d+) bytes for (\S+)$/, '$2 最多 $1 字节'],
  [/^at most (\d+) characters$/, '最多 $1 个字符'],
  [/^at most (\d+)$/, '最多 $1'],
  [/^(\d+) characters$/, '$1 个字符'],
  [/^(\d+), the number of characters, as four decimal digits$/, '$1，即字符数，四位十进制'],
  [/^1 to (\d+) letters and digits$/, '1 至 $1 个字母和数字'],
  [/^1 to (\d+) ASCII characters without spaces$/, '1 至 $1 个不含空格的 ASCII 字符'],
  [
    /^1 to (\d+) ASCII characters without spaces; no command of the device tells it$/,
    '1 至 $1 个不含空格的 ASCII 字符；设备没有命令能说出它',
  ],
  [
    /^1 to (\d+) ASCII characters without spaces; the device tells the last eight$/,
    '1 至 $1 个不含空格的 ASCII 字符；设备只报告后八位',
  ],
  [/^why it is closed, in 1 to (\d+) characters, without keys$/, '以 1 至 $1 个字符说明为何关闭，不得含密钥'],
  [/^readable standard input \((\w+)\)$/, '可读的标准输入（$1）'],
  [/^a JSON object a line with (.+)$/, '每行一个 JSON 对象，含 $1'],
  [/^algorithm (.+) with mode (.+)$/, '算法 $1 与模式 $2'],
  [/^(.+)=DRIVER, with one of: (.+)$/, '$1=DRIVER，DRIVER 为其中之一：$2'],
  [
    /^(.+); a BDK never enters a terminal, load its initial key \(IK\) instead$/,
    '$1；BDK 从不进入终端，请灌装其初始密钥（IK）',
  ],
  // The forms of key material, among names of the job file.
  [/^(\{"form".+) or (\{"form".+) or (\{"form".+)$/, '$1、$2 或 $3'],
  [/^((?:[\w=/.-]+, )*[\w=/.-]+) or ([\w=/.-]+)$/, '$1 或 $2'],
]

/** The words that stand behind 应为; what has no row stays as it came. */
export function expectedInChinese(english: string): string {
  const phrase = phrases[english]
  if (phrase !== undefined) return phrase
  for (const [pattern, chinese] of patterns) {
    const found = pattern.exec(english)
    if (found)
      return chinese.replace(/\$(\d)/g, (_, group: string) => (found[Number(group)] ?? '').replace(/ or /g, ' 或 '))
  }
  return english
}
