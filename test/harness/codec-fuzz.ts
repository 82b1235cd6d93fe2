// The tests of a codec with random streams, for files that run side by side: any split gives the same frames and the same
// counts, and any bytes at all are borne. KCV_FUZZ sets how many streams; KCV_FUZZ_SEED repeats a run.
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
import { writeFrame } from './frame-writer.js'

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

export const codecs = {
  'stx-bcd2': stxBcd2(48),
  'stx-bcd2 with ACK': headed(stxBcd2(48, 'heard'), Uint8Array.of(0x35, 0x33)),
  'stx-be2': headed(stxBe2(48), Uint8Array.of(0x90, 0x01)),
  'stx-dec3': stxDec3(48),
  'dle-stx-lrc': dleStxLrc(48),
  'si-stx-lrc': headed(siStxLrc(48), Uint8Array.of(0x0f, 0x30, 0x32)),
  'stx-etx-lrc': stxEtxLrc(48),
  'stx-base64-lrc': headed(stxBase64Lrc(48), Uint8Array.of(0xff, 0x00)),
} as const satisfies Readonly<Record<string, FrameCodec>>
export type CodecName = keyof typeof codecs
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

type Roll = (sides: number) => number

/** Longer than any stream: five pieces of at most 24 bytes of body, all of them sent twice, and what is around them. */
const LONGEST_STREAM = 512
const sent = new Uint8Array(LONGEST_STREAM)
const starts = Uint8Array.of(0x02, 0x03, 0x00, 0x04, 0x10)

function randomBody(codec: FrameCodec, roll: Roll): Uint8Array {
  const body = new Uint8Array(1 + roll(24))
  for (let at = 0; at < body.length; at++) body[at] = bodyByte(codec, roll)
  return body
}

/** Frames, some with one byte changed or cut short, between noise rich in the bytes that frames are made of. */
function stream(codec: FrameCodec, roll: Roll): Uint8Array {
  let end = 0
  for (let pieces = 1 + roll(5); pieces > 0; pieces--) {
    const kind = roll(6)
    if (kind < 2) {
      for (let left = roll(12); left > 0; left--) sent[end++] = roll(2) ? roll(256) : starts[roll(5)]!
      continue
    }
    const start = end
    end = writeFrame(codec.encode([randomBody(codec, roll)]), sent, start)
    if (kind === 2) sent[start + roll(end - start)]! ^= 1 << roll(8)
    else if (kind === 3) end = start + roll(end - start)
  }
  return sent.subarray(0, end)
}

const garbageKinds: readonly string[] = ['noise', 'bad-check', 'too-long', 'bad-length'] satisfies Garbage['kind'][]

/** What a decoder found, flat: neighbours of one kind of garbage are one, for where a stream was cut must not show. */
class Findings {
  readonly values = new Uint16Array(LONGEST_STREAM * 2)
  end = 0
  frames = 0
  #garbage = -1

  clear(): void {
    this.end = this.frames = 0
    this.#garbage = -1
  }
  add(found: readonly (Frame | Garbage)[]): void {
    for (const item of found) {
      if (item.kind === 'frame') {
        this.frames++
        this.values[this.end++] = 0x100
        for (const byte of item.body) this.values[this.end++] = byte
        this.#garbage = -1
        continue
      }
      const kind = 0x200 + garbageKinds.indexOf(item.kind)
      if (this.#garbage !== kind) this.values.set([kind, 0], this.end)
      if (this.#garbage !== kind) this.end += 2
      this.#garbage = kind
      this.values[this.end - 1]! += item.bytes
    }
  }
  same(other: Findings): boolean {
    if (this.end !== other.end) return false
    for (let at = 0; at < this.end; at++) if (this.values[at] !== other.values[at]) return false
    return true
  }
  toString(): string {
    return Array.from(this.values.subarray(0, this.end), (value) => value.toString(16)).join(' ')
  }
}

function readInto(findings: Findings, decoder: FrameDecoder, bytes: Uint8Array, longestStep: number, roll: Roll): void {
  findings.clear()
  for (let at = 0; at < bytes.length; ) {
    const next = at + 1 + roll(longestStep)
    findings.add(decoder.push(bytes.subarray(at, next)))
    at = next
  }
  findings.add(decoder.end())
}

/** As encoded, for some codecs send some bytes twice. */
const room = new Uint8Array(LONGEST_STREAM)
const accounted = (codec: FrameCodec, found: readonly (Frame | Garbage)[]): number =>
  found.reduce(
    (sum, item) => sum + (item.kind === 'frame' ? writeFrame(codec.encode([item.body]), room, 0) : item.bytes),
    0,
  )

export function fuzzCodec(name: CodecName): void {
  const codec: FrameCodec = codecs[name]
  test(`${name}: the writer of these streams writes as the wire does`, () => {
    const roll = dice(seed)
    for (let n = 0; n < 2_000; n++) {
      const layout = codec.encode([randomBody(codec, roll)])
      assert.deepEqual(sent.slice(0, writeFrame(layout, sent, 0)), render(layout))
    }
  })

  test(`${name}: any split of a stream gives the same frames and counts, and every byte is in one of them (seed ${seed}, ${streams} streams)`, () => {
    const roll = dice(seed)
    const [atOnce, split] = [new Findings(), new Findings()]
    // An ended decoder holds nothing and begins anew: one for all streams shows that too.
    const [decoder, inPieces] = [codec.decoder(), codec.decoder()]
    let frames = 0
    for (let n = 0; n < streams; n++) {
      const bytes = stream(codec, roll)
      const [found, rest] = [decoder.push(bytes), decoder.end()]
      atOnce.clear()
      atOnce.add(found)
      atOnce.add(rest)
      const counted = accounted(codec, found) + accounted(codec, rest)
      if (counted !== bytes.length) assert.equal(counted, bytes.length, `stream ${n}: ${bytes}`)
      readInto(split, inPieces, bytes, n % 4 === 0 ? 1 : 9, roll)
      if (!split.same(atOnce)) assert.equal(`${split}`, `${atOnce}`, `stream ${n}: ${bytes}`)
      frames += atOnce.frames
    }
    assert.ok(frames > streams / 2, 'the streams held frames')
  })

  test(`${name}: frames with nothing between them are all found (seed ${seed})`, () => {
    const roll = dice(seed)
    const [expected, found] = [new Findings(), new Findings()]
    const decoder = codec.decoder()
    for (let n = 0; n < streams / 4; n++) {
      expected.clear()
      let end = 0
      for (let count = 1 + roll(4); count > 0; count--) {
        const body = randomBody(codec, roll)
        expected.add([{ kind: 'frame', body }])
        end = writeFrame(codec.encode([body]), sent, end)
      }
      const bytes = sent.subarray(0, end)
      readInto(found, decoder, bytes, 9, roll)
      if (!found.same(expected)) assert.equal(`${found}`, `${expected}`, `stream ${n}: ${bytes}`)
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
