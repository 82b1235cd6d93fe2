// The ceremony under way with everything it holds, and the wiping of that.

import { begun } from './ceremony.js'
import type { Combined, Parts } from './combining.js'
import type { CeremonyPlan } from './plan.js'
import type { Running } from './view.js'

export interface Work extends Running {
  readonly parts: Parts
  readonly combined: Combined | null
  /** Ends the bringing of the component at hand; again is harmless. */
  readonly stop: () => void
}

export const freshWork = (id: string, plan: CeremonyPlan): Work => ({
  id,
  plan,
  ceremony: begun(plan.printed.length),
  entry: null,
  warnings: plan.warnings,
  fault: null,
  until: null,
  parts: { components: [], current: null },
  combined: null,
  stop: () => {},
})

/** Digits, components and key; what was handed on to the held keys is not here any more. */
export function wipe({ stop, entry, combined, parts }: Work): void {
  stop()
  entry?.[Symbol.dispose]()
  combined?.key[Symbol.dispose]()
  for (const one of [...parts.components.splice(0), parts.current]) one?.[Symbol.dispose]()
  parts.current = null
}
