// How many columns for how many cards in how much room. Places grow in steps, so that one more device seldom moves the others.
export type Density = 'large' | 'medium' | 'compact'

export interface Room {
  /** Of the page, CSS pixels: what is left of the screen at the zoom in use. */
  readonly width: number
  readonly height: number
}
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

/** The least a card of each density needs so that nothing on it is cut off, CSS pixels. */
const least: Readonly<Record<Density, Room>> = {
  large: { width: 410, height: 540 },
  medium: { width: 320, height: 300 },
  compact: { width: 276, height: 0 },
}
const denser: Readonly<Record<Density, Density>> = { large: 'medium', medium: 'compact', compact: 'compact' }
/** Header, tape, screen bar and the margin round the cards. */
const ABOVE_PX = 110
const BESIDE_PX = 24

/** Fewer columns, and less on each card, where the room is small; what does not fit is scrolled to. */
export function layoutFor(cards: number, room: Room): { readonly columns: number; readonly density: Density } {
  const { columns, rows, density } = layouts.find((one) => one.columns * one.rows >= cards) ?? fullest
  const width = room.width - BESIDE_PX
  const height = (room.height - ABOVE_PX) / rows
  for (let fits = density; ; fits = denser[fits]) {
    const across = Math.max(1, Math.min(columns, Math.floor(width / least[fits].width)))
    if (fits === 'compact' || (across === columns && height >= least[fits].height))
      return { columns: across, density: fits }
  }
}
