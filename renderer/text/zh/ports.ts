// 端口线路，中文。
import type { PortsText } from '../port-sentences'

export const ports: PortsText = {
  settings: {
    title: (label) => `端口 ${label} 的线路设置`,
    about: '按此插口与此机型保存。保存后会重新识别终端；不会向终端写入任何内容。',
    baud: '速率（比特/秒）',
    baudAbout: '选择终端自身设定的速率。',
    usual: '默认',
    open: '协议未明确的几点',
    openAbout: '仅当终端或其手册另有说明时才更改。默认值已标出。',
    reset: '全部恢复默认',
    confirm: '保存',
    changed: (n) => `已更改 ${n} 项设置`,
  },
  scan: {
    title: (label) => `端口 ${label} 上终端的序列号`,
    about: '该终端不通过线路报告序列号。请扫描其背面的标签，或手工输入两次。在拔出电缆或重新识别之前有效。',
    field: '标签上的序列号',
    again: '再输入一次',
    confirm: '就是这台终端',
  },
}
