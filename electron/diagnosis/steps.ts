// Every step that a plan may hold. Adding one is adding a row to its group.
import { agreeingSteps } from './steps/agreeing.js'
import { emergencySteps } from './steps/emergency.js'
import { enteringSteps } from './steps/entering.js'
import { loadingSteps } from './steps/loading.js'
import { signInSteps } from './steps/signing-in.js'
import type { Step } from './steps/step.js'

export type { Owner, Step } from './steps/step.js'

export const steps = {
  ...loadingSteps,
  ...enteringSteps,
  ...agreeingSteps,
  ...signInSteps,
  ...emergencySteps,
} as const satisfies Record<string, Step>

export type StepId = keyof typeof steps
