// An archive that Linux unpacks as its first file system: cpio in the "newc" form, as the kernel's
// Documentation/driver-api/early-userspace/buffer-format.rst has it.

export interface ArchiveEntry {
  /** Without a leading slash. */
  readonly path: string
  /** Absent: a folder. */
  readonly bytes?: Uint8Array
}

const FOLDER = 0o040755
const PROGRAM = 0o100755
const FIELDS = 13

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])

function entry({ path, bytes }: ArchiveEntry, inode: number, mode = bytes ? PROGRAM : FOLDER): Buffer {
  const name = Buffer.from(`${path}\0`)
  const size = bytes?.length ?? 0
  const fields = new Array<number>(FIELDS).fill(0)
  // Inode, mode, owner, group, links; at the sixth the length; at the eleventh the name's.
  fields.splice(0, 5, inode, mode, 0, 0, 1)
  fields[6] = size
  fields[11] = name.length
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`
  return Buffer.concat([padded(Buffer.concat([Buffer.from(header), name])), padded(Buffer.from(bytes ?? []))])
}

/** Files that may be run, and folders, in this order: a folder before what is in it. */
export const archive = (entries: readonly ArchiveEntry[]): Buffer =>
  Buffer.concat([...entries.map((one, index) => entry(one, index + 1)), entry({ path: 'TRAILER!!!' }, 0, 0)])
