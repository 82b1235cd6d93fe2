// What is asked of the verifier, and what it says.
import { type Files, openFiles } from './files.js'
import { Log } from './log.js'
import { type Anchor, anchorIn, cosignaturesIn, judged, type Seen, secondPlace } from './outside.js'
import { type Dropped, readDropped } from './pruned.js'
import { SHAPES } from './shapes.js'
import { keyIn } from './signatures.js'

interface Asked {
  readonly pinned: string | undefined
  readonly anchors: readonly Anchor[]
  readonly witnesses: readonly string[]
  /** The youngest first. */
  readonly archives: readonly string[]
  /** A record whose next key is asked for. */
  readonly keyBehind?: number
}

const sizeOf = (note: string): number => Number(note.split('\n')[1])

/** Reads the log whole. @returns it, who agrees with it, and whether the first key was pinned and followed to its end */
function verify({ names, read }: Files, asked: Asked): { log: Log; seen: Seen[]; follows: boolean } {
  const { pinned, anchors, witnesses, keyBehind } = asked
  const newest = read('newest-checkpoint')?.toString('utf8') ?? ''
  const stored = cosignaturesIn({ names, read })
  const sizes = [...anchors.map(({ size }) => size), ...stored.map(({ kept }) => kept.size), sizeOf(newest)]
  const seqs = anchors.flatMap(({ receipt }) => (receipt === null ? [] : [receipt.seq]))
  const log = new Log(pinned, { sizes: new Set(sizes), seqs: new Set([...seqs, keyBehind ?? -1]) })
  const dropped = names.includes('pruned') ? readDropped(read('pruned')!) : null
  if (dropped !== null) log.begin(dropped)
  const first = dropped?.segment ?? 0
  const segments = names.filter((name) => /^log\/\d{6}\.seg$/.test(name) && Number(name.slice(4, 10)) >= first).sort()
  segments.every((name, at) => {
    if (Number(name.slice(4, 10)) !== first + at) return log.found(true, log.size, `broken: before ${name}`)
    return log.segment(read(name)!, at === segments.length - 1)
  })
  if (log.size > log.sealed) log.found(false, log.size - 1, 'no-checkpoint: the last record is not sealed')
  if (log.size === 0) log.found(false, 0, 'no-records: the log has no first record')
  if (!log.problem?.bad) secondPlace(log, newest)
  if (dropped !== null && !log.problem?.bad && !log.pruned.has(dropped.sha256))
    log.found(true, dropped.size, `pruned-unsaid: the first ${dropped.size} records are gone, and no record says so`)
  if (log.problem?.bad) return { log, seen: [], follows: false }
  const seen = judged(log, anchors, stored, witnesses)
  const follows = pinned !== undefined && (dropped === null || followed(log, dropped, seen, asked))
  if (dropped !== null && pinned === undefined && asked.archives.length > 0) followed(log, dropped, seen, asked)
  return { log, seen, follows }
}

/** Whether an archive leads from the first key to what is left; what speaks against it is told to the log. */
function followed(log: Log, { size, born, note, next }: Dropped, seen: readonly Seen[], asked: Asked): boolean {
  const { pinned, archives } = asked
  if (pinned !== undefined && pinned !== born.vkey)
    return log.found(true, 0, 'other-key: the log does not begin with the pinned key')
  const isAnchored = seen.some(({ seq, how }) => how !== 'named-by-log' && seq >= size - 1)
  const [archive, ...older] = archives
  if (archive === undefined)
    return isAnchored
      ? false
      : log.found(false, size - 1, `pruned: the first ${size} records are gone; bring --archive`)
  const border = { by: 'the log', origin: log.origin, size, root: note.split('\n')[2] ?? '', receipt: null }
  const behind = { pinned, anchors: [border], witnesses: [], archives: older, keyBehind: size - 1 }
  const before = verify(openFiles(archive), behind)
  const { problem } = before.log
  if (problem !== null) return log.found(problem.bad, size - 1, `other-archive: ${problem.reason}`)
  if (pinned !== undefined && !before.follows)
    return log.found(false, size - 1, 'pruned: the archive has dropped records itself; bring the older one too')
  if (before.log.records.get(size - 1)?.nextVkey === next) return true
  return log.found(true, size - 1, 'other-key: not the key that the archive names goes on')
}

