// Takes old segments away, oldest first.
import type { FileDoor } from '../files.js'
import { places, segmentsAmong } from '../layout.js'

/** Also what a cut has left of a dropping is taken away by this. */
export async function dropBefore(files: FileDoor, dir: string, segment: number): Promise<void> {
  const old = segmentsAmong(await files.list(places(dir).log)).filter((index) => index < segment)
  for (const index of old) await files.remove(places(dir).segment(index))
  if (old.length > 0) await files.syncDirectory(places(dir).log)
}
