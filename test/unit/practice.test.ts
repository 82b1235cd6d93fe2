// Practice in the window: every family has keys to practise with, and its simulated terminal takes them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { families as all } from '../../electron/devices/index.js'
import { readJob } from '../../electron/injection/job-file.js'
import { practiceProfiles } from '../../electron/injection/practice.js'
import { prepare } from '../../electron/injection/prepare.js'
import type { LoadProfile } from '../../electron/injection/profile.js'
import { labOnReal } from '../../electron/injection/rules.js'
import { knownTestKey } from '../../electron/keys/public-keys.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import { families } from '../harness/sweep/families.js'
import { SweepLog } from '../harness/sweep/log.js'
import type { Plan } from '../harness/sweep/plan.js'
import { play } from '../harness/sweep/stage.js'

let log: SweepLog
before(async () => {
  log = await SweepLog.create()
})
after(async () => {
  assert.equal(await log.end(), 'pass')
  assert.equal(liveSecrets(), 0)
})

/** Families that prove nothing of a key by themselves, or only once one of their model has refused a wrong value. */
const unproven = ['uic-ipp', 'futurex', 'castles-pci100']

const jobOf = (profile: LoadProfile) => {
  using read = readJob(profile.job())
  return prepare(read)
}

test('every family can be practised with, and no profile id is there twice', () => {
  const practised = new Set(practiceProfiles.flatMap(({ drivers }) => drivers))
  assert.deepEqual(
    all.map(({ id }) => id).filter((id) => !practised.has(id)),
    [],
  )
  assert.equal(new Set(practiceProfiles.map(({ id }) => id)).size, practiceProfiles.length)
})

for (const profile of practiceProfiles)
  test(`${profile.id}: only published test keys, which a real terminal may take in lab as well`, () => {
    using job = jobOf(profile)
    for (const { secret, form, label } of job.all) {
      if (form === 'by-hand') continue
      assert.equal(
        labOnReal({ real: true }, () => secret !== null && knownTestKey(secret) !== null, label),
        null,
      )
    }
  })

for (const family of families)
  for (const profile of practiceProfiles.filter(({ drivers }) => drivers.includes(family.driver.id)))
    test(`${profile.id}: the simulated terminal takes every key, as far as its family can prove it`, async () => {
      using job = jobOf(profile)
      const plan = { before: null, job: () => job } as unknown as Plan
      const [variant] = family.variants
      const played = await play({ family, variant: variant!, plan, log })
      const proof = unproven.includes(family.driver.id) ? 'unverified' : 'injected'
      assert.deepEqual(
        played.ends.map(({ outcome, fault }) => [outcome, fault?.code ?? null]),
        job.all.map(() => [proof, null]),
      )
      const values = played.after.map(({ kcv }) => kcv?.slice(0, 6))
      for (const { expected } of job.all) assert.ok(values.includes(expected!.hex.slice(0, 6)), `${values}`)
    })
