// `read-back` and `attempt close`: settling an attempt whose result is not known.
import { Fault } from '../contract/fault.js'
import { closeAttempt, openAttempt, readBackAttempt } from '../injection/settle.js'
import { Station } from '../station.js'
import { type CliCommand, usageFault } from './command.js'
import { exitOf, print } from './inject.js'
import { askerFor } from './people.js'
import { portSpecs } from './port-spec.js'
import { heedSignals } from './process.js'

const DATA = 'a data directory made by init'
const ATTEMPT = 'an attempt id, as inject printed it'

export const readBack: CliCommand = {
  name: 'read-back',
  usage: 'read-back --data-dir DIR [--answers FILE] --port PATH=DRIVER --attempt ID',
  options: {
    'data-dir': { type: 'string' },
    port: { type: 'string', multiple: true },
    attempt: { type: 'string' },
    answers: { type: 'string' },
  },
  inProduction: false,
  async run(options, io) {
    const directory = options.required('data-dir', DATA)
    const id = options.required('attempt', ATTEMPT)
    const [spec, another] = await portSpecs(options.many('port'))
    if (another) throw usageFault('--port is given twice', '--port', 'the one port of that attempt')
    using people = askerFor([spec!], options.optional('answers'), io)
    heedSignals()
    const station = await Station.open(directory)
    try {
      const logged = openAttempt(station.attempt(id), id)
      const port = await station.openPort(spec!, people?.ask)
      if (port.session instanceof Fault) throw port.session
      try {
        const context = station.context((event) => print(event, io), {
          allowErase: false,
          elsewhere: () => null,
        })
        const { outcome } = await readBackAttempt(context, port, logged)
        return exitOf[outcome]
      } finally {
        await port.close()
      }
    } finally {
      await station.close()
    }
  },
}

export const attemptClose: CliCommand = {
  name: 'attempt close',
  usage: 'attempt close --data-dir DIR --attempt ID --reason TEXT',
  options: { 'data-dir': { type: 'string' }, attempt: { type: 'string' }, reason: { type: 'string' } },
  inProduction: false,
  async run(options, io) {
    const directory = options.required('data-dir', DATA)
    const id = options.required('attempt', ATTEMPT)
    const reason = options.required('reason', 'why it is closed, in a few words')
    const station = await Station.open(directory)
    try {
      const record = await closeAttempt({ log: station.attemptLog }, openAttempt(station.attempt(id), id), reason)
      io.result(
        record,
        io.language === 'zh' ? `#${record.seq}  操作 ${id} 已关闭` : `#${record.seq}  attempt ${id} closed`,
      )
      return 0
    } finally {
      await station.close()
    }
  },
}
