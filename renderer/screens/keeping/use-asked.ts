// One question to main and what came of it, shown where it was asked: a drawer lies over the notice line.
import { useState } from 'react'
import type { CommandAnswer, CommandArgs, CommandName } from '../../../electron/contract/commands.js'
import type { FaultView } from '../../../electron/contract/fault.js'
import { tell } from '../../state'

export function useAsked<Name extends CommandName>(name: Name) {
  const [answer, put] = useState<CommandAnswer<Name> | null>(null)
  const [fault, complain] = useState<FaultView | null>(null)
  const clear = () => {
    put(null)
    complain(null)
  }
  const ask = async (args: CommandArgs<Name>) => {
    clear()
    const reply = await tell(name, args, { quiet: true })
    if (reply.ok) put(reply.value)
    else complain(reply.fault)
    return reply.ok ? reply.value : null
  }
  return { answer, fault, ask, clear }
}
