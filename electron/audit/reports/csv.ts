// Records as CSV for a spreadsheet: RFC 4180, every cell quoted, UTF-8 with its mark so that Chinese opens right.
import type { RecordQuery } from '../../contract/audit-views.js'
import { Fault } from '../../contract/fault.js'
import { writeAll } from '../durable.js'
import { errorCode, type FileDoor } from '../files.js'
import { factsOf, fits } from '../index/facts.js'
import type { AuditRecord } from '../record.js'
import { type PassOptions, passOver } from './pass.js'

/** The fields of the log by their own names: what a script reads must not change with the language of a window. */
const columns = [
  ...['seq', 'wall', 'type', 'operator', 'role', 'device', 'model', 'key', 'outcome', 'attempt', 'port'],
  ...['expected', 'station', 'reported', 'verdict', 'provenance', 'method', 'fault', 'body'],
] as const

export interface CsvWritten {
  readonly records: number
  /** Records of the log that were looked at. */
  readonly size: number
  readonly root: string
}

const mark = '\uFEFF'
/** Characters held before they are written. */
const held = 1024 * 1024

/**
 * Everything is read out of the log itself, not out of the index.
 * @throws as passOver; Fault audit/not-exported, and what was written is taken away again
 */
export function writeCsv(
  files: FileDoor,
  dir: string,
  path: string,
  query: RecordQuery,
  options: PassOptions,
): Promise<CsvWritten> {
  return intoFile(files, path, options.signal, (fd) => write(files, fd, dir, query, options))
}

/** Lets `work` fill a file, and makes it durable. @throws Fault audit/not-exported, and what was written is taken away again */
export async function intoFile<Answer>(
  files: FileDoor,
  path: string,
  signal: AbortSignal | undefined,
  work: (fd: number) => Promise<Answer>,
): Promise<Answer> {
  const fd = await files.open(path, 'replace').catch((error: unknown) => refused(path, error))
  try {
    const written = await work(fd)
      .then(async (answer) => {
        await files.datasync(fd)
        return answer
      })
      .catch((error: unknown) =>
        error instanceof Fault || signal?.aborted ? Promise.reject(error) : refused(path, error),
      )
    await files.close(fd)
    return written
  } catch (error) {
    await files.close(fd).catch(() => {})
    await files.remove(path).catch(() => {})
    throw error
  }
}

async function write(files: FileDoor, fd: number, dir: string, query: RecordQuery, options: PassOptions) {
  const lines: string[] = [mark + line(columns)]
  let [records, at, length] = [0, 0, 0]
  let writing: Promise<void> = Promise.resolve()
  const flush = () => {
    const bytes = Buffer.from(lines.splice(0).join(''), 'utf8')
    const from = at
    at += bytes.length
    length = 0
    writing = writing.then(() => writeAll(files, fd, bytes, from))
    // Awaited at the end; a failure in between must not end the process.
    writing.catch(() => {})
  }
  const { size, root } = await passOver(
    files,
    dir,
    (record) => {
      const facts = factsOf(record)
      if (!fits(facts, query)) return
      records += 1
      const next = line(cells(record, facts.facets))
      lines.push(next)
      length += next.length
      if (length > held) flush()
    },
    options,
  )
  flush()
  await writing
  return { records, size, root: root.toString('base64') }
}

function cells(record: AuditRecord, [outcome, , operator, device, model, key]: readonly (string | null)[]): unknown[] {
  const body = record.body as Readonly<Record<string, unknown>> & {
    kcv?: Readonly<Record<string, unknown>> | string | null
  }
  const kcv = typeof body.kcv === 'object' && body.kcv !== null ? body.kcv : {}
  return [
    ...[record.seq, record.wall, record.type, operator, record.role, device, model, key, outcome],
    ...[body.attempt, body.port, kcv.expected, kcv.station, kcv.reported, kcv.verdict, kcv.provenance, kcv.method],
    ...[body.fault, JSON.stringify(record.body)],
  ]
}

const line = (values: readonly unknown[]): string => `${values.map(cell).join(',')}\r\n`

/**
 * A spreadsheet takes a cell that begins so for a formula, and a device names itself: an apostrophe makes it text (OWASP,
 * CSV injection). Numbers of our own stay numbers.
 */
export function cell(value: unknown): string {
  if (typeof value === 'number') return String(value)
  const text = value === null || value === undefined ? '' : String(value)
  const safe = /^[\s]*[=+\-@\t\r\n|%＝＋－＠]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

function refused(path: string, error: unknown): never {
  throw new Fault('audit/not-exported', { file: path, because: errorCode(error) }, { cause: error })
}
