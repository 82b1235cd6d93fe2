// Random bytes a test can have again: noise on the line and a simulated device's random numbers, never key material.

/** `count` bytes, the same ones for the same seed. */
export type RandomBytes = (count: number) => Uint8Array

/** mulberry32: 32 bits of state, plenty for noise. */
export function randomBytes(seed: number): RandomBytes {
  let state = seed >>> 0
  const byte = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) & 0xff
  }
  return (count) => Uint8Array.from({ length: count }, byte)
}
