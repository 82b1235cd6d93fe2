// The four levels of checks; each runs by itself, and one that fails to run stands as unknown.
import { guidance, operator, risk } from './behaviour.js'
import { type Check, type CheckResult, type Looked, result } from './check.js'
import { interference, network } from './external.js'
import { transmission, verification } from './flow.js'
import { firmware, hardware, log } from './system.js'

export const levels = {
  system: { 'system/hardware': hardware, 'system/firmware': firmware, 'system/log': log },
  flow: { 'flow/verification': verification, 'flow/transmission': transmission },
  behaviour: { 'behaviour/operator': operator, 'behaviour/guidance': guidance, 'behaviour/risk': risk },
  external: { 'external/network': network, 'external/interference': interference },
} as const satisfies Record<string, Readonly<Record<string, Check>>>

export type Level = keyof typeof levels
export type Levels = Readonly<Record<Level, readonly CheckResult[]>>

const run = (checks: Readonly<Record<string, Check>>, looked: Looked): CheckResult[] =>
  Object.entries(checks).map(([id, check]) => {
    try {
      return check(looked)
    } catch {
      return result(id, 'unknown', {}, 'The check could not run.', '该项检查无法运行。')
    }
  })

export const runLevels = (looked: Looked): Levels => ({
  system: run(levels.system, looked),
  flow: run(levels.flow, looked),
  behaviour: run(levels.behaviour, looked),
  external: run(levels.external, looked),
})
