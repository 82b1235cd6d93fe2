// Files of known answers: those of the project, and of a folder that KCV_EXTRA_VECTORS names. One test a file, with its count.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { liveSecrets } from '../../electron/keys/vault.js'

export interface Vector {
  readonly id: string
  readonly [field: string]: unknown
}
export interface VectorFile {
  readonly name: string
  readonly folder: string
  readonly schema: string
  readonly count: number
  readonly vectors: readonly Vector[]
}

const here = fileURLToPath(new URL('../../../test/vectors', import.meta.url))

/** What some test runs; files of another schema are skipped and said so. */
export const knownSchemas: readonly string[] = [
  'sm4/1',
  'aes_cavp/1',
  'tdes_cavp/1',
  'aes_cmac/1',
  'kcv/1',
  'components/1',
  'dukpt_tdes/1',
  'dukpt_aes/1',
  'tr31/1',
  'tr31_invalid/1',
]

/** Every file in every folder of vectors. */
export function vectorFiles(): VectorFile[] {
  const extra = process.env.KCV_EXTRA_VECTORS
  return (extra ? [here, extra] : [here]).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({
        name,
        folder: basename(folder),
        ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Omit<VectorFile, 'name' | 'folder'>),
      })),
  )
}

/** One test for each file whose schema is in the table: every vector passes, the count is right, no secret is left alive. */
export function runVectors(schemas: { readonly [schema: string]: (vector: Vector) => void }): void {
  for (const file of vectorFiles()) {
    const run = schemas[file.schema]
    if (!run) continue
    test(`every vector of ${file.folder}/${file.name} gives its known answer`, (t) => {
      const alive = liveSecrets()
      for (const vector of file.vectors)
        try {
          run(vector)
        } catch (error) {
          throw new Error(`vector ${vector.id}`, { cause: error })
        }
      assert.equal(file.vectors.length, file.count)
      assert.ok(file.count > 0)
      assert.equal(liveSecrets(), alive, 'a secret was left alive')
      t.diagnostic(`${file.folder}/${file.name}: ${file.count} vectors`)
    })
  }
}
