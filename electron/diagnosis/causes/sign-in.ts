// Causes of KCV CHECK at sign-in, long after the master key matched: judged over all working keys of field 62 together.
import type { CauseTable } from '../cause.js'

const needs = ['signIn']

export const signInCauses = {
  'tid-binding': {
    tier: 1,
    prior: 0.02,
    party: 'host',
    severity: 'medium',
    needs,
    action: {
      en: 'The host made the working keys for another terminal id[ ({keyTerminalId})]. Have the terminal id bound to this terminal’s master key anew.',
      zh: '主机按另一终端号[（{keyTerminalId}）]下发了工作密钥。请将终端号重新绑定到本终端主密钥。',
    },
    steps: ['bind-terminal-id', 'sign-in-again'],
  },
  'host-rekeyed': {
    tier: 1,
    prior: 0.02,
    party: 'host',
    severity: 'high',
    needs,
    action: {
      en: 'The host wraps the working keys under another master key than the terminal holds[; its value there is {hostTmkKcv}]. Ask the host for the letter of its current key, and load that.',
      zh: '主机使用的主密钥与终端中的不同[，主机侧校验值为 {hostTmkKcv}]。请向主机方索取当前密钥的密钥函并重新灌装。',
    },
    steps: ['ask-host-key', 'load-again', 'sign-in-again'],
  },
  'wrong-key-index-setting': {
    tier: 1,
    prior: 0.02,
    party: 'operator',
    severity: 'low',
    needs,
    action: {
      en: 'The terminal’s application uses key index {keyIndex}, the key is at {loadedIndex}. Correct the setting; nothing need be loaded.',
      zh: '终端应用使用的密钥索引为 {keyIndex}，而密钥灌装在 {loadedIndex}。请更正设置，无需重新灌装。',
    },
    steps: ['set-key-index', 'sign-in-again'],
  },
  'sm-switch': {
    tier: 1,
    prior: 0.02,
    party: 'operator',
    severity: 'medium',
    needs,
    action: {
      en: 'One side works with SM4 and the other with triple DES. Set the terminal to the algorithm that the host uses.',
      zh: '一侧使用国密 SM4，另一侧使用 3DES。请将终端设置为主机所用的算法。',
    },
    steps: ['set-algorithm', 'sign-in-again'],
  },
  'keys-lost-by-update': {
    tier: 1,
    prior: 0.02,
    party: 'device',
    severity: 'high',
    needs,
    action: {
      en: 'The keys were lost when the terminal was updated. Load the master key again, and hold the update back for the others.',
      zh: '终端升级后密钥丢失。请重新灌装主密钥，并暂停其余终端的升级。',
    },
    steps: ['hold-update', 'load-again', 'sign-in-again'],
  },
} as const satisfies CauseTable
