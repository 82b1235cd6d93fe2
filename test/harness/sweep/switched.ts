// Behaviours of a simulated terminal that begin only when the attempt does that is looked at.
import type { Behaves } from '../../../electron/devices/simulator-behaviours.js'

/** Behaviours that are off until the transport keys are in; those that make the terminal what it is are on from the start. */
export class Switched implements Behaves {
  on = false
  constructor(
    private readonly always: Behaves,
    private readonly later: Behaves,
  ) {}
  has(name: string): boolean {
    return (this.on ? this.later : this.always).has(name)
  }
  arg(name: string): string {
    return (this.on ? this.later : this.always).arg(name)
  }
}
