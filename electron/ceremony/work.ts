// The ceremony under way with everything it holds, and the wiping of that.

import { begun } from './ceremony.js'
import type { Combined, Parts } from './combining.js'
import type { CeremonyPlan } from './plan.js'
import type { Begun } from './sources.js'
import type { Running } from './view.js'

export interface Work extends Running {
  readonly parts: Parts
  readonly combined: Combined | null
  /** The bringing of the component at hand. */
  readonly begun: Begun
}

export const notBegun: Begun = { stop: () => {}, finish: async () => null }

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
  begun: notBegun,
})

/** Digits, components and key; what was handed on to the held keys is not here any more. */
export function wipe({ begun, entry, combined, parts }: Work): void {
  begun.stop()
  entry?.[Symbol.dispose]()
  combined?.key[Symbol.dispose]()
  for (const one of [...parts.components.splice(0), parts.current]) one?.[Symbol.dispose]()
  parts.current = null
}
