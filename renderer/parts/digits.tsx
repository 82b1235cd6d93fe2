// A check value as cells, one for each hex digit; a digit that differs is told by its shape, not by colour alone.
import css from './digits.module.css'

export type DigitMark = 'plain' | 'agree' | 'differ'

interface Props {
  readonly value: string | null
  /** Cells to keep free for a value that is still to come. */
  readonly room: number
  readonly marks?: readonly DigitMark[]
  /** What a screen reader says, digits spelt out. */
  readonly spoken: string
  readonly waiting?: boolean
  readonly testid: string
}

export function Digits({ value, room, marks = [], spoken, waiting = false, testid }: Props) {
  const digits = value?.split('') ?? []
  const free = Math.max(0, room - digits.length)
  return (
    <div
      className={css.digits}
      role="img"
      aria-label={spoken}
      data-testid={testid}
      data-many={room > 8 || undefined}
      data-waiting={waiting || undefined}
    >
      {digits.map((digit, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a digit's place is its identity
        <span key={`${at}${digit}`} className={css.cell} data-mark={marks[at] ?? 'plain'} data-at={at}>
          {digit}
        </span>
      ))}
      {Array.from({ length: free }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: free cells are all alike
        <span key={`free${at}`} className={css.cell} data-mark="free" />
      ))}
    </div>
  )
}

/** Place by place over what both have; a digit beyond the shorter value is neither. */
export const compareDigits = (value: string | null, against: string | null): DigitMark[] =>
  (value?.split('') ?? []).map((digit, at) => {
    const other = against?.[at]
    if (other === undefined) return 'plain'
    return other === digit ? 'agree' : 'differ'
  })
