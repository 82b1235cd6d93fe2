// The conversation under a session: questions, changes that must be sure of their answer, and the coding both are in.
import { Fault } from '../../contract/fault.js'
import type { Ticket } from '../../contract/ticket.js'
import type { Command, Exchange } from '../../wire/exchange.js'
import type { FrameCodec } from '../../wire/frame.js'
import { overhear } from '../../wire/overhear.js'
import type { Ciphers, Clock, Line, SettingValues } from '../driver.js'
import { type Coding, codingOf } from './coding.js'
import { type Reply, setLine, within } from './commands.js'
import { settingOf } from './settings.js'

export interface Parts {
  readonly line: Line
  readonly exchange: Exchange
  readonly codec: FrameCodec
  readonly clock: Clock
  readonly settings: SettingValues
  readonly ciphers: Ciphers | undefined
}

/** Values of control 6. */
const LINE_PARAMETER = '6'
const HEX = 0x37
const BROKEN_HEX = 0x30

export class Talk {
  readonly coding: Coding
  readonly #deadlineMs: number
  #chosen = false
  /** The last answer: a copy of it may come in place of the next one. */
  #last: Reply | null = null

  constructor(readonly parts: Parts) {
    this.coding = codingOf(parts.settings)
    this.#deadlineMs = Number(settingOf(parts.settings, 'deadline')) * 1000
  }

  async ask<Args>(command: Command<Args, Reply>, args: Args): Promise<Reply> {
    this.#last = await this.parts.exchange.ask(within(command, this.#deadlineMs), args)
    return this.#last
  }

  /** @param usual the code of a refusal that the terminal begins with, and that is looked into by what follows it */
  change<Args>(command: Command<Args, Reply>, args: Args, ticket: Ticket, usual?: string): Promise<Reply> {
    const timed = within(command, this.#deadlineMs)
    return this.#sure(timed, () => this.parts.exchange.ask(timed, args, ticket), usual)
  }

  /** The same change, which the terminal has refused without storing anything. */
  changeOnceMore<Args>(command: Command<Args, Reply>, args: Args, ticket: Ticket): Promise<Reply> {
    const timed = within(command, this.#deadlineMs)
    return this.#sure(timed, () => this.parts.exchange.askOnceMore(timed, args, ticket))
  }

  /** From now on the coding has to be chosen before it is used. */
  forgetCoding(): void {
    this.#chosen = false
  }

  /** Chooses the coding where that is still to be done. @returns the terminal's refusal, or null */
  async chooseCoding(): Promise<Reply | null> {
    if (this.#chosen || settingOf(this.parts.settings, 'select-coding') === 'never') return null
    const value = this.coding.number(this.coding.key === 'hex' ? HEX : BROKEN_HEX)
    const reply = await this.ask(setLine, { parameter: LINE_PARAMETER, value })
    this.#chosen = reply.done
    return reply.done ? null : reply
  }

  unreadable(command: string, problem: string): Fault {
    return new Fault('wire/bad-reply', { command, port: this.parts.line.port, problem })
  }

  /** What `read` makes of an answer; its RangeError is an answer that the protocol does not know. @throws wire/bad-reply */
  readable<Value>(command: string, read: () => Value): Value {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw this.unreadable(command, error.message)
    }
  }

  /**
   * The answer to a change, told from one to a command before it that came twice: answers name no command. A refusal,
   * and an answer without data that is like the last, are believed only when no other comes behind them.
   */
  async #sure(command: { name: string; timeoutMs: number }, ask: () => Promise<Reply>, usual?: string): Promise<Reply> {
    const { line, codec, clock } = this.parts
    const before = this.#last
    const reply = await ask()
    this.#last = reply
    const fresh = reply.code !== before?.code && (reply.done || reply.code === usual)
    if (fresh || reply.data.length > 0) return reply
    if ((await overhear(line, codec, clock, command.timeoutMs)) > 0)
      throw this.unreadable(command.name, 'another answer behind the first')
    return reply
  }
}
