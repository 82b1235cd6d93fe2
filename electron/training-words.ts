// How a window is told to be the training bench, and what to practise: words of the command line that starts it. Pure.
import { type PracticeAsked, practiceShape } from './contract/training.js'

const FLAG = '--training'
const fields = ['driver', 'behave', 'cause', 'by'] as const

export const isTraining = (words: readonly string[]): boolean => words.includes(FLAG)

/** Beside the data directory that is worked in; nothing of one is ever in the other. */
export const trainingDirectory = (dataDirectory: string): string => `${dataDirectory}-training`

export const trainingWords = (asked: PracticeAsked | null): string[] => [
  FLAG,
  ...fields.flatMap((name) => {
    const value = asked?.[name]
    return value ? [`${FLAG}-${name}=${value}`] : []
  }),
]

/** null where nothing is asked for, or what is asked for cannot be. */
export function askedIn(words: readonly string[]): PracticeAsked | null {
  const value = (name: string) => {
    const start = `${FLAG}-${name}=`
    return words.find((word) => word.startsWith(start))?.slice(start.length) ?? null
  }
  const asked = {
    driver: value('driver') ?? '',
    behave: value('behave') ?? '',
    cause: value('cause'),
    by: value('by') ?? '',
  }
  const parsed = practiceShape.safeParse(asked)
  return parsed.success ? parsed.data : null
}
