// The rates of message 13, and finding a terminal that speaks at another one than the line.
import { Fault } from '../../contract/fault.js'
import type { Line, LineSettings, SettingValues } from '../driver.js'
import { settingOf } from './settings.js'

/** Codes '1' to '8'. [PP791 p45] */
const rates: readonly number[] = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200]

/** Null for a rate that the family does not have. */
export const rateCode = (baud: number): string | null => (rates.includes(baud) ? `${rates.indexOf(baud) + 1}` : null)

interface LineForm extends Omit<LineSettings, 'baud'> {
  /** Mode byte of message 13, without flow control. */
  readonly mode: string
}
const forms: Readonly<Record<string, LineForm>> = {
  '8n1': { dataBits: 8, parity: 'none', stopBits: 1, mode: '1' },
  '7e1': { dataBits: 7, parity: 'even', stopBits: 1, mode: '2' },
  '7o1': { dataBits: 7, parity: 'odd', stopBits: 1, mode: '3' },
}
export const lineForm = (settings: SettingValues): LineForm => forms[settingOf(settings, 'line')]!

/**
 * What `ask` answers at the line's rate, or at the first other one at which it is answered. The line keeps that rate.
 * @throws wire/silent where no rate is answered, the line then being at its own again; and what `ask` throws
 */
export async function atSomeRate<T>(line: Line, ask: () => Promise<T>): Promise<T> {
  const own = line.baud
  try {
    return await ask()
  } catch (error) {
    if (!isUnheard(error) || !line.setBaud) throw error
    for (const rate of rates.filter((each) => each !== own).reverse()) {
      await line.setBaud(rate)
      const found = await ask().then(
        (answer) => ({ answer }),
        (failed) => (isUnheard(failed) ? null : Promise.reject(failed)),
      )
      if (found) return found.answer
    }
    await line.setBaud(own)
    throw error
  }
}

/** At a wrong rate silence and nonsense say only that it is wrong. */
const isUnheard = (error: unknown): boolean =>
  error instanceof Fault && ['wire/silent', 'wire/bad-check', 'wire/bad-reply', 'wire/noisy'].includes(error.code)
