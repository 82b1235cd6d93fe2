// Every rule there is, in the order they are shown. Adding one is a row here, its id in the contract, its words in text/.
import type { Rule } from '../rule.js'
import { checkDisabled, sameKcv, testKey, unlistedDevice } from './devices.js'
import { failureJump } from './failure-jump.js'
import { outOfHours } from './out-of-hours.js'
import { repeatedMismatch } from './repeated-mismatch.js'
import { clockJump, lineQuality, notAnchored, signInFailures } from './station.js'
import { tooFast } from './too-fast.js'

export const rules: readonly Rule[] = [
  repeatedMismatch,
  failureJump,
  outOfHours,
  tooFast,
  unlistedDevice,
  sameKcv,
  testKey,
  checkDisabled,
  lineQuality,
  notAnchored,
  clockJump,
  signInFailures,
]
