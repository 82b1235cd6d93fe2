// Faults of the packaged program itself: how it was started, whether it is what was packaged, and its updates.
import { type FaultRow, rule } from './row.js'

const broken = (en: string, zh: string): FaultRow => ({ severity: 'grave', next: 'stop', exit: 78, en, zh })
const refusedUpdate = (en: string, zh: string): FaultRow => ({ severity: 'grave', next: 'officer', exit: 65, en, zh })

export const releaseFaults = {
  'release/refused-word': rule(
    'The installed station is not started with {word}. Start it with: kcv-station-window, or kcv-station COMMAND',
    '已安装的工作站不接受 {word} 启动。请用 kcv-station-window 或 kcv-station 命令 启动。',
  ),
  'release/refused-variable': rule(
    'The installed station is not started while the variable {variable} is set. Start it with: kcv-station-window',
    '设置了环境变量 {variable} 时，已安装的工作站不会启动。请用 kcv-station-window 启动。',
  ),
  'release/not-launched': rule(
    'The installed station is started with kcv-station-window or kcv-station, not by its inner program.',
    '请用 kcv-station-window 或 kcv-station 启动已安装的工作站，而不是其内部程序。',
  ),
  'release/altered': broken(
    'The program was changed after it was packaged: {file}. It does not start. Install the package again.',
    '程序在打包之后被改动：{file}。程序不会启动，请重新安装软件包。',
  ),
  'release/self-test': broken(
    'The self-test of the ciphers failed at {test}. The station takes no keys.',
    '密码算法自检在 {test} 处失败，工作站不接受密钥。',
  ),
  'release/no-keys': rule(
    'This build has no release keys, so it can verify no update. Updates need an official release.',
    '此版本不含发布密钥，无法验证更新。更新需要正式发布版本。',
  ),
  'release/no-note': refusedUpdate(
    'There is no readable signed note for this update: {path} ({problem}). Nothing was installed.',
    '该更新缺少可读取的签名说明：{path}（{problem}）。未安装任何内容。',
  ),
  'release/signatures': refusedUpdate(
    'The update carries {good} good signatures of different release keys, and {needed} are needed. Nothing was installed.',
    '该更新只有 {good} 个不同发布密钥的有效签名，需要 {needed} 个。未安装任何内容。',
  ),
  'release/wrong-package': refusedUpdate(
    'The package is not the one that was signed: its {what} differs. Nothing was installed.',
    '软件包与签名的不一致：{what} 不同。未安装任何内容。',
  ),
  'release/not-newer': refusedUpdate(
    'The update is release {offered}; this machine has had release {installed}. Only a newer one is taken.',
    '该更新为第 {offered} 次发布，本机已有第 {installed} 次发布。只接受更新的版本。',
  ),
} as const satisfies Record<string, FaultRow>
