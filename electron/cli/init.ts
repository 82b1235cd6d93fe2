// `init`: the birth of a lab data directory.
import { createDirectory } from '../audit/directory.js'
import { Fault } from '../contract/fault.js'
import { modes } from '../contract/values.js'
import { APP } from '../station.js'
import type { CliCommand } from './command.js'

export const init: CliCommand = {
  name: 'init',
  usage: 'init --data-dir DIR --mode lab',
  options: { 'data-dir': { type: 'string' }, mode: { type: 'string' } },
  inProduction: false,
  async run(options, io) {
    const directory = options.required('data-dir', 'a folder that is empty or not there yet')
    if (options.oneOf('mode', modes) === 'production') throw new Fault('station/production-birth')
    const born = await createDirectory(directory, { mode: 'lab', app: APP })
    const told =
      io.language === 'zh'
        ? `${directory}：工作站 ${born.stationId} 的实验数据目录\n校验公钥：${born.vkey}`
        : `${directory}: lab data directory of station ${born.stationId}\nverifier key: ${born.vkey}`
    io.result(born, told)
    return 0
  },
}
