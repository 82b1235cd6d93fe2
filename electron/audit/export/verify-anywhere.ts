#!/usr/bin/env node
// Verifies an exported audit log, or a copy of a data directory, with nothing but Node 18 or newer:
//   node verify.mjs FILE-or-FOLDER [--vkey KEY] [--anchor FILE]... [--json]
// Written for itself from the description of the format, so that the station's own verifier is not the only word on a log.
// Not looked at here: whether the body of each record has the fields of its type.
import { verify as checkSignature, createHash, createPublicKey } from 'node:crypto'
import { fstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'

type Read = (name: string) => Buffer | null
type Problem = { bad: boolean; seq: number; reason: string }
const LONGEST_RECORD = 256 * 1024
const LONGEST_NOTE = 1024
/** Appends that reach the medium together. */
const LONGEST_GROUP = 2 * (8 + LONGEST_RECORD + 1 + LONGEST_NOTE)
const sha256 = (...parts: (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

/** The files of a folder, or of a tar archive with one folder in it. */
function openFiles(path: string): { names: string[]; read: Read } {
  if (statSync(path).isDirectory()) {
    const names = readdirSync(path, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'))
    return { names, read: (name) => (names.includes(name) ? readFileSync(join(path, name)) : null) }
  }
  const fd = openSync(path, 'r')
  const members = new Map<string, { at: number; size: number }>()
  const bytesAt = (at: number, size: number) => {
    const bytes = Buffer.alloc(size)
    if (readSync(fd, bytes, 0, size, at) !== size) throw new Error('the archive is cut short')
    return bytes
  }
  let at = 0
  for (let header = bytesAt(at, 512); header.some((byte) => byte !== 0); header = bytesAt(at, 512)) {
    const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0)
    const field = (from: number, to: number) => header.toString('latin1', from, to).replace(/[\0 ]+$/, '')
    const [name, size] = [field(0, 100).replace(/^[^/]+\//, ''), Number.parseInt(field(124, 136), 8)]
    const isPlain = Number.parseInt(field(148, 156), 8) === sum && field(257, 262) === 'ustar' && header[156] === 48
    if (!isPlain || members.has(name)) throw new Error(`no tar header, or a second ${name}, at byte ${at}`)
    members.set(name, { at: at + 512, size })
    at += 512 + Math.ceil(size / 512) * 512
  }
  if (fstatSync(fd).size !== at + 1024) throw new Error('the archive does not end where it says')
  const read: Read = (name) => {
    const member = members.get(name)
    return member === undefined ? null : bytesAt(member.at, member.size)
  }
  return { names: [...members.keys()], read }
}

/** RFC 8785 for what a record may hold; null for anything else. */
function canonical(value: unknown): string | null {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

function parsed(bytes: Buffer): Record<string, unknown> | null {
  try {
    const record = JSON.parse(bytes.toString('utf8'))
    return Buffer.from(canonical(record) ?? '').equals(bytes) ? record : null
  } catch {
    return null
  }
}

/** @param vkey `name+hash+base64(01 ‖ key)` @returns whether `note` is `text` with exactly this key's signature */
function signedBy(vkey: string, note: string, text: string): boolean {
  const [, name, hash, coded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(vkey) ?? []
  if (name === undefined || hash === undefined || coded === undefined) return false
  const typed = Buffer.from(coded, 'base64')
  if (typed[0] !== 1 || sha256(`${name}\n`, typed).toString('hex', 0, 4) !== hash) return false
  const [, value = ''] = /^\u2014 \S+ ([A-Za-z0-9+/=]+)\n$/.exec(note.slice(text.length + 1)) ?? []
  const signature = Buffer.from(value, 'base64')
  if (note !== `${text}\n\u2014 ${name} ${signature.toString('base64')}\n`) return false
  if (signature.length !== 68 || signature.toString('hex', 0, 4) !== hash) return false
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') }
  return checkSignature(null, Buffer.from(text), createPublicKey({ key: jwk, format: 'jwk' }), signature.subarray(4))
}

/** A checkpoint kept elsewhere: origin, size and root are its first three lines, whatever signatures follow. */
function anchorIn(path: string) {
  const [origin = '', size = '', root = ''] = readFileSync(path, 'utf8').split('\n')
  if (!/^[1-9]\d{0,15}$/.test(size) || Buffer.from(root, 'base64').length !== 32)
    throw new Error(`${path} is no checkpoint`)
  return { path, origin, size: Number(size), root }
}

class Log {
  size = 0
  sealed = 0
  mode: string | null = null
  origin = ''
  station = ''
  problem: Problem | null = null
  /** Checkpoints by size, of the sizes that somebody asks for. */
  readonly seen = new Map<number, { note: string; vkey: string; root: string }>()
  private prev = '0'.repeat(64)
  private readonly keys: string[] = []
  private readonly peaks: Buffer[] = []

  constructor(
    private readonly pinned: string | undefined,
    private readonly wanted: ReadonlySet<number>,
  ) {}

  found(bad: boolean, seq: number, reason: string): false {
    if (this.problem === null || (bad && !this.problem.bad)) this.problem = { bad, seq, reason }
    return false
  }

  root(): Buffer {
    return this.size === 0 ? sha256() : this.peaks.reduceRight((right, left) => sha256('\x01', left, right))
  }

  /** @returns whether reading may go on */
  record(bytes: Buffer): boolean {
    const seq = this.size
    if (this.size > this.sealed) return this.found(true, seq - 1, 'no-checkpoint: the record has none, not the last')
    const record = parsed(bytes)
    if (record?.v !== 1) return this.found(true, seq, 'bad-record: no canonical JSON of a known version')
    const { prev, type, station, nextVkey, body } = record
    if (record.seq !== seq || prev !== this.prev) return this.found(true, seq, 'bad-link: not the one that follows')
    if ((type === 'log-created') !== (seq === 0)) return this.found(true, seq, 'bad-record: log-created, or not')
    if (seq === 0 && !this.born((body ?? {}) as Record<string, string>)) return false
    if (station !== this.station) return this.found(true, seq, 'bad-record: names another station')
    if (!String(nextVkey).startsWith(`${this.origin}+`)) return this.found(true, seq, 'bad-record: names no key of it')
    this.keys.push(String(nextVkey))
    let node = sha256('\x00', bytes)
    this.prev = node.toString('hex').toUpperCase()
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) node = sha256('\x01', this.peaks.pop()!, node)
    this.peaks.push(node)
    this.size += 1
    return true
  }

  private born({ mode = '', stationId = '', logId = '', vkey = '' }: Record<string, string>): boolean {
    this.mode = mode
    this.station = stationId
    this.origin = `kcv-station/${mode}/${stationId}/${logId}`
    this.keys.push(vkey)
    if (!vkey.startsWith(`${this.origin}+`)) return this.found(true, 0, 'bad-record: no key of this log')
    return this.pinned === undefined || vkey === this.pinned || this.found(true, 0, 'other-key: not the pinned key')
  }

  checkpoint(note: string): boolean {
    if (this.size === this.sealed) return this.found(true, this.size, 'bad-checkpoint: it follows no record')
    const text = `${this.origin}\n${this.size}\n${this.root().toString('base64')}\n`
    const vkey = this.keys.shift() ?? ''
    if (!signedBy(vkey, note, text))
      return this.found(true, this.size - 1, 'bad-checkpoint: not of this origin, size and root by its one key')
    this.sealed = this.size
    if (this.wanted.has(this.size)) this.seen.set(this.size, { note, vkey, root: this.root().toString('base64') })
    return true
  }

  /** What one segment holds; only the last may end in the middle of an append. */
  segment(bytes: Buffer, isLast: boolean): boolean {
    for (let at = 0; at < bytes.length; ) {
      const isNote = bytes[at] === 10
      const end = isNote ? noteEnd(bytes, at + 1) : recordEnd(bytes, at)
      if (end === 0) return this.rest(bytes.length - at, isNote, isLast)
      const whole = bytes.subarray(isNote ? at + 1 : at + 8, end)
      if (!(isNote ? this.checkpoint(whole.toString('utf8')) : this.record(whole))) return false
      at = end
    }
    const isWhole = bytes.length > 0 && this.size === this.sealed
    return isLast || isWhole || this.found(true, this.size, 'broken: a closed segment without its last checkpoint')
  }

  private rest(length: number, isNote: boolean, isLast: boolean): false {
    const unsealed = this.size > this.sealed
    if (!isLast || (isNote && !unsealed) || length > LONGEST_GROUP)
      return this.found(true, this.size, 'broken: neither a record nor a checkpoint')
    return !unsealed && this.found(false, this.size, 'torn-record: the last write is cut short')
  }
}

function recordEnd(bytes: Buffer, at: number): number {
  if (bytes.length - at < 8) return 0
  const length = bytes.readUInt32BE(at)
  const end = at + 8 + length
  if (length === 0 || length > LONGEST_RECORD || end > bytes.length) return 0
  const hash = sha256(bytes.subarray(at + 8, end))
  return hash.compare(bytes, at + 4, at + 8, 0, 4) === 0 ? end : 0
}

function noteEnd(bytes: Buffer, at: number): number {
  const lines = bytes.toString('latin1', at, at + LONGEST_NOTE).split('\n')
  return lines.length > 5 ? at + lines.slice(0, 5).join('\n').length + 1 : 0
}

/** newest-checkpoint lies outside log/ and shows a log that was cut at a record's border. */
function secondPlace(log: Log, newest: string): void {
  const last = Math.max(0, log.size - 1)
  const [size, text] = [Number(newest.split('\n')[1]), `${newest.split('\n\n')[0]}\n`]
  const here = log.seen.get(size)
  const other = here !== undefined && newest !== here.note && signedBy(here.vkey, newest, text)
  if (size > log.sealed) log.found(true, log.sealed, `records-missing: newest-checkpoint goes beyond ${log.sealed}`)
  else if (other) log.found(true, last, 'two-checkpoints: newest-checkpoint is another one, and signed')
  else if (size !== log.sealed || newest !== here?.note) log.found(false, last, 'second-place: it is not the last')
}

function main(words: string[]): number {
  const valuesOf = (name: string) => words.flatMap((word, at) => (word === name ? [words[at + 1] ?? ''] : []))
  const taken = new Set([...valuesOf('--vkey'), ...valuesOf('--anchor')])
  const [path] = words.filter((word) => !word.startsWith('--') && !taken.has(word))
  if (path === undefined) throw new Error('usage: verify.mjs FILE-or-FOLDER [--vkey KEY] [--anchor FILE]... [--json]')
  const [pinned] = valuesOf('--vkey')
  const anchors = valuesOf('--anchor').map(anchorIn)
  const { names, read } = openFiles(path)
  const newest = read('newest-checkpoint')?.toString('utf8') ?? ''
  const log = new Log(pinned, new Set([...anchors.map(({ size }) => size), Number(newest.split('\n')[1])]))
  const segments = names.filter((name) => /^log\/\d{6}\.seg$/.test(name)).sort()
  if (names.includes('pruned'))
    throw new Error('its oldest records were dropped: kcv-station verifies it with their archive')
  segments.every((name, at) => {
    if (name !== `log/${String(at).padStart(6, '0')}.seg`) return log.found(true, log.size, `broken: before ${name}`)
    return log.segment(read(name)!, at === segments.length - 1)
  })
  if (log.size > log.sealed) log.found(false, log.size - 1, 'no-checkpoint: the last record is not sealed')
  if (log.size === 0) log.found(false, 0, 'no-records: the log has no first record')
  if (!log.problem?.bad) secondPlace(log, newest)
  for (const { path: file, origin, size, root } of log.problem?.bad ? [] : anchors) {
    if (origin !== log.origin) log.found(true, 0, `other-log: ${file} is of ${origin}`)
    else if (size > log.sealed) log.found(true, log.sealed, `records-missing: ${file} has seen ${size} records`)
    else if (log.seen.get(size)?.root !== root) log.found(true, size - 1, `other-root: ${file} has seen another log`)
  }
  if (names.includes('unsettled')) log.found(false, log.size - 1, 'unsettled: a recovery is not recorded yet')
  const { problem, size, mode } = log
  const verdict = problem?.bad ? 'fail' : problem ? 'incomplete' : 'pass'
  const to = verdict === 'fail' || anchors.length === 0 ? null : Math.max(...anchors.map((anchor) => anchor.size)) - 1
  const trust = { vkey: pinned ? 'pinned' : 'self-asserted', anchoredTo: to }
  const root = log.root().toString('base64')
  const found = problem ? { firstBad: problem.seq, reasons: [problem.reason] } : { reasons: [] }
  const key = pinned ? 'first key pinned' : "first key is the log's own word (pin it with --vkey)"
  const anchored = to === null ? 'not anchored' : `anchored to record ${to}`
  const told = `${verdict.toUpperCase()}  ${size} records, ${mode}; ${key}; ${anchored}\nroot ${root}`
  const about = problem ? `\nfirst bad record: ${problem.seq}\n  ${problem.reason}` : ''
  console.log(words.includes('--json') ? JSON.stringify({ verdict, size, root, mode, trust, ...found }) : told + about)
  return verdict === 'pass' ? 0 : 1
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  console.error(`cannot verify: ${(error as Error).message}`)
  process.exitCode = 74
}
