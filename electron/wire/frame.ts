// What a frame codec is: two pure functions' worth, layout out and frames in. No clock, no port, no log.
import type { FrameLayout, LayoutPart } from '../contract/layout.js'

/** A whole frame whose check is right. */
export interface Frame {
  readonly kind: 'frame'
  /** What lies between the frame's own bytes; its own memory. */
  readonly body: Uint8Array
}

/** `noise`: starts no frame. The others count start bytes that led nowhere; the bytes after them are looked at again. */
export type GarbageKind = 'noise' | 'bad-check' | 'too-long' | 'bad-length'
/** Bytes thrown away: how many and why, never which. */
export interface Garbage {
  readonly kind: GarbageKind
  readonly bytes: number
}

export interface FrameDecoder {
  push(chunk: Uint8Array): (Frame | Garbage)[]
  /** The line fell silent: gives up a frame that never ended and looks at what lay behind its start. */
  end(): (Frame | Garbage)[]
}

export interface FrameCodec {
  /** Longest body taken in, bytes. */
  readonly longest: number
  encode(body: readonly LayoutPart[]): FrameLayout
  decoder(): FrameDecoder
}
