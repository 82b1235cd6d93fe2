// The report of what is not proven: attempts that ended unverified, and those whose result the station never learnt.
import type { Report } from './report.js'
import type { Story } from './stories.js'
import { attemptsTable } from './table.js'

export function unsettledReport(): Report {
  const [open, settled] = [attemptsTable('open'), attemptsTable('settled')]
  const unverified = attemptsTable('unverified')
  const unknown: Story[] = []
  let [verifying, closed] = [0, 0]
  return {
    hear: () => {},
    end: (story) => {
      if (story.outcome === 'unverified') {
        verifying += 1
        unverified.add(story)
      } else if (story.outcome === 'indeterminate' || story.outcome === 'interrupted') unknown.push(story)
    },
    view: (stories) => {
      const still = unknown.filter((story) => story.settled === null)
      for (const story of still) open.add(story)
      for (const story of stories.underWay()) if (story.armed) open.add(story)
      for (const story of unknown)
        if (story.settled !== null) {
          settled.add(story)
          if (story.settled.how === 'closed') closed += 1
        }
      return {
        figures: [
          { name: 'open', value: still.length, kind: 'count' },
          { name: 'settledByReading', value: unknown.length - still.length - closed, kind: 'count' },
          { name: 'settledByClosing', value: closed, kind: 'count' },
          { name: 'unverified', value: verifying, kind: 'count' },
        ],
        tables: [open.view(), unverified.view(), settled.view()],
      }
    },
  }
}
