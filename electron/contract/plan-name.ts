// What a diagnosis's plan is called, in the records of its ticks.

/** By its attempt, so that a later diagnosis of the same goes on with what is ticked; else by its own record. */
export const planName = ({
  diagnosis,
  attempt,
}: {
  readonly diagnosis: number
  readonly attempt: string | null
}): string => `diagnosis/${attempt ?? diagnosis}`
