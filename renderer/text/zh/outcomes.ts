// How an attempt ended: what happened, what it means for the device, what to do now. In Chinese.
import type { BenchText } from '../sentences'

export const outcomes: BenchText['outcomes'] = {
  injected: {
    word: '灌装成功',
    happened: '密钥已装入，设备自己算出的校验值与期望值一致。',
    means: '设备里就是要装的那把密钥。',
    now: '取下这台终端，换下一台。',
  },
  'already-present': {
    word: '密钥原已在位',
    happened: '写入之前，这个槽位就已是同一校验值。',
    means: '设备里是要装的密钥，但不能证明本次写入生效。',
    now: '无需再灌；如须证明本次写入，请安全员决定。',
  },
  mismatched: {
    word: '校验值不一致',
    happened: '设备报告的校验值与期望值不同。',
    means: '设备里不是要装的密钥，这台终端不能投入使用。',
    now: '隔离终端，不要重复灌装；核对分量与密码信函。',
  },
  refused: {
    word: '设备拒绝',
    happened: '设备明确拒绝了这次写入。',
    means: '按设备的答复，新密钥没有装入。',
    now: '查看设备代码的含义，排除原因后再灌。',
  },
  unverified: {
    word: '未经验证',
    happened: '设备收下了密钥，但没有独立的校验值可供比对。',
    means: '密钥可能正确，这里无法证明。',
    now: '用信函或加密机的校验值核对，或做功能测试后再放行。',
  },
  attested: {
    word: '人工确认',
    happened: '两人在不知道期望值的情况下读出设备屏幕，结果与期望值一致。',
    means: '结论来自人工读数，设备未向工作站作证。',
    now: '保留两人的签字记录，按规定放行。',
  },
  indeterminate: {
    word: '结果未定',
    happened: '密钥已发出，应答没有收到。',
    means: '设备里可能是新密钥，也可能是旧的；已锁定，不会再次写入。',
    now: '接好线缆，先回读校验值；不能回读时，由安全员关闭。',
  },
  closed: {
    word: '已关闭，结果不明',
    happened: '密钥已发出，应答没有收到；此次操作已注明原因后关闭。',
    means: '里面是哪把密钥仍不清楚。',
    now: '按所写原因处理；需要时在安全员同意下重新灌装。',
  },
  abandoned: {
    word: '没有执行',
    happened: '在送出任何密钥数据之前就停止了。',
    means: '设备没有任何改变。',
    now: '按所示原因处理后，可以重新开始。',
  },
  complete: {
    word: '全部完成',
    happened: '每一把密钥都已装入，校验值逐一一致。',
    means: '设备里就是要装的全部密钥。',
    now: '取下这台终端，换下一台。',
  },
  partial: {
    word: '部分完成',
    happened: '一部分密钥已装入，其余没有。',
    means: '终端的密钥不齐，不能投入使用。',
    now: '查看有标记的密钥，处理后再继续。',
  },
  failed: {
    word: '没有成功',
    happened: '没有一把密钥得到证实。',
    means: '这台终端不能投入使用。',
    now: '查看各密钥的结果，按所示步骤处理。',
  },
}
