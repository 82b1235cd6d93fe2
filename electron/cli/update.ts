// `update verify`: whether a package on a medium is an update that this machine may take. Installing it is root's.
import { release } from '../release/installed.js'
import { architectures, NEWEST_FILE, verifyUpdate } from '../release/update-file.js'
import type { CliCommand } from './command.js'

const words = {
  en: (version: string, sequence: number, had: number, by: string, file: string) =>
    `kcv-station ${version}, release ${sequence} after ${had}, signed by ${by}: good.\nInstall it as root: kcv-station-install-update ${file}`,
  zh: (version: string, sequence: number, had: number, by: string, file: string) =>
    `kcv-station ${version}，第 ${sequence} 次发布（本机为第 ${had} 次），签名：${by}：验证通过。\n请以 root 安装：kcv-station-install-update ${file}`,
}

export const updateVerify: CliCommand = {
  name: 'update verify',
  usage: 'update verify --file PACKAGE.deb',
  options: { file: { type: 'string' } },
  inProduction: true,
  async run(options, io) {
    const file = options.required('file', 'a package with its note PACKAGE.deb.note beside it')
    const { keys, sequence } = release()
    const architecture = architectures[process.arch] ?? process.arch
    const good = verifyUpdate(file, { keys, sequence, architecture, newestFile: NEWEST_FILE })
    io.result(good, words[io.language](good.version, good.sequence, good.had, good.signedBy.join(', '), file))
    return 0
  },
}
