// The memory of other processes, read as root does: where a pattern stands, and whether in pages locked in RAM.
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'

interface Region {
  readonly from: number
  readonly to: number
  readonly locked: boolean
}
/** Readable memory of a process, and whether it is locked in RAM. What is mapped from a file unchanged is left out. */
function regionsOf(pid: number): Region[] {
  const blocks = readFileSync(`/proc/${pid}/smaps`, 'latin1').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)
  return blocks.flatMap((block) => {
    const head = /^([0-9a-f]+)-([0-9a-f]+) (r)..[ps]/.exec(block)
    if (!head || block.includes('[vvar') || /^Rss:\s+0 kB/m.test(block)) return []
    return [{ from: Number.parseInt(head[1]!, 16), to: Number.parseInt(head[2]!, 16), locked: / lo /.test(block) }]
  })
}

export interface Occurrences {
  readonly locked: number
  readonly elsewhere: number
}

const WINDOW_BYTES = 1 << 20

/** How often any of the patterns stands in locked and in other memory. */
export function occurrences(pid: number, patterns: readonly Buffer[]): Occurrences {
  const found = { locked: 0, elsewhere: 0 }
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const window = Buffer.alloc(WINDOW_BYTES)
  const overlap = Math.max(...patterns.map((pattern) => pattern.length)) - 1
  for (const { from, to, locked } of regionsOf(pid))
    for (let at = from; at < to; at += window.length - overlap) {
      const seen = window.subarray(0, readOrNone(memory, window, Math.min(window.length, to - at), at))
      for (const pattern of patterns)
        for (let hit = seen.indexOf(pattern); hit >= 0; hit = seen.indexOf(pattern, hit + 1))
          // A pattern that lies whole in the next window too is counted there.
          if (hit < window.length - overlap) found[locked ? 'locked' : 'elsewhere']++
    }
  closeSync(memory)
  return found
}
/** Reserved pages cannot be read; nothing stands in them. */
function readOrNone(file: number, into: Buffer, length: number, at: number): number {
  try {
    return readSync(file, into, 0, length, at)
  } catch {
    return 0
  }
}

/** A process and all that it started, and they. */
export function familyOf(pid: number): number[] {
  const parents = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(name)
    if (parent !== null) parents.set(parent, [...(parents.get(parent) ?? []), Number(name)])
  }
  const below = (one: number): number[] => [one, ...(parents.get(one) ?? []).flatMap(below)]
  return below(pid)
}
function parentOf(pid: string): number | null {
  try {
    return Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1])
  } catch {
    return null
  }
}

/** Every form a few bytes may take on their way: raw, hex of either case, base64 at each of its three alignments, UTF-16 of those. */
export function formsOf(bytes: Buffer): Buffer[] {
  const hex = bytes.toString('hex')
  const aligned = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // The first and the last character also hold bits of what stands beside.
    return text.slice(shift === 0 ? 0 : shift + 1, text.length - 1)
  })
  const texts = [hex, hex.toUpperCase(), ...aligned]
  return [
    bytes,
    ...texts.map((text) => Buffer.from(text, 'latin1')),
    ...texts.map((text) => Buffer.from(text, 'utf16le')),
  ]
}
