// node_modules/.bin/kcv-station, so that `npx kcv-station …` works in this folder at once.
import { mkdirSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { inside } from './project.mjs'

const link = inside('node_modules', '.bin', 'kcv-station')
const target = '../../build/kcv-station.mjs'

export const binLinked = () => {
  try {
    return readlinkSync(link) === target
  } catch {
    return false
  }
}

export const linkBin = () => {
  mkdirSync(dirname(link), { recursive: true })
  try {
    unlinkSync(link)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  symlinkSync(target, link)
}
