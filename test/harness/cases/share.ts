// One process's share of the measure: the portion as its argument, the scores of each number as a message.
import { measured, type Portion } from './measure.js'

for await (const scores of measured(JSON.parse(process.argv[2]!) as Portion))
  await new Promise<void>((sent) => process.send!(scores, () => sent()))
process.disconnect()
