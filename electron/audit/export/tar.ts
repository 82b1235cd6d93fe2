// Members of an uncompressed tar archive in POSIX ustar form: one 512-byte header each, their bytes, zeros to the next
// multiple of 512. Only plain files; every tar program reads it.
const block = 512
export const tarBlock = block

export interface Member {
  readonly name: string
  /** Bytes of the file. */
  readonly size: number
}

/** Two blocks of zeros end an archive. */
export const tarEnd = Buffer.alloc(2 * block)

/** Bytes of zeros behind a file of this size. */
export const tarPadding = (size: number): number => (block - (size % block)) % block

/** The longest name this form holds in one field. */
const longestName = 100
const names = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/

/** @param seconds time of the file, since 1970 @throws RangeError for a name or size that the form cannot hold */
export function tarHeader({ name, size }: Member, seconds: number): Buffer {
  if (!names.test(name) || name.length > longestName) throw new RangeError('no name for a tar archive')
  const header = Buffer.alloc(block)
  header.write(name, 0, 'latin1')
  header.write('0000644\0', 100, 'latin1')
  header.write('0000000\0', 108, 'latin1')
  header.write('0000000\0', 116, 'latin1')
  header.write(octal(size), 124, 'latin1')
  header.write(octal(seconds), 136, 'latin1')
  header.write('0', 156, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

/** @returns the member; `end` for a block of zeros; null for anything that `tarHeader` does not write */
export function readTarHeader(header: Buffer): Member | 'end' | null {
  if (header.every((byte) => byte === 0)) return 'end'
  const name = header.toString('latin1', 0, header.indexOf(0))
  const size = numberIn(header.toString('latin1', 124, 136))
  const seconds = numberIn(header.toString('latin1', 136, 148))
  if (size === null || seconds === null || !names.test(name) || name.length > longestName) return null
  return tarHeader({ name, size }, seconds).equals(header) ? { name, size } : null
}

/** Eleven octal digits: files of up to 8 GiB. */
function octal(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 8 ** 11) throw new RangeError('too large for a tar archive')
  return `${value.toString(8).padStart(11, '0')}\0`
}
const numberIn = (field: string): number | null => (/^[0-7]{11}\0$/.test(field) ? Number.parseInt(field, 8) : null)

/** The sum of all bytes, its own field counted as spaces. */
const checksum = (header: Buffer): number =>
  header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
