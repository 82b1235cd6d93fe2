// The frame around the screens, in Chinese.
import type { ShellText } from '../sentences'

export const shell: ShellText = {
  product: 'KCV Station',
  lab: 'LAB 实验',
  production: '生产',
  modeAbout: {
    lab: '实验模式：只用于公开测试密钥与模拟终端，结果不得作为放行依据。',
    production: '生产模式：每次操作都是正式记录。',
  },
  screens: { bench: '工位台', diagnosis: '诊断', audit: '审计' },
  navigation: '主导航',
  tally: (finished, total) => `已完成 ${finished} / ${total}`,
  good: (n) => `成功 ${n}`,
  bad: (n) => `异常 ${n}`,
  operator: '操作员',
  log: '日志',
  logReach: (last, since) => `已校验至 #${last}，其后 ${since} 条未校验`,
  logState: {
    unverified: '未校验',
    verifying: '校验中…',
    pass: '校验通过',
    fail: '校验失败',
    incomplete: '不完整',
  },
  verifyLog: '校验日志',
  language: '切换为英文 Switch to English',
  soundOn: '提示音：开',
  soundOff: '提示音：关',
  overlays: '弹出的窗口与菜单',
  connecting: '正在连接工作站主进程…',
  noBridge: '窗口没有连上工作站主进程。请关闭窗口，重新启动 KCV Station。',
  notices: (n) => (n === 1 ? '查看全文' : `共 ${n} 条提示`),
  dismiss: '知道了',
  close: '关闭',
  next: {
    retry: '排除原因后可以重试。',
    'read-back': '先回读校验值，查明设备里是什么。',
    officer: '请安全员处理。',
    stop: '请停止操作并联系管理员。',
    'fix-input': '请改正输入后再试。',
  },
}
