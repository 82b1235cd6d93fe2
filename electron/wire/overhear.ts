// Listening when nothing was asked: whether another whole frame comes in a given time.
import type { FrameCodec } from './frame.js'
import type { Clock } from './line.js'

/** @returns the number of whole frames heard within `ms`; a port that vanishes meanwhile says no more */
export function overhear(
  line: { onBytes(heard: (chunk: Uint8Array) => void): () => void },
  codec: FrameCodec,
  clock: Clock,
  ms: number,
): Promise<number> {
  const decoder = codec.decoder()
  let frames = 0
  const stop = line.onBytes((chunk) => {
    for (const item of decoder.push(chunk)) if (item.kind === 'frame') frames++
  })
  return new Promise((done) => {
    clock.after(ms, () => {
      stop()
      done(frames)
    })
  })
}
