// Where the keyboard goes when what it was on has left the bench.

/** A card's buttons follow main's next view, which may come after the answer to the command. */
const LONGEST_WAIT_MS = 1500

export const cardOf = (port: string): HTMLElement | null =>
  document.querySelector(`[data-testid="port-card-${CSS.escape(port)}"]`)

/** To the button that loads, after the choice of what to load. */
export const focusLoad = (port: string): void =>
  focusWhenThere(() => cardOf(port)?.querySelector<HTMLElement>('footer [data-testid="action-start"]') ?? null)

/** @param neighbour the card to go to, found before the removed one left; else the way to a first terminal */
export const focusAfterRemoval = (removed: HTMLElement | null, neighbour: HTMLElement | null): void =>
  focusWhenThere(() => {
    if (removed?.isConnected) return null
    return neighbour?.isConnected ? neighbour : document.querySelector<HTMLElement>('[data-testid="start-simulator"]')
  })

export const neighbourOf = (card: HTMLElement | null): HTMLElement | null =>
  (card?.nextElementSibling ?? card?.previousElementSibling ?? null) as HTMLElement | null

function focusWhenThere(find: () => HTMLElement | null): void {
  const until = performance.now() + LONGEST_WAIT_MS
  const look = () => {
    // A closing menu gives the focus back to its own button: wait until it has, then move on.
    const open = document.querySelector('[role="menu"]') !== null
    const target = open ? null : find()
    if (target) target.focus()
    else if (performance.now() < until) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
