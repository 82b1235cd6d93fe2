// Jobs on the command line for tests: a lab of its own, the keys they use, a simulated terminal for the time of a test.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CliResult, cli, type Scratch, scratch } from './cli.js'
import { leaksIn } from './leaks.js'
import { startSimulatorProcess } from './simulator.js'

export const R = '6AC292FAA1315B4D858AB3A3D7D5933A'
export const K = '0123456789ABCDEFFEDCBA9876543210'
export const C2 = '6BE1D79D289A96A27B56093BA181A12A'
const TLK = { label: 'TLK', slot: 1, kcv: '40826A', material: { form: 'components', values: ['31'.repeat(16)] } }

/** K ⊕ C2 = R, under the factory TLK. */
export const tmk = (change: object = {}) => ({
  label: 'TMK',
  slot: 1,
  usage: 'TMK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', bytes: 3, expected: 'AF8C07' },
  material: { form: 'components', values: [K, C2] },
  under: TLK,
  ...change,
})
/** R ⊕ C2 = K, in clear. */
export const tpk = (change: object = {}) => ({
  label: 'TPK',
  slot: 2,
  usage: 'TPK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', bytes: 3, expected: '08D7B4' },
  material: { form: 'components', values: [R, C2] },
  ...change,
})
export const job = (keys: readonly object[], change: object = {}) => ({ run: 'test', lab: true, keys, ...change })

export const behave = (...names: string[]) => names.flatMap((name) => ['--behave', name])
export const names = ({ json }: CliResult) => json.map(({ event }) => event)
export const last = ({ json }: CliResult) => json.at(-1)!
export const kcvOf = ({ json }: CliResult) => json.find(({ event }) => event === 'kcv')
export const faultOf = (event: Readonly<Record<string, unknown>>) => (event.fault as { code?: string } | null)?.code

/** One simulated terminal for the time of a test. */
export async function at<T>(words: readonly string[], use: (port: string, path: string) => Promise<T>): Promise<T> {
  const running = await startSimulatorProcess('newland-k21', words)
  try {
    return await use(`${running.path}=newland-k21`, running.path)
  } finally {
    await running.stop()
  }
}

/** A lab data directory and the commands on it. */
export class Lab {
  private constructor(
    readonly place: Scratch,
    readonly data: string,
    private readonly command: typeof cli,
  ) {}
  /** @param command how commands are run: each in a process of its own, where nothing else is said */
  static async create(command = cli): Promise<Lab> {
    const place = scratch()
    const data = join(place.folder, 'lab')
    const born = await command(place, ['init', '--data-dir', data, '--mode', 'lab'])
    assert.equal(born.code, 0, born.err + born.out)
    assert.deepEqual(Object.keys(born.json[0]!).sort(), ['logId', 'mode', 'stationId', 'vkey'])
    return new Lab(place, data, command)
  }
  /** A command with this lab's `--data-dir` behind it. */
  run(words: readonly string[], input: object | string = ''): Promise<CliResult> {
    return this.command(this.place, [...words, '--data-dir', this.data], input)
  }
  inject(input: object | string, ...ports: string[]): Promise<CliResult> {
    return this.run(['inject', ...ports.flatMap((port) => ['--port', port])], input)
  }
  /** A command whose output is read for so many lines and then no more. */
  cut(words: readonly string[], input: object, lines: number): Promise<CliResult> {
    return cli(this.place, [...words, '--data-dir', this.data], input, (text, child) => {
      if (text.split('\n').length > lines) child.stdout!.destroy()
    })
  }
  /** A command that is sent a signal once its output holds a word. */
  signalled(words: readonly string[], input: object, word: string, signal: NodeJS.Signals): Promise<CliResult> {
    let sent = false
    return cli(this.place, [...words, '--data-dir', this.data], input, (text, child) => {
      if (!sent && text.includes(word)) sent = child.kill(signal)
    })
  }
  records(type: string): Promise<CliResult> {
    return this.run(['audit', 'list', '--type', type])
  }
  /** The log verifies, and no file holds a key in any form; then all of it is removed. */
  async close(): Promise<void> {
    const verified = await this.run(['audit', 'verify'])
    assert.equal(verified.code, 0, verified.out)
    const files = readdirSync(this.data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    assert.ok(files.length > 2)
    const keys = [R, K, C2].map((hex) => Buffer.from(hex, 'hex'))
    for (const file of files)
      assert.deepEqual(leaksIn(file.name, readFileSync(join(file.parentPath, file.name)), keys), [])
    this.place.remove()
  }
}
