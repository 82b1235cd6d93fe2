// What packaging wrote into the package.json inside the package: the field `release`.
import { Fault } from '../contract/fault.js'

export interface ReleaseManifest {
  /** Grows by one with every release, whatever its version is called. */
  readonly sequence: number
  /** Three keys as notes name them, `name+hash+base64`; none in a build that was not made as a release. */
  readonly keys: readonly string[]
  /** SHA-256 of every file that lies beside app.asar because the system loads it, by its path below resources/. */
  readonly unpacked: Readonly<Record<string, string>>
}

/** @param text the package.json inside the package @throws release/altered */
export function readManifest(text: string): ReleaseManifest {
  const { release } = JSON.parse(text) as { readonly release?: Partial<ReleaseManifest> }
  if (!release || !Number.isSafeInteger(release.sequence) || !release.keys || !release.unpacked)
    throw new Fault('release/altered', { file: 'package.json' })
  return release as ReleaseManifest
}
