// Faults of people: signing in, being two, and what a role may not do.
import { type FaultRow, input, rule } from './row.js'

export const custodyFaults = {
  'custody/nobody': rule('Nobody is signed in.', '尚未登录。'),
  // One sentence for every reason: who tries names learns nothing from it.
  'custody/refused': rule(
    'Not signed in: name, passphrase or code is not right, or the account is locked. After 10 failures two administrators have to unlock it.',
    '未能登录：用户名、口令或动态码不正确，或账户已锁定。失败 10 次后须由两名管理员解锁。',
  ),
  'custody/wait': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'Too many failures; try again in {seconds} s.',
    zh: '失败次数过多，请 {seconds} 秒后再试。',
  },
  'custody/not-your-role': rule('Role {role} may not do this ({action}).', '{roleZh}无权执行此操作（{action}）。'),
  'custody/second-needed': rule(
    'A second person has to agree to this; nothing has been done yet.',
    '此操作须由第二人确认，目前尚未执行。',
  ),
  'custody/same-person': rule(
    'The second person has to be somebody else: dual control is about two people.',
    '第二人必须是另一个人：双人控制要求两名不同的人员。',
  ),
  'custody/about-yourself': rule(
    'Nobody decides about himself: two other administrators have to.',
    '不得对本人作出决定，须由另外两名管理员办理。',
  ),
  'custody/same-custodian': rule(
    '{person} has entered component {component} of this key; another component takes another custodian.',
    '{person} 已录入该密钥的分量 {component}；其他分量须由另一名保管员录入。',
  ),
  'custody/nothing-pending': {
    severity: 'notice',
    next: 'retry',
    exit: 75,
    en: 'Nothing waits for a second person any more.',
    zh: '已没有等待第二人确认的操作。',
  },
  'custody/weak-passphrase': input(
    'A passphrase has at least 15 characters, or 8 where an authenticator is in use; it is not the name and not one character over and over. Expected: {expected}',
    '口令至少 15 个字符；使用动态码时至少 8 个；不得与用户名相同或为重复字符。应为：{expected}',
  ),
  'custody/bad-code': input(
    'The code is not the one that the authenticator shows now. Look at the clock of both.',
    '动态码与认证器当前显示的不符。请核对双方时钟。',
  ),
  'custody/no-offer': input('No authenticator is being set up.', '没有正在设置的认证器。'),
  'custody/known-person': input(
    'There is, or was, a person {person} already; a name is never used for somebody else.',
    '已有或曾有用户 {person}；用户名不得再用于他人。',
  ),
  'custody/no-person': input('There is no person {person}.', '没有用户 {person}。'),
  'custody/same-role': input('{person} has that role already.', '{person} 已是该角色。'),
  'custody/too-few-administrators': rule('Two administrators have to remain.', '必须保留至少两名管理员。'),
  'custody/policy-range': input(
    'The policy takes whole numbers from {least} to {most}.',
    '该策略须为 {least} 到 {most} 的整数。',
  ),
  'custody/two-founders': rule(
    'A production station is born with two different people, each with a passphrase of his own.',
    '生产工作站须由两名不同人员共同建立，各自设置口令。',
  ),
  'custody/no-birth': input('No production station is being made.', '没有正在建立的生产工作站。'),
  'custody/unfinished': rule(
    'The birth of this production directory was not finished: it has no two administrators.',
    '该生产数据目录的建立未完成：没有两名管理员。',
  ),
  'custody/credentials-changed': {
    severity: 'grave',
    next: 'officer',
    exit: 77,
    en: 'The file of credentials is not the one that the log knows ({people}); these people cannot sign in.',
    zh: '凭据文件与日志记录不符（{people}）；这些人员无法登录。',
  },
  'custody/swap': rule(
    'This machine may write its memory to a disk ({what}); the policy refuses to work here until that is off.',
    '本机可能将内存写入磁盘（{what}）；按策略须先关闭才能工作。',
  ),
  'custody/not-approved': rule(
    'Nobody has approved this job; another person has to, before it is loaded.',
    '该任务尚未获批准；灌装前须由另一人批准。',
  ),
  'custody/own-job': rule(
    'Who brought the job, or loads it, does not approve it.',
    '任务的提交人或灌装人不得批准该任务。',
  ),
  'custody/factor-needed': rule(
    'The policy asks for a second factor: set up an authenticator first.',
    '策略要求双因素认证：请先设置认证器。',
  ),
} as const satisfies Record<string, FaultRow>
