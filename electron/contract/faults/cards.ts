// Faults of smart cards and their readers.
import { type FaultRow, input, line, rule } from './row.js'

export const cardsFaults = {
  'cards/no-service': line(
    'fix-input',
    'Cards cannot be read: the card service of this machine does not answer. Install and start pcscd.',
    '无法读卡：本机的读卡服务没有应答。请安装并启动 pcscd。',
  ),
  'cards/no-reader': line(
    'fix-input',
    'There is no card reader {reader}. Plug one in and try again.',
    '没有读卡器 {reader}。请插入读卡器后重试。',
  ),
  'cards/no-card': line(
    'retry',
    'There is no card in the reader. Insert it and try again.',
    '读卡器中没有卡。请插卡后重试。',
  ),
  'cards/many-readers': input(
    'Cards are in more than one reader: {readers}. Leave one card in, or say which reader.',
    '多个读卡器中都有卡：{readers}。请只留一张卡，或指明读卡器。',
  ),
  'cards/busy': line(
    'retry',
    'Another program is using the card. Close it and try again.',
    '另一个程序正在使用这张卡。请关闭后重试。',
  ),
  'cards/mute': line(
    'retry',
    'The card does not answer. Take it out, see which way it goes in, and try again.',
    '卡片没有应答。请取出，确认插卡方向后重试。',
  ),
  'cards/removed': line('retry', 'The card was taken out before it was done.', '操作完成前卡片被取出。'),
  'cards/not-for-this': input(
    'This card is for something else. Expected: {expected}',
    '这张卡不适用于此操作。应为：{expected}',
  ),
  'cards/bad-pin': input('This cannot be a PIN. Expected: {expected}', '这不可能是卡片密码。应为：{expected}'),
  'cards/wrong-pin': rule('The card refused the PIN. Tries left: {left}.', '卡片拒绝了该密码。剩余次数：{left}。'),
  'cards/pin-blocked': rule(
    'The card has blocked its PIN after too many wrong tries. Whoever issued the card can unblock it.',
    '密码错误次数过多，卡片已锁定。请由发卡方解锁。',
  ),
  'cards/refused': line(
    'stop',
    'The card refused {command} with status {status} ({meaning}).',
    '卡片拒绝了 {command}，状态字 {status}。',
  ),
  'cards/bad-answer': line(
    'stop',
    'What the card answered to {command} cannot be read: {field}. Expected: {expected}',
    '卡片对 {command} 的应答无法解析：{field}。应为：{expected}',
  ),
  'cards/not-proved': rule(
    'The card did not prove that it is the one enrolled for this person.',
    '这张卡未能证明它就是为此人登记的卡。',
  ),
} as const satisfies Record<string, FaultRow>
