// How many columns for how many cards. Places grow in steps, so that one more device seldom moves the others.
export type Density = 'large' | 'medium' | 'compact'

interface Layout {
  readonly columns: number
  readonly rows: number
  readonly density: Density
}
const layouts: readonly Layout[] = [
  { columns: 1, rows: 1, density: 'large' },
  { columns: 2, rows: 1, density: 'large' },
  { columns: 3, rows: 1, density: 'large' },
  { columns: 2, rows: 2, density: 'medium' },
  { columns: 3, rows: 2, density: 'medium' },
  { columns: 3, rows: 3, density: 'compact' },
  { columns: 4, rows: 3, density: 'compact' },
  { columns: 4, rows: 4, density: 'compact' },
]
/** More than 16 cards keep four columns and scroll. */
const fullest: Layout = { columns: 4, rows: 4, density: 'compact' }

export const layoutFor = (cards: number): Layout =>
  layouts.find(({ columns, rows }) => columns * rows >= cards) ?? fullest
