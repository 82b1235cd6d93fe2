// The bringing of one component: its entry is opened, its source begun; and what becomes of both where it comes to nothing.
import { atHand, type Ceremony, type CeremonyIn } from './ceremony.js'
import type { CeremonyDoors } from './doors.js'
import type { Entry, Heard } from './entry.js'
import type { HeldKeys } from './held-keys.js'
import { sources, type Whole } from './sources.js'
import type { UnderWay } from './under-way.js'
import { notBegun } from './work.js'

/** The ceremony as its sources change it. */
export interface Course {
  readonly doors: CeremonyDoors
  readonly held: HeldKeys
  readonly way: UnderWay
  heard(entry: Entry, wish: Heard): void
}

/**
 * @param ceremony what it becomes while digits are taken
 * @returns a component that came as a whole; null while it is being typed, or where nobody brought it
 * @throws ceremony/…, keys/…; the component then still waits to be brought
 */
export async function bringComponent(course: Course, ceremony: CeremonyIn<'entering'>): Promise<Whole | null> {
  const { plan } = course.way.work!
  const { entry, begin } = sources[ceremony.by.source](plan)
  course.way.set({ ceremony, entry })
  try {
    const bringing = {
      plan,
      number: atHand(ceremony),
      heard: (wish: Heard) => course.heard(entry, wish),
      lost: course.way.end.bind(course.way),
      held: course.held,
    }
    const begun = await begin(bringing, course.doors)
    const whole = begun?.atOnce ? await begun.finish() : null
    // Whoever left meanwhile has ended the ceremony: what still came is wiped.
    if (course.way.work?.entry !== entry) {
      begun?.stop()
      whole?.component[Symbol.dispose]()
      return null
    }
    if (begun === null) putBack(course, ceremony, entry)
    else course.way.set({ begun })
    return whole
  } catch (error) {
    putBack(course, ceremony, entry)
    throw error
  }
}

/** The component waits again; an entry that came to nothing leaves nothing. */
function putBack(course: Course, { components, accepted }: Ceremony, entry: Entry): void {
  entry[Symbol.dispose]()
  if (course.way.work?.entry === entry)
    course.way.set({ ceremony: { state: 'awaiting', components, accepted }, entry: null, begun: notBegun })
}
