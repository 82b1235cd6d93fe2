// A key block that the station makes of a key and its transport key, for terminals that take no other cryptogram.
import { randomBytes } from 'node:crypto'
import type { Secret } from '../contract/secret.js'
import type { Algorithm, Mode } from '../contract/values.js'
import type { BlockHeader } from '../devices/driver.js'
import { wrapKeyBlock } from '../keys/block/wrap.js'

/** Keys are whole eights of bytes, with 2 of length before them. Padded no further: these terminals have little room. */
const PADDING_BYTES = 6
/** Letter of the header; SM4 has none. */
const letters: Readonly<Record<Algorithm, string>> = { des: 'D', tdes: 'T', aes: 'A', sm4: '' }

/** @returns what makes the block; it throws keys/block-… for a header, a length or a transport key that does not fit */
export const ownBlock =
  (key: Secret, algorithm: Algorithm, kbpk: Secret, policy: Mode) =>
  (wanted: BlockHeader): string =>
    wrapKeyBlock({
      header: { ...wanted, algorithm: letters[algorithm], keyVersion: '00', exportability: 'N', keyContext: '0' },
      key,
      kbpk,
      policy,
      padding: randomBytes(PADDING_BYTES),
    }).block
