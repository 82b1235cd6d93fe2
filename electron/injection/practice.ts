// Practice profiles for lab: published test keys, so that a newcomer loads a key into a simulated terminal within a minute.
import type { LoadProfile } from './profile.js'

// Two components of the ANSI X9.24-1 initial key 6AC2…933A and of the usual reference key 0123…3210; both are public.
const COMPONENT_1 = '0123456789ABCDEFFEDCBA9876543210'
const COMPONENT_2 = '6BE1D79D289A96A27B56093BA181A12A'
const ANSI_KEY = '6AC292FAA1315B4D858AB3A3D7D5933A'
const FACTORY_TLK = '31313131313131313131313131313131'

const tlk = {
  label: 'TLK',
  slot: 1,
  usage: 'TLK',
  kcv: '40826A',
  material: { form: 'components', values: [FACTORY_TLK] },
}
const tmk = {
  label: 'TMK',
  slot: 1,
  usage: 'TMK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', bytes: 3, expected: 'AF8C07' },
  material: { form: 'components', values: [COMPONENT_1, COMPONENT_2] },
  under: tlk,
}
const tpk = {
  label: 'TPK',
  slot: 2,
  usage: 'TPK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', bytes: 3, expected: '08D7B4' },
  material: { form: 'components', values: [ANSI_KEY, COMPONENT_2] },
}

const job = (keys: readonly object[]) => () =>
  new TextEncoder().encode(JSON.stringify({ run: 'practice', lab: true, keys }))

/** A key that people bring themselves; who reads its check value off the terminal does not find it here. */
const byHand = {
  label: 'TMK',
  slot: 1,
  usage: 'TMK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', bytes: 3, expected: '08D7B4' },
  material: { form: 'by-hand' },
}

export const practiceProfiles: readonly LoadProfile[] = [
  {
    id: 'practice-tmk',
    title: { zh: '练习：主密钥 TMK', en: 'Practice: master key (TMK)' },
    about: {
      zh: '两个公开的测试分量，合成后在传输密钥下加密灌入。',
      en: 'Two published test components, combined and sent under the transport key.',
    },
    drivers: ['newland-k21'],
    job: job([tmk]),
  },
  {
    id: 'practice-tpk',
    title: { zh: '练习：明文 PIN 密钥 TPK', en: 'Practice: PIN key (TPK) in clear' },
    about: {
      zh: '公开的测试密钥以明文灌入，再从终端回读校验值。',
      en: 'A published test key sent in clear; the terminal then computes its check value again.',
    },
    drivers: ['newland-k21'],
    job: job([tpk]),
  },
  {
    id: 'practice-set',
    title: { zh: '练习：TMK，再灌其下的 TPK', en: 'Practice: a TMK, then a TPK under it' },
    about: { zh: '一台终端依次灌入两个密钥。', en: 'Two keys for one terminal, one after the other.' },
    drivers: ['newland-k21'],
    job: job([tmk, { ...tpk, under: { label: 'TMK', slot: 1 } }]),
  },
  {
    id: 'practice-by-hand',
    title: { zh: '练习：人工灌入 TMK', en: 'Practice: a TMK loaded by hand' },
    about: {
      zh: '在终端自带键盘上灌入公开测试密钥 0123…3210，两人先后读出屏幕上的校验值。',
      en: 'The published test key 0123…3210, typed at the terminal itself; two people read the check value off its screen.',
    },
    drivers: ['manual'],
    job: job([byHand]),
  },
]
