// The conversation under a session: who the pad is, the authenticated session with it, and changes that need both.
import { Fault } from '../../contract/fault.js'
import type { Ticket } from '../../contract/ticket.js'
import type { Command, Exchange } from '../../wire/exchange.js'
import type { Ciphers, Line, SettingValues } from '../driver.js'
import { cryptogram, type SessionKeys, sessionKeys, type Unproven } from './authentication.js'
import {
  AUTHENTICATION_FAILED,
  BLOCKED_AFTER_THREE,
  meaningOf,
  NO_INITIAL_AUTHENTICATION,
  NO_SERIAL,
  NO_SESSION,
} from './codes.js'
import { challenge, info, prove, type Reply, serialIn } from './commands.js'
import { settingOf } from './settings.js'

export interface Parts {
  readonly line: Line
  readonly exchange: Exchange
  readonly settings: SettingValues
  readonly ciphers: Ciphers | undefined
}

export class Talk {
  readonly #auth: string
  readonly #noSession: readonly string[]
  /** The serial number as read last, as hex; null where the pad has none, undefined before it was read. */
  #serial: string | null | undefined
  #keys: SessionKeys | null = null
  /** A failed authentication is not tried again with the same pad: three of them block it. */
  #failed: Unproven | null = null
  /** Something that can be answered as a load is was asked since the information was. */
  #unfenced = false

  constructor(readonly parts: Parts) {
    const { settings, ciphers } = parts
    this.#auth = ciphers ? settingOf(settings, 'auth') : 'never'
    this.#noSession =
      settingOf(settings, 'no-session') === '20' ? [NO_SESSION] : [NO_SESSION, NO_INITIAL_AUTHENTICATION]
  }

  /** Version and serial number, or status FD where there is none. @throws wire/bad-reply for any other status */
  async info(): Promise<Reply> {
    const reply = await this.parts.exchange.ask(info, null)
    if (!reply.done && reply.status !== NO_SERIAL) throw this.unreadable(info.name, `status ${reply.status}`)
    const serial = reply.done ? Buffer.from(serialIn(reply.data)).toString('hex') : null
    if (serial !== this.#serial) {
      this.#keys = null
      this.#failed = null
    }
    this.#serial = serial
    this.#unfenced = false
    return reply
  }

  /**
   * A change, once the pad is ready for it. Where the pad says that it has no session, and so has stored nothing, the
   * session is opened and the very same frame sent once more.
   */
  async change<Args>(command: Command<Args, Reply>, args: Args, ticket: Ticket): Promise<Reply | Unproven> {
    const { exchange, line } = this.parts
    const unready = await this.#prepared(this.#auth === 'before-loads')
    if (unready) return unready
    const first = await this.changeNow(command, args, ticket)
    if (!this.#noSession.includes(first.status)) return first
    this.#keys = null
    if (this.#auth === 'never' || !line.repeatArmed) return first
    const unproven = await this.#prepared(true)
    if (unproven) return unproven
    this.#unfenced = true
    return exchange.askOnceMore(command, args, ticket)
  }

  changeNow<Args>(command: Command<Args, Reply>, args: Args, ticket: Ticket): Promise<Reply> {
    this.#unfenced = true
    return this.parts.exchange.ask(command, args, ticket)
  }

  /** The keys of the session, opened where it is not, or why there is none. */
  async session(): Promise<SessionKeys | Unproven> {
    const unready = this.parts.ciphers
      ? await this.#prepared(true)
      : noSession('工作站无法加密', 'nothing can encipher')
    return unready ?? this.#keys!
  }

  unreadable(command: string, problem: string): Fault {
    return new Fault('wire/bad-reply', { command, port: this.parts.line.port, problem })
  }

  /** Where this breaks off nothing was stored: a refusal, which leaves nothing in doubt. */
  async #prepared(withSession: boolean): Promise<Unproven | null> {
    try {
      return (withSession && !this.#keys ? await this.#open() : null) ?? (await this.#fence())
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      return noSession(`准备中断（${error.code}）`, `preparation broke off (${error.code})`)
    }
  }

  /** Both random numbers, the pad's proof, then the station's. */
  async #open(): Promise<Unproven | null> {
    const { exchange } = this.parts
    const ciphers = this.parts.ciphers!
    if (this.#serial === undefined) await this.info()
    if (this.#failed) return this.#failed
    if (this.#serial == null) return { status: NO_SERIAL, meaning: meaningOf(NO_SERIAL) }
    const t = ciphers.random(8)
    this.#unfenced = true
    const dealt = await exchange.ask(challenge, { challenge: t })
    if (!dealt.done) return this.#refused(dealt)
    const r = dealt.data.slice(0, 8)
    const keys = sessionKeys(Buffer.from(this.#serial, 'hex'), t, r, ciphers)
    if (!Buffer.from(dealt.data.subarray(8)).equals(cryptogram(keys, t, ciphers))) {
      this.#failed = noSession('终端的管理密钥不是工作站所知的', 'the pad has another admin key than the station')
      return this.#failed
    }
    const taken = await exchange.ask(prove, { cryptogram: cryptogram(keys, r, ciphers) })
    if (!taken.done) return this.#refused(taken)
    this.#keys = keys
    return null
  }

  #refused({ status }: Reply): Unproven {
    const unproven = { status, meaning: meaningOf(status) }
    if (status === AUTHENTICATION_FAILED || status === BLOCKED_AFTER_THREE) this.#failed = unproven
    return unproven
  }

  /** No copy of an earlier OK is left on the line, and the pad is still the same. */
  async #fence(): Promise<Unproven | null> {
    if (!this.#unfenced || settingOf(this.parts.settings, 'fence') === 'none') return null
    const before = this.#serial
    await this.info()
    if (before === undefined || before === this.#serial) return null
    return noSession('线路上换成了另一台终端', 'another pad is on the line now')
  }
}

const noSession = (zh: string, en: string): Unproven => {
  const usual = meaningOf(NO_SESSION)
  return { status: NO_SESSION, meaning: { zh: `${usual.zh}；${zh}`, en: `${usual.en}; ${en}` } }
}
