// Which release this program is. One that runs from its sources is none: it has no keys, and takes no update.

import { ownPackage } from './integrity.js'
import { type ReleaseManifest, readManifest } from './manifest.js'

export const release = (): ReleaseManifest => {
  const text = ownPackage()
  return text.includes('"release"') ? readManifest(text) : { sequence: 0, keys: [], unpacked: {} }
}
