// Faults of a key ceremony: who may bring what, and what stops it.
import { type FaultRow, rule, usage } from './row.js'

const busy = (en: string, zh: string): FaultRow => ({ severity: 'notice', next: 'retry', exit: 75, en, zh })

export const ceremonyFaults = {
  'ceremony/under-way': busy('Another ceremony is under way.', '另一场密钥仪式正在进行。'),
  'ceremony/not-now': busy(
    'The ceremony is at another step: this cannot be done now.',
    '仪式不在这一步，现在不能这样做。',
  ),
  'ceremony/no-profile': usage(
    'There is no ceremony of that name. Expected: {expected}',
    '没有这个名称的仪式。应为：{expected}',
  ),
  'ceremony/same-person': rule(
    '{person} brought another component of this key, and may not bring this one: nobody may know two.',
    '{person} 已输入过此密钥的另一个分量，不能再输入这一个：任何人不得知道两个分量。',
  ),
  'ceremony/own-approval': rule(
    '{person} brought a component of this key: another person has to approve it.',
    '{person} 是此密钥的分量持有人：须由另一人批准。',
  ),
  'ceremony/own-second-word': rule(
    'The first word came from {person} too: a second person has to confirm.',
    '第一次确认也是 {person}：须由另一人再次确认。',
  ),
  'ceremony/nobody': rule('Nobody is signed in who may do this.', '没有已登录且有权限的人员。'),
  'ceremony/editable-focus': busy(
    'A text field has the focus: leave it, so that no digit can get into the page.',
    '有文本框处于焦点：请先离开，以免数字进入页面。',
  ),
  'ceremony/window-behind': busy(
    'The window is not in front: components are taken only while it is.',
    '窗口不在最前：只有窗口在最前时才接收分量。',
  ),
  'ceremony/no-keypad': usage(
    'The designated keypad {keypad} is not there. Plug it in, or name another one.',
    '指定的键盘 {keypad} 未接入。请接上，或另行指定。',
  ),
  'ceremony/keypad-refused': {
    severity: 'error',
    next: 'stop',
    exit: 77,
    en: 'The keypad could not be taken for the station alone ({because}). Nothing was read from it.',
    zh: '无法独占该键盘（{because}），未从中读取任何数据。',
  },
  'ceremony/keypad-only': rule(
    'A keypad is designated: components are typed there, not on another keyboard.',
    '已指定专用键盘：分量只能在该键盘上输入。',
  ),
  'ceremony/component-count': usage(
    'The file holds {count} components for this key. Expected: {expected}',
    '文件含 {count} 个此密钥的分量。应为：{expected}',
  ),
  'ceremony/other-key': usage(
    'This component is of the key "{label}". Expected: {expected}',
    '此分量属于密钥“{label}”。应为：{expected}',
  ),
  'ceremony/component-length': usage(
    'The component has {bytes} bytes. Expected: {expected} bytes',
    '该分量为 {bytes} 字节。应为：{expected} 字节',
  ),
  'ceremony/no-transport-key': usage(
    'No key is held here that the component’s block is under ({kcv}). Expected: {expected}',
    '工作站没有该分量密钥块所用的传输密钥（{kcv}）。应为：{expected}',
  ),
  'ceremony/combine-off': rule(
    'The policy does not let components be joined in this station. Two officers may change it.',
    '策略不允许在本工作站合成分量。可由两名安全员更改。',
  ),
  'ceremony/network-up': rule(
    'A network is up ({networks}): clear keys are put together on a machine that is joined to nothing.',
    '网络接口已启用（{networks}）：明文密钥只能在完全脱网的计算机上合成。',
  ),
  'ceremony/key-gone': {
    severity: 'notice',
    next: 'stop',
    exit: 75,
    en: 'Key {label} is no longer in memory. A new ceremony is needed.',
    zh: '密钥 {label} 已不在内存中。需要重新举行仪式。',
  },
} as const satisfies Record<string, FaultRow>
