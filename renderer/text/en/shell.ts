// The frame around the screens, in English.
import type { ShellText } from '../sentences'

export const shell: ShellText = {
  product: 'KCV Station',
  lab: 'LAB 实验',
  production: 'Production',
  modeAbout: {
    lab: 'Lab mode: for published test keys and simulated terminals only. No result here releases a terminal.',
    production: 'Production mode: everything done here is on record.',
  },
  screens: { bench: 'Bench', diagnosis: 'Diagnosis', audit: 'Audit' },
  navigation: 'Main navigation',
  tally: (finished, total) => `${finished} of ${total} finished`,
  good: (n) => `${n} good`,
  bad: (n) => `${n} not good`,
  operator: 'Operator',
  log: 'Log',
  logReach: (last, since) => `verified to #${last}, ${since} since not`,
  logState: {
    unverified: 'not verified',
    verifying: 'verifying…',
    pass: 'verified',
    fail: 'verification failed',
    incomplete: 'incomplete',
  },
  verifyLog: 'Verify the log',
  language: 'Switch to Chinese 切换为中文',
  soundOn: 'Sound: on',
  soundOff: 'Sound: off',
  overlays: 'Dialogs and menus',
  connecting: "Connecting to the station's main process…",
  noBridge: "The window is not connected to the station's main process. Close it and start KCV Station again.",
  notices: (n) => (n === 1 ? 'Full text' : `${n} notices`),
  dismiss: 'Dismiss',
  close: 'Close',
  next: {
    retry: 'Remove the cause, then try again.',
    'read-back': 'Read the check value back first, to learn what the device holds.',
    officer: 'Ask the security officer.',
    stop: 'Stop work and call the administrator.',
    'fix-input': 'Correct the input, then try again.',
  },
}
