// `register …`: the version table, the calendar of changes, and what the station depends on; listed, and changed by records.
import {
  calendarShape,
  changeKinds,
  dependencyNames,
  firmwareRules,
  firmwareShape,
  type RegisterView,
} from '../contract/register.js'
import type { Bilingual, Language } from '../contract/values.js'
import { labOperator } from '../custody/operator.js'
import { RegisterDesk } from '../register-desk.js'
import { Station } from '../station.js'
import { type CliCommand, type Options, usageFault } from './command.js'
import type { Io } from './io.js'

const DATA = 'a data directory made by init'
const data = { 'data-dir': { type: 'string' } } as const

async function withDesk(
  options: Options,
  io: Io,
  work: (desk: RegisterDesk) => Promise<RegisterView>,
): Promise<number> {
  const station = await Station.open(options.required('data-dir', DATA))
  try {
    const { log } = station
    const view = await work(
      new RegisterDesk({ log, dependencies: null, mayReach: () => log.mode === 'lab', actor: () => labOperator }),
    )
    io.result(
      { firmware: view.firmware, calendar: view.calendar, dependencies: view.dependencies },
      lines(view, io.language),
    )
    return 0
  } finally {
    await station.close()
  }
}

export const registerList: CliCommand = {
  name: 'register list',
  usage: 'register list --data-dir DIR   firmware versions, changes, dependencies',
  options: data,
  inProduction: false,
  run: (options, io) => withDesk(options, io, async (desk) => desk.view()),
}

export const registerFirmware: CliCommand = {
  name: 'register firmware',
  usage: `register firmware --data-dir DIR --model M --firmware V --rule ${firmwareRules.join('|')} [--reason TEXT]`,
  options: {
    ...data,
    model: { type: 'string' },
    firmware: { type: 'string' },
    rule: { type: 'string' },
    reason: { type: 'string' },
  },
  inProduction: false,
  run: (options, io) => {
    const change = {
      model: options.required('model', 'the model as the device says it, or its family'),
      firmware: options.required('firmware', 'a version'),
      rule: options.oneOf('rule', firmwareRules),
      reason: options.optional('reason') ?? '',
    }
    const parsed = firmwareShape.safeParse(change)
    if (!parsed.success)
      throw usageFault('the row is not one', '--reason', 'short texts, and a reason for all but minimum')
    return withDesk(options, io, (desk) => desk.firmware(parsed.data))
  },
}

export const registerChange: CliCommand = {
  name: 'register change',
  usage: `register change --data-dir DIR (--what ${changeKinds.join('|')} --at DAY [--note TEXT] [--entry ID] | --withdraw ID --reason TEXT)`,
  options: {
    ...data,
    what: { type: 'string' },
    at: { type: 'string' },
    note: { type: 'string' },
    entry: { type: 'string' },
    withdraw: { type: 'string' },
    reason: { type: 'string' },
  },
  inProduction: false,
  run: (options, io) => {
    const gone = options.optional('withdraw')
    if (gone !== undefined) {
      const reason = options.required('reason', 'why it is withdrawn')
      return withDesk(options, io, (desk) => desk.withdraw(gone, reason))
    }
    const parsed = calendarShape.safeParse({
      entry: options.optional('entry') ?? null,
      what: options.oneOf('what', changeKinds),
      at: options.required('at', 'a day as 2026-11-22'),
      note: options.optional('note') ?? '',
    })
    if (!parsed.success) throw usageFault('the entry is not one', '--at', 'a day as 2026-11-22, and a short note')
    return withDesk(options, io, (desk) => desk.calendar(parsed.data))
  },
}

export const registerDependency: CliCommand = {
  name: 'register dependency',
  usage: `register dependency --data-dir DIR --name ${dependencyNames.join('|')} [--to HOST:PORT]   without --to: none any more`,
  options: { ...data, name: { type: 'string' }, to: { type: 'string' } },
  inProduction: false,
  run: (options, io) => {
    const name = options.oneOf('name', dependencyNames)
    const to = options.optional('to')
    const [, host, port] = /^([A-Za-z0-9._:-]{1,253}):(\d{1,5})$/.exec(to ?? '') ?? []
    if (to !== undefined && (!host || Number(port) < 1 || Number(port) > 65535))
      throw usageFault('--to is no host with a port', '--to', 'HOST:PORT')
    return withDesk(options, io, (desk) => desk.dependency(name, host ? { host, port: Number(port) } : null))
  },
}

const words = {
  minimum: { en: 'at least', zh: '最低' },
  bad: { en: 'never', zh: '禁用' },
  none: { en: 'The register is empty.', zh: '台账为空。' },
} as const satisfies Record<string, Bilingual>

function lines({ firmware, calendar, dependencies }: RegisterView, language: Language): string {
  const rows = [
    ...firmware.map(
      ({ model, firmware: version, rule, reason, entered }) =>
        `${model}  ${words[rule][language]} ${version}  ${reason}  #${entered.seq}`,
    ),
    ...calendar.map(({ entry, at, what, note, entered }) => `${at}  ${what}  ${note}  ${entry}  #${entered.seq}`),
    ...dependencies.flatMap(({ name, to }) => (to ? [`${name}  ${to.host}:${to.port}`] : [])),
  ]
  return rows.length > 0 ? rows.join('\n') : words.none[language]
}
