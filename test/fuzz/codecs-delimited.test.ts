// Codecs whose frames end where a byte says so, with random streams.
import { type CodecName, codecs, fuzzCodec } from '../harness/codec-fuzz.js'

/** In codecs-counted.test.ts, on the other core. */
const counted: readonly string[] = ['stx-bcd2', 'stx-bcd2 with ACK', 'stx-be2', 'stx-dec3']

for (const name of Object.keys(codecs) as CodecName[]) if (!counted.includes(name)) fuzzCodec(name)
