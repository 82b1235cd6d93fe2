// `order`: a change of a device that loads no key, carried out once and recorded.
import { Fault } from '../contract/fault.js'
import { keyUsages } from '../contract/values.js'
import type { SlotRef } from '../devices/driver.js'
import { carryOut, type Order, type OrderEnd } from '../injection/order.js'
import { Station } from '../station.js'
import { type CliCommand, type Options, usageFault } from './command.js'
import { faultJson, type Io } from './io.js'
import { portSpecs } from './port-spec.js'
import { heedSignals } from './process.js'

const FORM = 'one of --set-serial TEXT, --set-rate N, --select U:SLOT, --erase U:SLOT, --erase-all'
const string = { type: 'string' } as const
const boolean = { type: 'boolean' } as const

export const order: CliCommand = {
  name: 'order',
  usage:
    'order --data-dir DIR --port PATH=DRIVER (--set-serial TEXT | --set-rate N | --select U:SLOT | --allow-erase (--erase U:SLOT | --erase-all))',
  options: {
    'data-dir': string,
    port: { type: 'string', multiple: true },
    'set-serial': string,
    'set-rate': string,
    select: string,
    erase: string,
    'erase-all': boolean,
    'allow-erase': boolean,
  },
  inProduction: false,
  async run(options, io) {
    const directory = options.required('data-dir', 'a data directory made by init')
    const wish = orderOf(options)
    const [spec, another] = await portSpecs(options.many('port'))
    if (another) throw usageFault('--port is given twice', '--port', 'one port')
    heedSignals()
    const station = await Station.open(directory)
    try {
      const port = await station.openPort(spec!)
      try {
        const allowErase = options.flag('allow-erase')
        const context = station.context(() => {}, { allowErase, elsewhere: () => null })
        return report(wish, await carryOut(context, port, wish), io)
      } finally {
        await port.close()
      }
    } finally {
      await station.close()
    }
  },
}

/** @throws station/usage unless exactly one is asked for */
function orderOf(options: Options): Order {
  const [serial, select, erase] = ['set-serial', 'select', 'erase'].map((name) => options.optional(name))
  const baud = options.number('set-rate')
  const asked: readonly Order[] = [
    ...(serial === undefined ? [] : [{ what: 'set-serial', serial } as const]),
    ...(baud === undefined ? [] : [{ what: 'set-rate', baud } as const]),
    ...(select === undefined ? [] : [{ what: 'select', slot: slotOf('select', select) } as const]),
    ...(erase === undefined ? [] : [{ what: 'erase', slot: slotOf('erase', erase) } as const]),
    ...(options.flag('erase-all') ? [{ what: 'erase-all' } as const] : []),
  ]
  const [only, another] = asked
  if (only && !another) return only
  throw usageFault(only ? 'two orders at once' : 'no order is given', '', FORM)
}

function slotOf(option: string, text: string): SlotRef {
  const [, word, slot] = /^([A-Z]+):(\d{1,3})$/.exec(text) ?? []
  const usage = keyUsages.find((one) => one === word)
  if (usage) return { usage, slot: Number(slot) }
  throw usageFault(`--${option} names no slot`, `--${option}`, 'a usage and a slot, such as TDK:6')
}

const words = {
  en: {
    done: 'done',
    refused: 'REFUSED',
    unknown: 'no answer: whether it was carried out is not known',
    stays: 'said to be done, but this still holds a key',
  },
  zh: { done: '完成', refused: '已拒绝', unknown: '无应答：是否已执行不明', stays: '设备称已完成，但以下槽位仍有密钥' },
} as const
const exits = { done: 0, refused: 1, unknown: 2 } as const

function report({ what }: Order, { serial, result, reply, slotsAfter, seq }: OrderEnd, io: Io): number {
  const answered = !(reply instanceof Fault)
  const why = answered ? (reply.kind === 'refused' ? reply.meaning : null) : reply.sentence
  const code = answered ? reply.code : null
  const kept = slotsAfter.filter(({ state }) => state === 'filled').map(({ usage, slot }) => `${usage} ${slot}`)
  const word = words[io.language]
  const said = kept.length > 0 ? `${word.stays}: ${kept.join(', ')}` : word[result]
  const line = [`#${seq}  ${what}  SN ${serial ?? '–'}  ${said}`, why?.[io.language] ?? []].flat()
  const fault = answered ? null : faultJson(reply, io.language)
  io.result({ order: what, serial, result, code, fault, slotsAfter, seq }, line.join('\n   '))
  return exits[result]
}
