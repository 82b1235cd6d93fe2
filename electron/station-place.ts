// Which data directory a window opens: where a production station was born on this machine, that one and no other.
import { resolve } from 'node:path'
import { Fault } from './contract/fault.js'
import { defaultDataDirectory, type Environment, productionHere } from './store.js'
import { markedDirectory } from './store-people.js'

/** @throws station/production-here where another directory is asked for, or the mark does not say which one it is */
export function dataDirectoryHere(environment: Environment): string {
  const wanted = environment.KCV_DATA_DIR
  if (!productionHere(environment)) return wanted || defaultDataDirectory(environment)
  const marked = markedDirectory(environment)
  if (marked !== null && (!wanted || resolve(wanted) === resolve(marked))) return marked
  throw new Fault('station/production-here', { command: 'lab' })
}
