// The project's own sources, for the tests that read them.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url))

const unread = new Set(['node_modules', 'dist', 'build'])

/** Paths from the project's root, with slashes, of every file below a folder whose name ends so; sorted. */
export const filesBelow = (folder: string, ending: RegExp): string[] =>
  readdirSync(`${projectRoot}${folder}`, { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return unread.has(entry.name) ? [] : filesBelow(path, ending)
      return ending.test(entry.name) ? [path] : []
    })
    .sort()

/** Folders directly below one, from the project's root. */
export const foldersIn = (folder: string): string[] =>
  readdirSync(`${projectRoot}${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !unread.has(entry.name))
    .map((entry) => `${folder}/${entry.name}`)
    .sort()

export const textOf = (path: string): string => readFileSync(`${projectRoot}${path}`, 'utf8')

/** Lines of a text, the last one with or without its end. */
export const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length
