// `qualify`: whether the device at a port refuses a wrong check value; recorded, and from then on believed of its model and firmware.
import { Fault } from '../contract/fault.js'
import { kcvMethodNames, keyUsages } from '../contract/values.js'
import { qualify as probeDevice, type Qualified } from '../injection/qualify.js'
import { Station } from '../station.js'
import { type CliCommand, usageFault } from './command.js'
import type { Io } from './io.js'
import { portSpecs } from './port-spec.js'
import { heedSignals } from './process.js'

export const qualify: CliCommand = {
  name: 'qualify',
  usage:
    'qualify --data-dir DIR [--allow-erase] --port PATH=DRIVER --usage U --slot N [--under SLOT] [--method M]   a negative probe into a spare slot',
  options: {
    'data-dir': { type: 'string' },
    'allow-erase': { type: 'boolean' },
    port: { type: 'string', multiple: true },
    usage: { type: 'string' },
    slot: { type: 'string' },
    under: { type: 'string' },
    method: { type: 'string' },
  },
  inProduction: false,
  async run(options, io) {
    const directory = options.required('data-dir', 'a data directory made by init')
    const usage = options.oneOf('usage', keyUsages)
    options.required('slot', 'the number of a spare slot')
    const slot = options.number('slot')!
    const underSlot = options.number('under') ?? null
    const method = options.optional('method') === undefined ? null : options.oneOf('method', kcvMethodNames)
    const [spec, another] = await portSpecs(options.many('port'))
    if (another) throw usageFault('--port is given twice', '--port', 'one port')
    heedSignals()
    const station = await Station.open(directory)
    try {
      const port = await station.openPort(spec!)
      if (port.session instanceof Fault) throw port.session
      try {
        const context = station.context(() => {}, {
          allowErase: options.flag('allow-erase'),
          elsewhere: () => null,
        })
        return report(await probeDevice(context, port, { usage, slot, underSlot, method }), io)
      } finally {
        await port.close()
      }
    } finally {
      await station.close()
    }
  },
}

const words = {
  en: {
    good: 'refuses a wrong check value: loads of this kind count as checked from now on',
    bad: 'TOOK a wrong check value: what it says of one proves nothing',
    erased: 'the key of the probe was deleted again',
    left: 'the slot still holds the key of the probe, which nobody knows',
    unread: 'what the slot held before could not be read',
  },
  zh: {
    good: '拒绝了错误的校验值：今后此类加载可视为已校验',
    bad: '接受了错误的校验值：其校验结果不能作为证明',
    erased: '试探密钥已删除',
    left: '槽位中仍留有无人知晓的试探密钥',
    unread: '该槽位原有内容无法读取',
  },
} as const

function report({ device, checked, erased, warnings }: Qualified, io: Io): number {
  const { model, firmware } = device
  const word = words[io.language]
  const line = [
    `${device.family}  ${model ?? ''} ${firmware ?? ''}  ${checked ? word.good : word.bad}`,
    ...(warnings.includes('slot-not-read') ? [`   ${word.unread}`] : []),
    ...(erased === null ? [] : [`   ${erased ? word.erased : word.left}`]),
  ].join('\n')
  // Where it took the value, what became of the key belongs to the answer.
  io.result({ model, firmware, checked, ...(erased === null ? {} : { erased }) }, line)
  return checked ? 0 : 1
}
