// A conversation with one terminal of this family: what it says is judged here, and nothing is taken for success that is not said.
import { Fault } from '../../contract/fault.js'
import type { Ticket } from '../../contract/ticket.js'
import type { Bilingual, DeviceIdentity, KcvProvenance, SlotState } from '../../contract/values.js'
import type { Command, Exchange } from '../../wire/exchange.js'
import type {
  Ciphers,
  Clock,
  DeviceSession,
  FunctionalTest,
  Line,
  LoadReply,
  LoadRequest,
  SettingValues,
  SlotRef,
} from '../driver.js'
import {
  endingCodes,
  initialKeyCodes,
  loadCodes,
  NOT_IN_INJECT_MODE,
  rateCodes,
  selectCodes,
  unknownCode,
} from './codes.js'
import { type Answer, checkKey, NOT_TAKEN, readSerial, selectKey, setRate, writeSerial } from './commands.js'
import { InjectMode } from './inject-mode.js'
import { ID, prepare } from './loads.js'
import { pinTest, WORKING_KEY_BYTES } from './pin-test.js'
import { keyId, placesBeside } from './places.js'
import { atSomeRate, lineForm, rateCode } from './rates.js'
import { settingOf } from './settings.js'
import { printable } from './text.js'

/** What UIC answers where no serial number was written. */
const NO_SERIAL = '000000000000'

/** At a rate that may be wrong nothing is asked twice. */
const knock: typeof readSerial = { ...readSerial, repeatable: false, silenceMs: 250 }

type Codes = Readonly<Record<string, Bilingual>>

export class IppSession implements DeviceSession {
  readonly #line: Line
  readonly #exchange: Exchange
  readonly #settings: SettingValues
  readonly #clock: Clock
  readonly #mode: InjectMode
  readonly #random: Ciphers['random'] | null
  /** As read last: while the mode lasts it is not asked again, for that would end the mode. */
  #identity: DeviceIdentity | null = null

  constructor(line: Line, exchange: Exchange, settings: SettingValues, clock: Clock, ciphers?: Ciphers) {
    this.#line = line
    this.#exchange = exchange
    this.#settings = settings
    this.#clock = clock
    this.#mode = new InjectMode(clock)
    this.#random = ciphers?.random ?? null
  }

