// Loading by hand, in Chinese.
import type { PeopleText } from '../people-sentences'

export const people: PeopleText = {
  title: (label, serial) => (serial ? `${label} · 序列号 ${serial}` : label),
  answer: '继续',
  nextTerminal: '下一台终端',
  place: '工位名称',
  placeHint: 'manual:1',
  addAbout: '没有线缆的工位：由操作人员在终端上自行灌入，工作站负责引导、计时和记录。',
  rail: ['终端', '灌入', '第一人读数', '第二人读数'],
  railName: '人工步骤',
  others: '其他等待中的工位',
  passed: (time) => `本步已用 ${time}`,
  left: (time) => `剩余 ${time}`,
  serial: {
    title: '这是哪一台终端？',
    about: '扫描序列号条码；或照标签输入两遍。',
    field: '序列号',
    again: '再输入一遍',
    scanned: '已扫描',
    known: (serial) => `仍是 ${serial}`,
    submit: '就是这台终端',
  },
  load: {
    title: (label) => `现在请在终端上灌入 ${label}`,
    what: (usage, slot, algorithm) => `${usage} · 槽位 ${slot} · ${algorithm.toUpperCase()}`,
    recorded: '记录已落盘。从现在起，直到两人读完屏幕为止，结果视为未定。',
    steps: {
      keypad: [
        '用终端自己的口令进入密钥菜单',
        '各分量持有人分别输入自己的分量，另一人回避',
        '确认，并让校验值留在屏幕上',
      ],
      'mother-pos': [
        '用专用线缆连接终端与母POS',
        '在母POS上开始下载，其间不要拔线',
        '进入密钥菜单，让校验值留在屏幕上',
      ],
      card: ['用终端自己的口令进入密钥菜单', '依次插入各密钥卡并输入其密码', '确认，并让校验值留在屏幕上'],
    },
    done: '已灌入',
  },
  reading: {
    title: (reader) => (reader === 1 ? '第一人：读屏幕' : '第二人：读屏幕'),
    cover: {
      1: '请其中一人来到工作站前，另一人先回避。',
      2: '第一人的读数已记下并隐藏。现在请另一人上前，第一人回避。',
    },
    again: (round, rounds) => `两次读数不同，请两人都重新读，第 ${round} 轮（共 ${rounds} 轮）。`,
    begin: (reader) => (reader === 1 ? '我是第一读数人' : '我是第二读数人'),
    about: (label, most) => `输入终端屏幕上 ${label} 的校验值：从左起前 ${most} 位；不足则全部输入。`,
    field: '屏幕上的校验值',
    fewer: (fewest) => `至少 ${fewest} 位，且为偶数位。`,
    hint: (typed, meant) => `${typed} 不是十六进制数字，是不是 ${meant}？`,
    noHex: (typed) => `${typed} 不是十六进制数字：只有 0–9 和 A–F。`,
    submit: '这就是我读到的',
    none: '屏幕上没有',
  },
  callOff: {
    action: '中止…',
    about: {
      serial: '尚未开始，终端保持原样。',
      load: '密钥可能已经灌入：结果将视为未定，终端被锁定，直到两人读出屏幕或由安全员关闭。',
      reading: '没有两次读数，结果将视为未定，终端被锁定，直到两人读出屏幕或由安全员关闭。',
    },
  },
  back: '返回',
  steps: {
    identify: { name: '终端', doing: '扫描或输入终端序列号' },
    load: { name: '人工灌入', doing: '操作人员灌入，随后两人读屏幕' },
    'read-back': { name: '重新读数', doing: '两人读屏幕' },
  },
  outcomes: {
    indeterminate: {
      word: '结果未定',
      happened: '已让人员开始灌入，但没有取得两人的读数。',
      means: '终端里可能是新密钥，也可能是旧的；已锁定，不会再次灌入。',
      now: '手持这台终端，由两人读出屏幕；做不到时，由安全员关闭。',
    },
    closed: {
      word: '已关闭，结果不明',
      happened: '已让人员开始灌入，没有取得两人的读数；此次操作已注明原因后关闭。',
      means: '里面是哪把密钥仍不清楚。',
      now: '按所写原因处理；需要时在安全员同意下重新灌装。',
    },
    unverified: {
      word: '未经验证',
      happened: '没有两人一致读出、且可比对三字节以上的校验值。',
      means: '密钥可能正确，这里无法证明。',
      now: '先隔离，待能读出校验值，或做功能测试后再放行。',
    },
    mismatched: {
      word: '校验值不一致',
      happened: '两人读出同一个值，但与期望值不同。',
      means: '终端里不是要装的密钥，不能投入使用。',
      now: '隔离终端，不要重复灌装；核对分量与密码信函。',
    },
  },
  byOne: {
    happened: '同一人在未见期望值的情况下读了两次屏幕，结果与期望值一致。',
    now: '这只是练习：放行须由两个不同的人读数。请换下一台终端。',
  },
}
