// A change as a terminal may want it: refused for want of authentication, authenticated, and sent once more.
import { Fault } from '../../contract/fault.js'
import type { Ticket } from '../../contract/ticket.js'
import type { Command } from '../../wire/exchange.js'
import { prove, type Subject, type Unproven } from './authentication.js'
import { meaningOf, WANTS_AUTHENTICATION } from './codes.js'
import type { Reply } from './commands.js'
import { settingOf } from './settings.js'
import type { Talk } from './talk.js'

/**
 * Sends a change; on EC authenticates and sends the very same frame once more, for EC says that nothing was stored.
 * @param subject what the authentication is about; null for a change that needs none
 * @returns why the terminal refused it, or its answer
 */
export async function change<Args>(
  talk: Talk,
  command: Command<Args, Reply>,
  args: Args,
  subject: Subject | null,
  ticket: Ticket,
): Promise<Reply | Unproven> {
  const { line, settings, ciphers } = talk.parts
  const refusal = await talk.chooseCoding()
  if (refusal) return unmet(refusal)
  const when = subject && ciphers ? settingOf(settings, 'auth') : 'never'
  if (when === 'always') {
    const unproven = await proven(talk, subject!)
    if (unproven) return unproven
  }
  const usual = when === 'on-demand' ? WANTS_AUTHENTICATION : undefined
  const first = await talk.change(command, args, ticket, usual)
  if (first.done) return first
  if (first.code !== WANTS_AUTHENTICATION || when !== 'on-demand' || !line.repeatArmed) return unmet(first)
  const unproven = await proven(talk, subject!)
  if (unproven) return unproven
  const second = await talk.changeOnceMore(command, args, ticket)
  return second.done ? second : unmet(second)
}

/** Where this breaks off nothing of the key is stored: a refusal, which leaves nothing in doubt. */
async function proven(talk: Talk, subject: Subject): Promise<Unproven | null> {
  try {
    return await prove(subject, talk)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { zh, en } = meaningOf(WANTS_AUTHENTICATION)
    const meaning = { zh: `${zh}；认证中断（${error.code}）`, en: `${en}; authentication broke off (${error.code})` }
    return { code: WANTS_AUTHENTICATION, meaning }
  }
}

const unmet = ({ code }: Reply): Unproven => ({ code, meaning: meaningOf(code) })
