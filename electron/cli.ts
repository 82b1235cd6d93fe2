// The command line: the same rooms without a window, under plain Node. Finds the command, parses, runs, answers an exit code.

import { auditList, auditVerify } from './cli/audit.js'
import { auditCosign, auditExport, auditPrune, auditWitness } from './cli/audit-export.js'
import { auditLabels, auditReceipt } from './cli/audit-receipt.js'
import { auditReconcile } from './cli/audit-reconcile.js'
import { cards } from './cli/cards.js'
import { combine } from './cli/combine.js'
import { type CliCommand, parseOptions, usageFault } from './cli/command.js'
import { diagnose } from './cli/diagnose.js'
import { dukptInitialKey, dukptWorkingKey } from './cli/dukpt.js'
import { init } from './cli/init.js'
import { inject } from './cli/inject.js'
import { type Io, makeIo } from './cli/io.js'
import { kcv } from './cli/kcv.js'
import { keyBlockInspect, keyBlockWrap } from './cli/key-block.js'
import { order } from './cli/order.js'
import { drivers, ports } from './cli/ports.js'
import { guardProcess, signalled, withEchoOff } from './cli/process.js'
import { qualify } from './cli/qualify.js'
import { registerChange, registerDependency, registerFirmware, registerList } from './cli/register.js'
import { attemptClose, readBack } from './cli/settle.js'
import { simulate } from './cli/simulate.js'
import { updateVerify } from './cli/update.js'
import { asFault, Fault } from './contract/fault.js'
import { productionHere, readStandardInput, writeLine } from './store.js'

const commands: readonly CliCommand[] = [
  kcv,
  combine,
  keyBlockInspect,
  keyBlockWrap,
  dukptInitialKey,
  dukptWorkingKey,
  ports,
  drivers,
  cards,
  simulate,
  init,
  inject,
  readBack,
  attemptClose,
  diagnose,
  registerList,
  registerFirmware,
  registerChange,
  registerDependency,
  qualify,
  order,
  auditVerify,
  auditList,
  auditExport,
  auditWitness,
  auditCosign,
  auditPrune,
  auditReceipt,
  auditLabels,
  auditReconcile,
  updateVerify,
]

/** @returns the exit code; nothing is thrown */
export async function runCli(words: readonly string[], io: Io): Promise<number> {
  try {
    if (words.length === 0 || words.includes('--help')) return help(words, io)
    const bare = words.filter((word) => word !== '--json')
    const command = commands.find(({ name }) => name === bare.slice(0, name.split(' ').length).join(' '))
    if (!command) throw usageFault('there is no such command', 'command', commands.map(({ name }) => name).join(', '))
    if (!command.inProduction && productionHere(io.environment))
      throw new Fault('station/production-here', { command: command.name })
    return await command.run(parseOptions(command, bare.slice(command.name.split(' ').length)), io)
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
  const words = process.argv.slice(2)
  const io = makeIo({
    json: words.includes('--json'),
    read: readStandardInput,
    environment: process.env,
    out: (line) => writeLine(1, line),
    err: (line) => writeLine(2, line),
    signalled,
  })
  const inspected = guardProcess(io)
  process.exitCode = inspected ? reported(inspected, io) : await withEchoOff(() => runCli(words, io))
  // The answer was cut short: whoever reads the exit code must not take it for a good one.
  if (process.exitCode === 0 && io.stopping()) process.exitCode = 74
}

const reported = (fault: Fault, io: Io): number => {
  io.fault(fault)
  return fault.row.exit
}