function main(words: string[]): number {
  const valuesOf = (name: string) => words.flatMap((word, at) => (word === name ? [words[at + 1] ?? ''] : []))
  const named = ['--vkey', '--anchor', '--witness', '--archive'].flatMap(valuesOf)
  const [path] = words.filter((word) => !word.startsWith('--') && !named.includes(word))
  if (path === undefined) throw new Error('usage: verify.mjs FILE-or-FOLDER [--vkey KEY] [--anchor FILE]... [--json]')
  const [pinned] = valuesOf('--vkey')
  const witnesses = valuesOf('--witness')
  for (const vkey of witnesses) if (keyIn(vkey, 4) === null) throw new Error(`${vkey} is no key of a witness`)
  const files = openFiles(path)
  const anchors = valuesOf('--anchor').map(anchorIn)
  const { log, seen, follows } = verify(files, { pinned, anchors, witnesses, archives: valuesOf('--archive') })
  const { problem, size, mode } = log
  const unsettled = files.names.includes('unsettled') ? ['unsettled: a recovery is not recorded yet'] : []
  const reasons = [...(problem ? [problem.reason] : []), ...unsettled]
  const verdict = problem?.bad ? 'fail' : reasons.length > 0 ? 'incomplete' : 'pass'
  const trusted = verdict === 'fail' ? [] : seen.filter(({ how }) => how !== 'named-by-log').map(({ seq }) => seq)
  const to = trusted.length === 0 ? null : Math.max(...trusted)
  const dropped = log.dropped > 0 ? { dropped: log.dropped } : {}
  const trust = { vkey: follows ? 'pinned' : 'self-asserted', anchoredTo: to, anchors: seen, ...dropped }
  const root = log.tree.root().toString('base64')
  const bodies = SHAPES === null ? 'not looked at' : 'looked at'
  const told = { verdict, size, root, mode, bodies, trust, ...(problem ? { firstBad: problem.seq } : {}), reasons }
  console.log(words.includes('--json') ? JSON.stringify(told) : sentence(told))
  return verdict === 'pass' ? 0 : 1
}

interface Told {
  readonly verdict: string
  readonly size: number
  readonly root: string
  readonly mode: string | null
  readonly bodies: string
  readonly trust: {
    readonly vkey: string
    readonly anchoredTo: number | null
    readonly anchors: readonly Seen[]
    readonly dropped?: number
  }
  readonly firstBad?: number
  readonly reasons: readonly string[]
}

/** Never a bare PASS: what the key was pinned to and how far it is anchored belong to it. */
function sentence({ verdict, size, root, mode, bodies, trust, firstBad, reasons }: Told): string {
  const key = trust.vkey === 'pinned' ? 'first key pinned' : "first key is the log's own word (pin it with --vkey)"
  const anchored = trust.anchoredTo === null ? 'not anchored' : `anchored to record ${trust.anchoredTo}`
  return [
    `${verdict.toUpperCase()}  ${size} records, ${mode}; ${key}; ${anchored}`,
    `root ${root}`,
    ...(trust.dropped ? [`the first ${trust.dropped} records are in an archive`] : []),
    ...(bodies === 'looked at' ? [] : ['fields of the records: not looked at']),
    ...trust.anchors.map(
      ({ seq, by, how }) =>
        `seen to record ${seq} by ${by}${how === 'named-by-log' ? ', by a key that only this log names (pin it with --witness)' : ''}`,
    ),
    ...(firstBad === undefined ? [] : [`first bad record: ${firstBad}`]),
    ...reasons.map((reason) => `  ${reason}`),
  ].join('\n')
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  console.error(`cannot verify: ${(error as Error).message}`)
  process.exitCode = 74
}
