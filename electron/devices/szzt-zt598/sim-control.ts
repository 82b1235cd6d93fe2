// Command `5`: the control parameters, a row each, and what a value of theirs does.
import { type Answer, type Code, code, done } from './sim-codes.js'
import { type Epp, eraseAll } from './sim-keys.js'
import { numberIn } from './sim-loads.js'
import { type Coding, characterAt } from './sim-text.js'

/** In the order of their codes. */
export const RATES = [1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200]
/** Codes of the lowest rate: in hex, and as decimal digits. */
const FIRST_RATE = 0x48
const HELPER_FIRST_RATE = 41
/**
 * The rate of a code. CONFLICT: one source's helper counts from decimal 41 and writes its digits, so that 115200
 * becomes "48"; both sources' constants say 48h to 4Fh.
 */
const rateOf = (epp: Epp, value: number): number | undefined =>
  epp.behaves.arg('rate-codes') === 'helper'
    ? RATES[Number(value.toString(16)) - HELPER_FIRST_RATE]
    : RATES[value - FIRST_RATE]

const codingOf: ReadonlyMap<number, Coding> = new Map([
  [0x30, 'broken-hex'],
  [0x37, 'hex'],
])
const nothing = (): void => {}
/** Values of parameter '0'. */
const deeds: ReadonlyMap<number, (epp: Epp) => void> = new Map<number, (epp: Epp) => void>([
  [
    0x30,
    (epp) => {
      epp.authority.restart()
      epp.plainInput = epp.behaves.has('key-presses')
    },
  ],
  [
    0x31,
    (epp) => {
      eraseAll(epp)
      epp.authority.wipe()
    },
  ],
  [
    0x32,
    (epp) => {
      epp.plainInput = false
    },
  ],
  [
    0x33,
    (epp) => {
      epp.plainInput = true
    },
  ],
  // Sound off, sound on, a beep.
  [0x34, nothing],
  [0x35, nothing],
  [0x3d, nothing],
])

const misc = (epp: Epp, value: number): Code | null => {
  const deed = deeds.get(value)
  deed?.(epp)
  return deed ? null : code.parameter
}
const communication = (epp: Epp, value: number): Code | null => {
  const coding = codingOf.get(value)
  const rate = rateOf(epp, value)
  if (coding) epp.coding = coding
  else if (rate) epp.nextRate = rate
  else return code.parameter
  return null
}
const kept = (): null => null

/** '2' time limit, '3' PIN mask, '4' and '5' PIN length, '8' beep time, 'A' clear-key function: taken, and without effect here. */
const parameters: Readonly<Record<string, (epp: Epp, value: number) => Code | null>> = {
  0: misc,
  2: kept,
  3: kept,
  4: kept,
  5: kept,
  6: communication,
  8: kept,
  A: kept,
}

/** param(1) value(2 hex). */
export function control(epp: Epp, body: Uint8Array): Answer {
  if (body.length !== 3) return code.commandLength
  const name = characterAt(body, 0)
  const value = numberIn(epp, body, 1)
  if (value === null) return code.data
  const refused = (parameters[name] ?? (() => code.parameter))(epp, value)
  if (refused !== null) return refused
  epp.parameters.set(name, value)
  return done
}