  async identify(): Promise<DeviceIdentity> {
    if (this.#stays && this.#identity && this.window()) return this.#identity
    this.#identity = null
    const looking = settingOf(this.#settings, 'find-rate') === 'on'
    const text = await (looking
      ? atSomeRate(this.#line, () => this.#outside(knock, null))
      : this.#outside(readSerial, null))
    const serial = text === null || text === NO_SERIAL ? null : printable(text)
    const serialSource = serial === null ? null : 'read'
    this.#identity = { family: ID, serial, serialSource, model: null, firmware: null, tampered: null }
    return this.#identity
  }

  async slots(wanted: readonly SlotRef[]): Promise<readonly SlotState[]> {
    const states: SlotState[] = []
    for (const at of wanted) {
      const silent = this.#stays && this.window() !== null
      states.push({ slot: at.slot, usage: at.usage, state: silent ? 'unknown' : await this.#held(at), kcv: null })
    }
    return states
  }

  erases(request: LoadRequest): readonly SlotRef[] | null {
    return prepare(request, this.#settings).erasesOthers ? placesBeside(request) : null
  }

  async load(request: LoadRequest, ticket: Ticket): Promise<LoadReply> {
    const ready = prepare(request, this.#settings)
    const asked = this.#clock.now()
    const answer = await ready.send(this.#exchange, ticket)
    if (answer.kind !== 'done') {
      const refused = refusal(answer, request.usage === 'IK' ? initialKeyCodes : loadCodes)
      if (refused.code === NOT_IN_INJECT_MODE) this.#mode.over()
      return refused
    }
    this.#mode.used(asked)
    return accepted(ready.id === null || this.#stays ? 'none' : await this.#confirmed(request))
  }

  // No message of this family tells a check value.
  readKcv(): Promise<null> {
    return Promise.resolve(null)
  }

  test(request: LoadRequest): FunctionalTest | null {
    const test = this.#random && pinTest(this.#exchange, request, this.#settings, this.#random(WORKING_KEY_BYTES))
    if (!test) return null
    return {
      ...test,
      run: (ticket) => {
        // Selecting would keep the mode; asking for a PIN ends it.
        this.#mode.over()
        return test.run(ticket)
      },
    }
  }

  window(): { readonly endsAt: number } | null {
    return this.#mode.window()
  }

  cancel(): boolean {
    return this.#exchange.cancel()
  }

  async writeSerial(serial: string, ticket: Ticket): Promise<LoadReply> {
    const form = settingOf(this.#settings, 'dialect') === 'uic' ? /^[0-9A-Za-z]{0,12}$/ : /^[0-9A-Za-z ]{16}$/
    if (!form.test(serial)) throw cannot('serial', 'up to 12 letters and digits, or 16 characters for VeriFone')
    this.#mode.over()
    this.#identity = null
    return replied(await this.#exchange.ask(writeSerial, { serial }, ticket), {})
  }

  async select(slot: SlotRef, ticket: Ticket): Promise<LoadReply> {
    const id = keyId(slot)
    // VeriFone says nothing but ACK here.
    if (!id || !/\d/.test(id) || settingOf(this.#settings, 'dialect') !== 'uic') throw cannot('slot', 'KeyID 0 to 9')
    const asked = this.#clock.now()
    const reply = replied(await this.#exchange.ask(selectKey, { id }, ticket), selectCodes)
    if (reply.kind === 'accepted' && this.window()) this.#mode.used(asked)
    return reply
  }

  async setRate(baud: number, ticket: Ticket): Promise<LoadReply> {
    const rate = rateCode(baud)
    if (!rate || !this.#line.setBaud) throw cannot('baud', 'a rate of this terminal, on a line that can change')
    this.#mode.over()
    const { mode } = lineForm(this.#settings)
    const reply = replied(await this.#exchange.ask(setRate, { rate, mode }, ticket), rateCodes)
    if (reply.kind === 'accepted') await this.#line.setBaud(baud)
    return reply
  }

  async close(): Promise<void> {
    this.#exchange.close()
    await this.#line.close()
  }

  get #stays(): boolean {
    return settingOf(this.#settings, 'after-load') === 'stay-in-mode'
  }

  /** A question, which ends inject mode. Where EOT does no more than say so, it is asked once more. */
  async #outside<Args, Value>(command: Command<Args, Value>, args: Args): Promise<Value> {
    this.#mode.over()
    try {
      return await this.#exchange.ask(command, args)
    } catch (error) {
      if (!(error instanceof Fault && error.facts.problem === NOT_TAKEN)) throw error
      return this.#exchange.ask(command, args)
    }
  }

  async #held(at: SlotRef): Promise<SlotState['state']> {
    const id = keyId(at)
    if (id === null) return 'unknown'
    const { loaded, attributes } = await this.#outside(checkKey, { id })
    if (!loaded && attributes) return settingOf(this.#settings, 'zero-with-attributes') as SlotState['state']
    return loaded ? 'filled' : 'empty'
  }

  /** The load has been answered: a lost answer to this question changes nothing about it, but an empty place does. */
  async #confirmed(request: LoadRequest): Promise<KcvProvenance> {
    const state = await this.#held(request).catch((error: unknown) => {
      if (error instanceof Fault) return 'unknown'
      throw error
    })
    if (state === 'filled') return 'presence'
    if (state === 'unknown') return 'none'
    const problem = 'a load was answered as done, and there is no key'
    throw new Fault('wire/bad-reply', { command: checkKey.name, port: this.#line.port, problem })
  }
}

const accepted = (provenance: KcvProvenance): LoadReply => ({ kind: 'accepted', code: '0', reported: null, provenance })

const replied = (answer: Answer, codes: Codes): LoadReply =>
  answer.kind === 'done' ? accepted('none') : refusal(answer, codes)

function refusal(answer: Exclude<Answer, { kind: 'done' }>, codes: Codes): LoadReply {
  const { code, meaning } =
    answer.kind === 'ended'
      ? endingCodes[answer.by]
      : { code: answer.code, meaning: codes[answer.code] ?? unknownCode(answer.code) }
  return { kind: 'refused', code, meaning, kcvDisagrees: false }
}

const cannot = (field: string, expected: string): Fault =>
  new Fault('devices/cannot-load', { driver: ID, usage: field, field, expected })
