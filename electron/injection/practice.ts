// Practice profiles for lab: published test keys, so that a newcomer loads a key into a simulated terminal within a minute.
import type { Bilingual } from '../contract/values.js'
import { ansiKey, byHand, factoryKek, factoryTlk, initialKey, referenceKey, underEarlier } from './practice-keys.js'
import type { LoadProfile } from './profile.js'

const job = (keys: readonly object[]) => () =>
  new TextEncoder().encode(JSON.stringify({ run: 'practice', lab: true, keys }))

const row = (id: string, driver: string, title: Bilingual, about: Bilingual, ...keys: object[]): LoadProfile => ({
  id: `practice-${id}`,
  title,
  about,
  drivers: [driver],
  job: job(keys),
})

const clearTmk: Bilingual = { zh: '练习：明文主密钥 TMK', en: 'Practice: master key (TMK) in clear' }
const tmkAndTpk: Bilingual = { zh: '练习：TMK，再灌其下的 TPK', en: 'Practice: a TMK, then a TPK under it' }
const twoKeys: Bilingual = { zh: '一台终端依次灌入两个密钥。', en: 'Two keys for one terminal, one after the other.' }

export const practiceProfiles: readonly LoadProfile[] = [
  row(
    'tmk',
    'newland-k21',
    { zh: '练习：主密钥 TMK', en: 'Practice: master key (TMK)' },
    {
      zh: '两个公开的测试分量，合成后在传输密钥下加密灌入。',
      en: 'Two published test components, combined and sent under the transport key.',
    },
    ansiKey({ usage: 'TMK', slot: 1, under: factoryTlk }),
  ),
  row(
    'tpk',
    'newland-k21',
    { zh: '练习：明文 PIN 密钥 TPK', en: 'Practice: PIN key (TPK) in clear' },
    {
      zh: '公开的测试密钥以明文灌入，再从终端回读校验值。',
      en: 'A published test key sent in clear; the terminal then computes its check value again.',
    },
    referenceKey({ usage: 'TPK', slot: 2 }),
  ),
  row(
    'set',
    'newland-k21',
    tmkAndTpk,
    twoKeys,
    ansiKey({ usage: 'TMK', slot: 1, under: factoryTlk }),
    referenceKey({ usage: 'TPK', slot: 2, under: underEarlier('TMK', 1) }),
  ),
  row(
    'pax-tlk',
    'pax-d',
    { zh: '练习：传输密钥 TLK（会清空终端）', en: 'Practice: transport key (TLK), which empties the terminal' },
    {
      zh: '明文灌入 TLK。终端会先清空全部密钥：若已有密钥，工作站会先列出并请人确认。',
      en: 'A TLK in clear. The terminal first removes every key it holds: where there are any, the station shows them and asks.',
    },
    referenceKey({ usage: 'TLK', slot: 1 }),
  ),
  row(
    'pax-tmk',
    'pax-d',
    clearTmk,
    {
      zh: '两个公开的测试分量合成后灌入，再回读四字节校验值。',
      en: 'Two published test components, combined and sent; four bytes of check value are then read back.',
    },
    ansiKey({ usage: 'TMK', slot: 1 }),
  ),
  row(
    'pax-set',
    'pax-d',
    tmkAndTpk,
    twoKeys,
    ansiKey({ usage: 'TMK', slot: 2 }),
    referenceKey({ usage: 'TPK', slot: 2, under: underEarlier('TMK', 2) }),
  ),
  row(
    'szzt-tmk',
    'szzt-zt598',
    clearTmk,
    {
      zh: '公开的测试密钥以明文灌入，终端随即报告其校验值，再回读一次。',
      en: 'A published test key in clear; the terminal answers with its check value, which is then read back.',
    },
    ansiKey({ usage: 'TMK', slot: 0 }),
  ),
  row(
    'szzt-set',
    'szzt-zt598',
    tmkAndTpk,
    twoKeys,
    ansiKey({ usage: 'TMK', slot: 16 }),
    referenceKey({ usage: 'TPK', slot: 48, under: underEarlier('TMK', 16) }),
  ),
  row(
    'uic-tmk',
    'uic-ipp',
    clearTmk,
    {
      zh: '该终端不报告校验值，只说明槽位已有密钥，因此结果为“未验证”。',
      en: 'This terminal gives no check value and says only that the slot is filled: the result is “not verified”.',
    },
    ansiKey({ usage: 'TMK', slot: 0 }),
  ),
  row(
    'castles-tmk',
    'castles-pci100',
    clearTmk,
    {
      zh: '终端比较随密钥送去的校验值。同型号同固件须先拒绝过错误的值（命令 qualify），通过才算数。',
      en: 'The terminal compares the check value sent along. Its pass counts once one of its model and firmware has refused a wrong value (command qualify).',
    },
    ansiKey({ usage: 'TMK', slot: 100 }),
  ),
  row(
    'castles-set',
    'castles-pci100',
    tmkAndTpk,
    twoKeys,
    ansiKey({ usage: 'TMK', slot: 110 }),
    referenceKey({ usage: 'TPK', slot: 111, under: underEarlier('TMK', 110) }),
  ),
  row(
    'futurex-tmk',
    'futurex',
    clearTmk,
    {
      zh: '终端只回两字节，且可能是照搬送去的值，因此结果为“未验证”。',
      en: 'The terminal answers two bytes, which may be those it was sent: the result is “not verified”.',
    },
    ansiKey({ usage: 'TMK', slot: 0 }),
  ),
  row(
    'p180-tmk',
    'newland-p180',
    { zh: '练习：KEK 1 之下的主密钥 TMK', en: 'Practice: master key (TMK) under KEK 1' },
    {
      zh: '在出厂的测试 KEK 下加密灌入，再回读三字节校验值。',
      en: 'Enciphered under the test KEK that the simulated terminal is born with; three bytes of check value are then read back.',
    },
    ansiKey({ usage: 'TMK', slot: 2, under: factoryKek }),
  ),
  row(
    'ms246-ik',
    'unitech-ms246',
    { zh: '练习：DUKPT 初始密钥', en: 'Practice: DUKPT initial key' },
    {
      zh: '由 X9.24 的基础密钥与 KSN 派生，读卡器随即报告三字节校验值。',
      en: 'Derived from the base key and KSN of X9.24; the reader answers with three bytes of check value.',
    },
    initialKey({ usage: 'IK', slot: 1 }),
  ),
  row(
    'by-hand',
    'manual',
    { zh: '练习：人工灌入 TMK', en: 'Practice: a TMK loaded by hand' },
    {
      zh: '在终端自带键盘上灌入公开测试密钥 0123…3210，两人先后读出屏幕上的校验值。',
      en: 'The published test key 0123…3210, typed at the terminal itself; two people read the check value off its screen.',
    },
    byHand({ usage: 'TMK', slot: 1 }),
  ),
]
