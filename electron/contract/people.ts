// What the station asks of people at a terminal that it cannot talk to, and what they answer. No question holds the value
// that they should find.
import { z } from 'zod'
import type { Algorithm, KeyUsage } from './values.js'

/** Where people load by hand: a name that is no path. */
export const isPlace = (port: string): boolean => /^manual:[\p{L}\p{N}._-]{1,40}$/u.test(port)

/** How the key gets into the terminal without passing through the station. */
export const loadingWays = ['keypad', 'mother-pos', 'card'] as const
export type LoadingWay = (typeof loadingWays)[number]

interface OfLoad {
  readonly attempt: string
  readonly label: string
  readonly usage: KeyUsage
  readonly slot: number
  /** The terminal in question, as people named it. */
  readonly serial: string
}

export type Question =
  /** Which terminal is this? `known` is what was said last at this place, to be confirmed or replaced. */
  | { readonly kind: 'serial'; readonly known: string | null }
  /** Load it now, and say when it is done. Asked on a ticket. */
  | (OfLoad & { readonly kind: 'load'; readonly algorithm: Algorithm; readonly way: LoadingWay })
  /** What check value does the terminal show? Asked of two people, one after the other. */
  | (OfLoad & {
      readonly kind: 'reading'
      readonly reader: 1 | 2
      /** From 1; a further round where two readings differed. */
      readonly round: number
      readonly rounds: number
      /** Hex digits to type, from the left of what the terminal shows. */
      readonly digits: { readonly fewest: number; readonly most: number }
    })
export type QuestionKind = Question['kind']
export type QuestionOf<Kind extends QuestionKind> = Extract<Question, { kind: Kind }>

/** No control characters and no spaces: what a label on a terminal has. */
export const serialShape = z.string().regex(/^[\x21-\x7e]{1,64}$/)
const hexShape = z.string().regex(/^(?:[0-9A-Fa-f]{2}){2,8}$/)

export const answerShapes = {
  /** `again` is the second entry, null where the number was scanned, or is the known one confirmed. */
  serial: z.strictObject({
    kind: z.literal('serial'),
    serial: serialShape,
    how: z.enum(['typed', 'scanned', 'confirmed']),
    again: serialShape.nullable(),
  }),
  load: z.strictObject({ kind: z.literal('load') }),
  /** null where the terminal shows no value. */
  reading: z.strictObject({ kind: z.literal('reading'), value: hexShape.nullable() }),
  /** Nobody goes on: what has begun stays unknown. */
  'called-off': z.strictObject({ kind: z.literal('called-off') }),
} as const
export const answerShape = z.discriminatedUnion('kind', [
  answerShapes.serial,
  answerShapes.load,
  answerShapes.reading,
  answerShapes['called-off'],
])
export type Answer = z.infer<typeof answerShape>
export type AnswerOf<Kind extends QuestionKind> = Extract<Answer, { kind: Kind }>

/** An open question as the window sees it. */
export interface QuestionView {
  readonly id: string
  readonly port: string
  readonly question: Question
  /** Wall clock, milliseconds since 1970. */
  readonly askedAt: number
  /** When the station stops waiting, by the same clock. */
  readonly until: number
}
