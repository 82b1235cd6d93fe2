// The bringing of one component: its entry is opened, its source begun; and what becomes of both where it comes to nothing.
import type { Secret } from '../contract/secret.js'
import { atHand, type Ceremony, type CeremonyIn } from './ceremony.js'
import type { CeremonyDoors } from './doors.js'
import { ComponentEntry, type Heard } from './entry.js'
import type { HeldKeys } from './held-keys.js'
import { sources } from './sources.js'
import type { UnderWay } from './under-way.js'

export interface Whole {
  readonly component: Secret
  readonly printed: string | null
}

/** The ceremony as its sources change it. */
export interface Course {
  readonly doors: CeremonyDoors
  readonly held: HeldKeys
  readonly way: UnderWay
  heard(entry: ComponentEntry, wish: Heard): void
}

/**
 * @param ceremony what it becomes while digits are taken
 * @returns a component that came as a whole; null while it is being typed, or where nobody brought it
 * @throws ceremony/…, keys/…; the component then still waits to be brought
 */
export async function bringComponent(course: Course, ceremony: CeremonyIn<'entering'>): Promise<Whole | null> {
  const { plan } = course.way.work!
  const entry = new ComponentEntry(plan.key.bytes)
  course.way.set({ ceremony, entry })
  let brought: Whole | null = null
  try {
    const stop = await sources[ceremony.by.source](
      {
        plan,
        number: atHand(ceremony),
        entry,
        heard: (wish) => course.heard(entry, wish),
        whole: (component, printed) => {
          brought = { component, printed }
        },
        lost: (because) => course.way.end(because),
        held: course.held,
      },
      course.doors,
    )
    // Whoever left meanwhile has ended the ceremony: what still came is wiped.
    if (course.way.work?.entry !== entry) {
      stop?.()
      ;(brought as Whole | null)?.component[Symbol.dispose]()
      return null
    }
    if (stop === null) putBack(course, ceremony, entry)
    else course.way.set({ stop })
    return brought
  } catch (error) {
    putBack(course, ceremony, entry)
    throw error
  }
}

/** The component waits again; an entry that came to nothing leaves nothing. */
function putBack(course: Course, { components, accepted }: Ceremony, entry: ComponentEntry): void {
  entry[Symbol.dispose]()
  if (course.way.work?.entry === entry)
    course.way.set({ ceremony: { state: 'awaiting', components, accepted }, entry: null })
}
