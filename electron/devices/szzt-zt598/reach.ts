// Reaching a terminal: its user info at the configured rate; only where that stays unanswered, at the others.
import { Fault } from '../../contract/fault.js'
import type { Clock } from '../driver.js'
import { knock, probe, type Reply, setLine, userInfo } from './commands.js'
import { settingOf } from './settings.js'
import type { Talk } from './talk.js'

/** In the order they are tried. */
const rates = [115_200, 57_600, 38_400, 19_200, 9600, 4800, 2400, 1200] as const
const FASTEST = rates[0]
const LINE_PARAMETER = '6'
/** The silence owed after a time-out, before the first other rate and after the last: what comes then is garbage. */
const REST_MS = 2000
const SWITCHING_MS = 250

/** @throws wire/silent where no rate is answered, and wire/… */
export async function reach(talk: Talk): Promise<Reply> {
  const { line, settings } = talk.parts
  if (!line.setBaud || settingOf(settings, 'discovery') === 'off') return talk.ask(userInfo, null)
  const configured = line.baud
  try {
    return await talk.ask(knock, null)
  } catch (error) {
    if (is(error, 'wire/bad-check')) return talk.ask(userInfo, null)
    if (!is(error, 'wire/silent')) throw error
    const found = await discover(talk, configured)
    if (found) return found
    await line.setBaud(configured)
    throw error
  }
}

async function discover(talk: Talk, configured: number): Promise<Reply | null> {
  const { clock, settings } = talk.parts
  await pause(clock, REST_MS)
  for (const rate of rates) {
    const info = await probed(talk, rate)
    if (!info) continue
    await pause(clock, REST_MS)
    // One that is at the rate it should have only missed the first question.
    const stays = rate === FASTEST || rate === configured || settingOf(settings, 'discovered-rate') === 'keep'
    return stays ? info : await switched(talk, rate)
  }
  return null
}

/** The switch may take the rate of its own answer along: whether it worked is asked at the new rate. */
async function switched(talk: Talk, from: number): Promise<Reply> {
  const { line, clock, settings } = talk.parts
  const value = settingOf(settings, 'baud-value') === 'constants' ? 0x4f : 0x48
  const setting = { parameter: LINE_PARAMETER, value: talk.coding.number(value) }
  await talk.ask({ ...setLine, repeatable: false, timeoutMs: SWITCHING_MS, silenceMs: 0 }, setting).catch(tolerated)
  await pause(clock, SWITCHING_MS)
  const info = await probed(talk, FASTEST)
  if (info) return info
  await line.setBaud?.(from)
  return talk.ask(userInfo, null)
}

async function probed(talk: Talk, rate: number): Promise<Reply | null> {
  await talk.parts.line.setBaud?.(rate)
  return talk.ask(probe, null).catch(tolerated)
}

/** At a rate that may be wrong, silence and nonsense say only that it is. */
function tolerated(error: unknown): null {
  if (is(error, 'wire/silent') || is(error, 'wire/bad-check') || is(error, 'wire/bad-reply')) return null
  throw error
}

const is = (error: unknown, code: string): boolean => error instanceof Fault && error.code === code

const pause = (clock: Clock, ms: number): Promise<void> => new Promise((over) => void clock.after(ms, over))
