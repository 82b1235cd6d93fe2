// Every codec: any split of a stream gives the same frames and the same counts, and any bytes at all are borne.
// KCV_FUZZ sets how many streams; KCV_FUZZ_SEED repeats a run.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dleStxLrc } from '../../electron/wire/codecs/dle-stx-lrc.js'
import { siStxLrc } from '../../electron/wire/codecs/si-stx-lrc.js'
import { stxBase64Lrc } from '../../electron/wire/codecs/stx-base64-lrc.js'
import { stxBcd2 } from '../../electron/wire/codecs/stx-bcd2.js'
import { stxBe2 } from '../../electron/wire/codecs/stx-be2.js'
import { stxDec3 } from '../../electron/wire/codecs/stx-dec3.js'
import { stxEtxLrc } from '../../electron/wire/codecs/stx-etx-lrc.js'
import type { Frame, FrameCodec, FrameDecoder, Garbage } from '../../electron/wire/frame.js'
import { render } from '../../electron/wire/render.js'

const streams = Number(process.env.KCV_FUZZ ?? 20_000)
const seed = Number(process.env.KCV_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

/** The same codec for bodies that always begin alike; control bytes, which are frames of their own, are counted as noise. */
const headed = (codec: FrameCodec, head: Uint8Array): FrameCodec => {
  const bare = (items: readonly (Frame | Garbage)[]) =>
    items.map((item): Frame | Garbage => {
      if (item.kind !== 'frame') return item
      if (item.body.length < head.length) return { kind: 'noise', bytes: item.body.length }
      return { kind: 'frame', body: item.body.subarray(head.length) }
    })
  return {
    longest: codec.longest,
    encode: (body) => codec.encode([head, ...body]),
    decoder: () => {
      const decoder = codec.decoder()
      return { push: (chunk) => bare(decoder.push(chunk)), end: () => bare(decoder.end()) }
    },
  }
}

const codecs: Readonly<Record<string, FrameCodec>> = {
  'stx-bcd2': stxBcd2(48),
  'stx-bcd2 with ACK': headed(stxBcd2(48, 'heard'), Uint8Array.of(0x35, 0x33)),
  'stx-be2': headed(stxBe2(48), Uint8Array.of(0x90, 0x01)),
  'stx-dec3': stxDec3(48),
  'dle-stx-lrc': dleStxLrc(48),
  'si-stx-lrc': headed(siStxLrc(48), Uint8Array.of(0x0f, 0x30, 0x32)),
  'stx-etx-lrc': stxEtxLrc(48),
  'stx-base64-lrc': headed(stxBase64Lrc(48), Uint8Array.of(0xff, 0x00)),
}
/** Their frames have no length: bytes that frames are made of stay out of bodies. */
const delimited: readonly (FrameCodec | undefined)[] = [codecs['si-stx-lrc'], codecs['stx-etx-lrc']]

const bodyByte = (codec: FrameCodec, roll: (sides: number) => number): number =>
  delimited.includes(codec) ? 0x1a + roll(0x100 - 0x1a) : roll(256)

/** xorshift32: cheap enough for a million streams, and a seed repeats it. */
function dice(start: number): (sides: number) => number {
  let state = start | 1
  return (sides) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
}

/** Frames, some with one byte changed or cut short, between noise rich in the bytes that frames are made of. */
function stream(codec: FrameCodec, roll: (sides: number) => number): { bytes: Uint8Array; whole: string[] } {
  const bytes: number[] = []
  const whole: string[] = []
  for (let pieces = 1 + roll(5); pieces > 0; pieces--) {
    const kind = roll(6)
    if (kind < 2)
      for (let left = roll(12); left > 0; left--)
        bytes.push(roll(2) ? roll(256) : [0x02, 0x03, 0x00, 0x04, 0x10][roll(5)]!)
    else {
      const body = Uint8Array.from({ length: 1 + roll(24) }, () => bodyByte(codec, roll))
      const frame = Array.from(render(codec.encode([body])))
      if (kind === 2) frame[roll(frame.length)]! ^= 1 << roll(8)
      else if (kind === 3) frame.length = roll(frame.length)
      else whole.push(`${body}`)
      bytes.push(...frame)
    }
  }
  return { bytes: Uint8Array.from(bytes), whole }
}

/** Neighbours of one kind joined: where a stream was cut must not show. */
function joined(into: (string | Garbage)[], found: readonly (Frame | Garbage)[]): void {
  for (const item of found) {
    const last = into.at(-1)
    if (item.kind === 'frame') into.push(`${item.body}`)
    else if (typeof last === 'object' && last.kind === item.kind)
      into[into.length - 1] = { kind: item.kind, bytes: last.bytes + item.bytes }
    else into.push(item)
  }
}
function readBy(decoder: FrameDecoder, bytes: Uint8Array, step: () => number): (string | Garbage)[] {
  const all: (string | Garbage)[] = []
  for (let at = 0; at < bytes.length; ) {
    const next = at + step()
    joined(all, decoder.push(bytes.subarray(at, next)))
    at = next
  }
  joined(all, decoder.end())
  return all
}

for (const [name, codec] of Object.entries(codecs)) {
  test(`${name}: any split of a stream gives the same frames and counts (seed ${seed}, ${streams} streams)`, () => {
    const roll = dice(seed)
    let frames = 0
    for (let n = 0; n < streams; n++) {
      const { bytes } = stream(codec, roll)
      const atOnce = readBy(codec.decoder(), bytes, () => bytes.length)
      const split = readBy(codec.decoder(), bytes, () => 1 + roll(n % 4 === 0 ? 1 : 9))
      if (JSON.stringify(split) !== JSON.stringify(atOnce)) assert.deepEqual(split, atOnce, `stream ${n}: ${bytes}`)
      frames += atOnce.filter((item) => typeof item === 'string').length
    }
    assert.ok(frames > streams / 2, 'the streams held frames')
  })

  test(`${name}: every byte of a stream is in a frame or counted (seed ${seed})`, () => {
    const roll = dice(seed)
    for (let n = 0; n < streams; n++) {
      const { bytes } = stream(codec, roll)
      const decoder = codec.decoder()
      let accounted = 0
      // As encoded, for some codecs send some bytes twice.
      for (const item of [...decoder.push(bytes), ...decoder.end()])
        accounted += item.kind === 'frame' ? render(codec.encode([item.body])).length : item.bytes
      if (accounted !== bytes.length) assert.equal(accounted, bytes.length, `stream ${n}: ${bytes}`)
    }
  })

  test(`${name}: frames with nothing between them are all found (seed ${seed})`, () => {
    const roll = dice(seed)
    for (let n = 0; n < streams / 4; n++) {
      const bodies = Array.from({ length: 1 + roll(4) }, () =>
        Uint8Array.from({ length: 1 + roll(24) }, () => bodyByte(codec, roll)),
      )
      const bytes = Uint8Array.from(bodies.flatMap((body) => Array.from(render(codec.encode([body])))))
      const found = readBy(codec.decoder(), bytes, () => 1 + roll(9))
      if (found.join() !== bodies.join()) assert.deepEqual(found, bodies.map(String), `stream ${n}: ${bytes}`)
    }
  })

  test(`${name}: a megabyte of anything is borne, and a frame after it is found`, () => {
    const roll = dice(seed)
    const start = render(codec.encode([Uint8Array.of(1)]))[0]!
    for (const make of [() => roll(256), () => start, () => 0x00, (at: number) => (at % 3 === 0 ? start : 0x03)]) {
      const decoder = codec.decoder()
      let accounted = 0
      const bytes = new Uint8Array(1 << 16)
      const before = process.memoryUsage().arrayBuffers
      for (let chunk = 0; chunk < 16; chunk++) {
        for (let at = 0; at < bytes.length; at++) bytes[at] = make(at)
        for (const item of decoder.push(bytes)) accounted += item.kind === 'frame' ? 0 : item.bytes
      }
      const held = process.memoryUsage().arrayBuffers - before
      assert.ok(held < 1 << 18, `${held} bytes held`)
      assert.ok(accounted > (1 << 20) / 2)
      decoder.end()
      assert.deepEqual(decoder.push(render(codec.encode([Uint8Array.of(7)]))), [
        { kind: 'frame', body: Uint8Array.of(7) },
      ])
    }
  })
}
