// What a birth has made so far, so that one that fails leaves nothing, and takes nothing that was there before.
import { dirname } from 'node:path'
import { errorCode, type FileDoor } from './files.js'

export class Site {
  readonly made: { readonly path: string; readonly kind: 'file' | 'folder' }[] = []
  constructor(readonly files: FileDoor) {}

  /** The folder and those above it that are missing. */
  async folders(path: string): Promise<void> {
    try {
      await this.folder(path)
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return
      if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error
      await this.folders(dirname(path))
      await this.folder(path)
      await this.files.syncDirectory(dirname(path))
    }
  }

  async folder(path: string): Promise<void> {
    await this.files.makeDirectory(path)
    this.made.push({ path, kind: 'folder' })
  }

  async file(path: string): Promise<number> {
    const fd = await this.files.open(path, 'create')
    this.made.push({ path, kind: 'file' })
    return fd
  }

  async clear(): Promise<void> {
    for (const { path, kind } of this.made.reverse())
      await (kind === 'file' ? this.files.remove(path) : this.files.removeDirectory(path)).catch(() => {})
  }
}
