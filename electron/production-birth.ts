// The birth of a production station: its directory, its two first people, and last of all the mark that closes the lab.
import { randomBytes } from 'node:crypto'
import { createDirectory } from './audit/directory.js'
import { openLog } from './audit/log.js'
import { Fault } from './contract/fault.js'
import type { Plan } from './custody/birth.js'
import { digestOf } from './custody/credential.js'
import { Credentials } from './custody/credentials.js'
import { credentialFile, markProduction, productionPlace } from './store-people.js'

/**
 * Until the mark lies there, nothing has happened: a birth that was cut short leaves a folder that nobody opens.
 * @param root where the mark goes @returns the directory
 * @throws station/cannot-create, audit/…
 */
export async function makeProduction(plan: Plan, root: string, app: string): Promise<string> {
  const directory = productionPlace(root, `st-${randomBytes(4).toString('hex')}`)
  const kind = { network: plan.network, keyProfile: plan.profile }
  await createDirectory(directory, { mode: 'production', kind, app })
  const credentials = new Credentials(credentialFile(directory))
  const log = await openLog(directory, { app })
  try {
    const by = { actors: plan.founders.map(({ id }) => id), role: 'administrator', session: null }
    for (const { id, name, credential } of plan.founders) {
      credentials.add(credential)
      const body = { person: id, name, role: 'administrator', state: 'active', factors: [] } as const
      await log.append('person-enrolled', { ...body, sha256: digestOf(credential) }, by)
    }
  } finally {
    await log.close()
  }
  try {
    markProduction(root, directory)
  } catch (error) {
    const because = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new Fault('station/cannot-create', { path: root, because }, { cause: error })
  }
  return directory
}
