// The command line: the same rooms without a window, under plain Node. Finds the command, parses, runs, answers an exit code.

import { auditList, auditVerify } from './cli/audit.js'
import { combine } from './cli/combine.js'
import { type CliCommand, parseOptions, usageFault } from './cli/command.js'
import { dukptInitialKey, dukptWorkingKey } from './cli/dukpt.js'
import { init } from './cli/init.js'
import { inject } from './cli/inject.js'
import { type Io, makeIo } from './cli/io.js'
import { kcv } from './cli/kcv.js'
import { keyBlockInspect, keyBlockWrap } from './cli/key-block.js'
import { drivers, ports } from './cli/ports.js'
import { attemptClose, readBack } from './cli/settle.js'
import { simulate } from './cli/simulate.js'
import { asFault, Fault } from './contract/fault.js'
import { hardenProcess } from './keys/vault.js'
import { productionHere, readStandardInput } from './store.js'

const commands: readonly CliCommand[] = [
  kcv,
  combine,
  keyBlockInspect,
  keyBlockWrap,
  dukptInitialKey,
  dukptWorkingKey,
  ports,
  drivers,
  simulate,
  init,
  inject,
  readBack,
  attemptClose,
  auditVerify,
  auditList,
]

/** @returns the exit code; nothing is thrown */
export async function runCli(words: readonly string[], io: Io): Promise<number> {
  try {
    if (words.length === 0 || words.includes('--help')) return help(words, io)
    const command = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
    if (!command) throw usageFault('there is no such command', 'command', commands.map(({ name }) => name).join(', '))
    if (!command.inProduction && productionHere(io.environment))
      throw new Fault('station/production-here', { command: command.name })
    return await command.run(parseOptions(command, words.slice(command.name.split(' ').length)), io)
  } catch (error) {
    const fault = asFault(error)
    io.fault(fault)
    if (fault.code === 'station/unexpected' && io.environment.KCV_DEBUG)
      io.remark(String((fault.cause as Error)?.stack))
    return fault.row.exit
  }
}

function help(words: readonly string[], io: Io): number {
  const lines = commands.map(({ usage }) => `  kcv-station ${usage}`)
  io.remark(
    ['kcv-station: key-injection workstation, command line', ...lines, '  --json   one JSON object a line'].join('\n'),
  )
  return words.length === 0 ? 64 : 0
}

/** Runs the process's own arguments and leaves the exit code behind. */
export async function main(): Promise<void> {
  hardenProcess()
  const words = process.argv.slice(2)
  const io = makeIo({
    json: words.includes('--json'),
    read: readStandardInput,
    environment: process.env,
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  })
  // A reader that went away (head, a closed pipe) ends the output, not with a stack trace.
  process.stdout.on('error', () => process.exit(74))
  process.exitCode = await runCli(words, io)
}
