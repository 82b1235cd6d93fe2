// `audit export`, `audit witness` and `audit cosign`: the log leaves the station, is seen elsewhere, and that comes back.

import { hostname } from 'node:os'
import { basename } from 'node:path'
import { takeCosignature } from '../audit/anchors/take.js'
import { type Witnessed, witnessExport } from '../audit/anchors/witness.js'
import { writeNew } from '../audit/durable.js'
import { exportLog } from '../audit/export/export.js'
import { errorCode, realFiles } from '../audit/files.js'
import { theStation } from '../audit/record.js'
import { droppedBefore } from '../audit/retention/policy.js'
import { pruneLog } from '../audit/retention/prune.js'
import { Fault } from '../contract/fault.js'
import type { Language } from '../contract/values.js'
import { labOperator } from '../custody/operator.js'
import { APP, Station } from '../station.js'
import { witnessAsked } from './audit.js'
import type { CliCommand } from './command.js'
import { exportWords } from './export-words.js'
import { progressOn } from './progress.js'

const DATA = 'a data directory made by init'
const strings = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))

export const auditExport: CliCommand = {
  name: 'audit export',
  usage: 'audit export --data-dir DIR --out FILE',
  options: strings('data-dir', 'out'),
  inProduction: true,
  async run(options, io) {
    const out = options.required('out', 'a file that is not there yet')
    const done = await exportLog(options.required('data-dir', DATA), out, { app: APP })
    const { file, size, root, sha256, reasons } = done
    const word = exportWords[io.language]
    const told = [
      word.exported(file, size),
      `${word.root} ${root}`,
      `${word.hash} ${sha256}`,
      ...reasons.map((reason) => `  ${word.reason(reason)}`),
    ]
    io.result({ file, size, root, sha256, ...(reasons.length ? { reasons } : {}) }, told.join('\n'))
    return reasons.length ? 1 : 0
  },
}

export const auditWitness: CliCommand = {
  name: 'audit witness',
  usage: 'audit witness --state FILE --file EXPORT [--out FILE] [--name NAME] [--vkey KEY]',
  options: strings('state', 'file', 'out', 'name', 'vkey'),
  inProduction: true,
  async run(options, io) {
    const state = options.required('state', 'the file this witness keeps; made at first use')
    const witnessed = await witnessExport(state, options.required('file', 'a file made by audit export'), {
      now: Math.floor(Date.now() / 1000),
      name: nameOf(options.optional('name') ?? `witness/${hostname()}`),
      vkey: options.optional('vkey'),
      ...progressOn(io),
    })
    const out = options.optional('out')
    if (witnessed.note !== null && out !== undefined) await written(out, witnessed.note)
    const { consistent, from, to, cosignature, witness, reasons } = witnessed
    io.result(
      { consistent, from, to, cosignature, witness, ...(reasons.length ? { reasons } : {}) },
      witnessWords(witnessed, out, io.language),
    )
    return consistent ? 0 : 1
  },
}

const nameOf = (text: string): string => text.replace(/[^A-Za-z0-9._/-]/g, '-').slice(0, 60)

const witnessWords = (
  { consistent, from, to, note, witness, reasons }: Witnessed,
  out: string | undefined,
  language: Language,
): string => {
  const word = exportWords[language]
  return [
    consistent ? word.consistent(from, to) : word.refused(from, to),
    `${word.witness} ${witness}`,
    ...(from === 0 && consistent ? [word.firstTime] : []),
    ...(note === null
      ? reasons.map((reason) => `  ${word.reason(reason)}`)
      : [out === undefined ? `\n${note}` : `${word.cosigned} ${out}`]),
  ].join('\n')
}

async function written(path: string, text: string): Promise<void> {
  await writeNew(realFiles, path, Buffer.from(text, 'utf8')).catch((error: unknown) => {
    throw new Fault('station/cannot-create', { path, because: errorCode(error) }, { cause: error })
  })
}

export const auditPrune: CliCommand = {
  name: 'audit prune',
  usage: 'audit prune --data-dir DIR --archive EXPORT --older-than DAYS',
  options: strings('data-dir', 'archive', 'older-than'),
  inProduction: true,
  async run(options, io) {
    const directory = options.required('data-dir', DATA)
    const archive = options.required('archive', 'an export that holds what is to be dropped')
    options.required('older-than', 'days that stay')
    const days = options.number('older-than')!
    const station = await Station.open(directory)
    try {
      const { log } = station
      const by = log.mode === 'lab' ? labOperator : theStation
      const before = droppedBefore(log.mode, days, Date.now())
      const done = await pruneLog(directory, log, { archive, before, by })
      const told = exportWords[io.language].dropped(done)
      io.result({ ...done, ...(log.mode === 'lab' ? { warnings: ['one-person'] } : {}) }, told)
      return 0
    } finally {
      await station.close()
    }
  },
}

export const auditCosign: CliCommand = {
  name: 'audit cosign',
  usage: 'audit cosign --data-dir DIR --note FILE [--witness KEY]',
  options: strings('data-dir', 'note', 'witness'),
  inProduction: true,
  async run(options, io) {
    const directory = options.required('data-dir', DATA)
    const note = options.required('note', 'the cosigned checkpoint that audit witness made')
    const witness = options.optional('witness')
    const accept = witness === undefined ? null : witnessAsked(witness)
    const station = await Station.open(directory)
    try {
      const { log } = station
      // Whose cosignature it is stands in it: to store it nobody needs to sign in. Accepting a witness is another matter.
      const by = log.mode === 'lab' ? labOperator : theStation
      const taken = await takeCosignature(directory, log, note, { accept, by })
      const word = exportWords[io.language]
      const told = taken.by.map(({ witness: name, at }) => word.anchored(taken.seq, name, at))
      io.result(taken, [`${basename(note)}:`, ...told].join('\n'))
      return 0
    } finally {
      await station.close()
    }
  },
}
