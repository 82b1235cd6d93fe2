// Facts of 4,096 records as columns of numbers: a million records are counted in one pass over them, in some 50 ms.
import { facetNames } from '../../contract/audit-views.js'

/** A power of two: a full chunk is a whole subtree of the log's tree. */
export const chunkSize = 4_096

const bytes = chunkSize * (8 + 4 + 4 + 4 + 4 * facetNames.length)

export class Chunk {
  readonly at: Float64Array
  readonly segment: Uint32Array
  readonly offset: Uint32Array
  /** Byte at which a record's words begin among those of its chunk, each with a newline behind it. */
  readonly words: Uint32Array
  /** Codes of `Values`, a column for each of `facetNames`; 0 for none. */
  readonly facets: readonly Uint32Array[]

  constructor(readonly buffer: ArrayBuffer = new ArrayBuffer(bytes)) {
    if (buffer.byteLength !== bytes) throw new RangeError('not a chunk')
    this.at = new Float64Array(buffer, 0, chunkSize)
    this.segment = new Uint32Array(buffer, chunkSize * 8, chunkSize)
    this.offset = new Uint32Array(buffer, chunkSize * 12, chunkSize)
    this.words = new Uint32Array(buffer, chunkSize * 16, chunkSize)
    this.facets = facetNames.map((_, place) => new Uint32Array(buffer, chunkSize * (20 + 4 * place), chunkSize))
  }
}
