// Which other ways end in the very same key: nobody can tell them apart by a check value, whatever its length.

import { changes } from './changed-keys.js'
import { kcv } from './cipher.js'
import type { World } from './world.js'

/** The method by which a key of this length is shown: a DES key has its own. */
export const methodFor = (world: World, key: Buffer): string =>
  key.length === 8 && world.method === 'tdes-zeros'
    ? 'des-zeros'
    : world.algorithm === 'des'
      ? 'tdes-zeros'
      : world.method

export const shown = (world: World, key: Buffer, bytes = world.bytes): string => kcv(methodFor(world, key), key, bytes)

/** Causes but `cause` whose key shows the value of `key` in all its bytes, where a chance hit is out of the question. */
export const tiesOf = (world: World, cause: string, key: Buffer): readonly string[] => {
  const whole = shown(world, key, 8)
  return changes
    .filter((other) => other.cause !== cause && other.of(world).some((made) => shown(world, made, 8) === whole))
    .map(({ cause: id }) => id)
}
