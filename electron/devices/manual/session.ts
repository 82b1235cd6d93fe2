// One terminal that people load by hand: the station says when, waits, and has its screen read twice. Nothing is sent anywhere.
import { Fault } from '../../contract/fault.js'
import { type LoadingWay, loadingWays } from '../../contract/people.js'
import type { DeviceSession, People, Reading, ReadingOrder, SettingValues, SlotRef } from '../driver.js'
import { atFirst, type Readings, read } from './readings.js'
import { settingOf } from './settings.js'

export const ID = 'manual'
/** Two bytes is the least that terminals show. */
const FEWEST_DIGITS = 4

export function openSession(people: People, settings: SettingValues): DeviceSession {
  const minutes = Number(settingOf(settings, 'patience'))
  const rounds = Number(settingOf(settings, 'rounds'))
  let serial: string | null = null
  /** What was called off or left without an answer is not asked about again in this session. */
  let over: unknown = null

  const orLeave = async <T>(asked: Promise<T>): Promise<T> =>
    asked.catch((error: unknown) => {
      over = error
      throw error
    })

  const named = (): string => {
    if (serial !== null) return serial
    throw new Fault('injection/no-serial', { port: people.port })
  }

  async function readings(
    slot: SlotRef,
    order: ReadingOrder,
  ): Promise<Extract<Readings, { state: 'agreed' | 'unread' }>> {
    const about = { ...slot, attempt: order.attempt, label: order.label, serial: named(), rounds } as const
    const digits = { fewest: FEWEST_DIGITS, most: 2 * order.bytes }
    let at: Readings = atFirst
    while (at.state === 'first' || at.state === 'second') {
      const reader = at.state === 'first' ? 1 : 2
      const { value, by } = await orLeave(
        people.ask<'reading'>({ kind: 'reading', ...about, reader, round: at.round, digits }, minutes),
      )
      at = read(at, { value: value?.toUpperCase() ?? null, by }, rounds)
    }
    return at
  }

  return {
    // All keys of a session go into the one terminal that was named; each question says which.
    async identify() {
      serial ??= (await people.ask<'serial'>({ kind: 'serial', known: null }, minutes)).serial
      return { family: ID, serial, serialSource: 'scanned', model: null, firmware: null, tampered: null }
    },

    // Nobody is asked what a slot held before: an entry that no second person sees would prove nothing.
    async slots(wanted) {
      return wanted.map(({ slot, usage }) => ({ slot, usage, state: 'unknown', kcv: null }))
    },

    erases: () => null,

    async load({ usage, slot, algorithm, label = usage }, ticket) {
      const about = { attempt: ticket.attempt, label, usage, slot, algorithm, serial: named() }
      await orLeave(people.askArmed<'load'>({ kind: 'load', ...about, way: wayOf(settings) }, minutes, ticket))
      return { kind: 'accepted', code: 'loaded', reported: null, provenance: 'human' }
    },

    async readKcv(slot, method, order): Promise<Reading | null> {
      if (over !== null) throw over
      if (!method || !order) return null
      const found = await readings({ usage: slot.usage, slot: slot.slot }, order)
      return found.state === 'agreed'
        ? { state: 'filled', reported: { method, hex: found.value }, by: found.by }
        : { state: 'unread' }
    },

    async close() {
      people.close()
    },
  }
}

const wayOf = (settings: SettingValues): LoadingWay =>
  loadingWays.find((way) => way === settingOf(settings, 'way')) ?? 'keypad'
