// One process's share of the measure: the portion as its argument, the scores as its one message.
import { measured, type Portion } from './measure.js'

const scores = await measured(JSON.parse(process.argv[2]!) as Portion)
process.send!(scores, () => process.disconnect())
