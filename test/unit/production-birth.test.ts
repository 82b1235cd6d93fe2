// A production station is born: on the disk, with real passphrases, and without leaving a mark where none belongs.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { hashRawSync } from '@node-rs/argon2'
import { listRecords } from '../../electron/audit/list.js'
import type { AuditRecord } from '../../electron/audit/log.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { CardReaders } from '../../electron/card-readers.js'
import { Birth } from '../../electron/custody/birth.js'
import { argon2id, standardCost } from '../../electron/custody/derive.js'
import { makeProduction } from '../../electron/production-birth.js'
import { Station } from '../../electron/station.js'
import { joinStaff } from '../../electron/station-staff.js'
import { markedDirectory, stateRoots } from '../../electron/store-people.js'
import { quickDerive } from '../harness/people.js'

const folder = mkdtempSync(join(tmpdir(), 'kcv-birth-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const environment = { XDG_STATE_HOME: join(folder, 'state'), HOME: folder }
const ONE = { id: 'zhang.wei', name: '张伟', passphrase: 'first administrator speaks' }
const TWO = { id: 'li.na', name: '李娜', passphrase: 'second administrator sings' }

test('no station is born of one person, of one under two names, or out of order', async () => {
  const birth = new Birth(quickDerive, () => {})
  assert.throws(() => birth.finish(), { code: 'custody/no-birth' })
  await assert.rejects(birth.add(ONE.id, ONE.name, ONE.passphrase), { code: 'custody/no-birth' })
  birth.begin('connected', 'pci')
  assert.throws(() => birth.finish(), { code: 'custody/two-founders' })
  await assert.rejects(birth.add(ONE.id, ONE.name, 'too short'), { code: 'custody/weak-passphrase' })
  await birth.add(ONE.id, ONE.name, ONE.passphrase)
  assert.throws(() => birth.finish(), { code: 'custody/two-founders' })
  await assert.rejects(birth.add(ONE.id, 'Somebody', TWO.passphrase), { code: 'custody/two-founders' })
  await assert.rejects(birth.add(TWO.id, ' 张 伟 ', TWO.passphrase), { code: 'custody/two-founders' })
  await birth.add(TWO.id, TWO.name, TWO.passphrase)
  await assert.rejects(birth.add('third', 'Third', TWO.passphrase), { code: 'custody/two-founders' })
  assert.equal(birth.finish().founders.length, 2)
  birth.cancel()
  assert.throws(() => birth.finish(), { code: 'custody/no-birth' })
})

test('argon2id by a known answer, and at the cost that hardening asks for', async () => {
  // phc-winner-argon2, src/test.c: Argon2id, t = 2, m = 2^16, p = 1.
  const known = hashRawSync('password', {
    ...{ algorithm: 2 as never, timeCost: 2, memoryCost: 65_536, parallelism: 1, outputLen: 32 },
    salt: Buffer.from('somesalt'),
  })
  assert.equal(known.toString('hex'), '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7')
  assert.deepEqual(standardCost, { memory: 65_536, passes: 3, lanes: 1 })
  const { derive, close } = argon2id()
  const cost = { memory: 64, passes: 1, lanes: 1 }
  const salt = Buffer.from('somesaltsomesalt')
  const same = hashRawSync('password', {
    ...{ algorithm: 2 as never, timeCost: 1, memoryCost: 64, parallelism: 1, outputLen: 64, salt },
  })
  assert.deepEqual(Buffer.from(await derive('password', salt, cost)), same)
  assert.deepEqual(await derive('é', salt, cost), await derive('e\u0301', salt, cost), 'one passphrase, two keyboards')
  await close()
})

test('born of two, it says for ever what it is, knows them, and verifies', async () => {
  const { derive, close } = argon2id()
  const birth = new Birth(derive, () => {})
  birth.begin('connected', 'china')
  await birth.add(ONE.id, ONE.name, ONE.passphrase)
  await birth.add(TWO.id, TWO.name, TWO.passphrase)
  const directory = await makeProduction(birth.finish(), stateRoots(environment).own, 'kcv-station test')
  await close()
  assert.equal(markedDirectory(environment), directory)
  const records: AuditRecord[] = []
  for await (const record of listRecords(directory)) records.push(record)
  const [first, ...others] = records
  assert.ok(first?.type === 'log-created')
  assert.deepEqual([first.body.mode, first.body.network, first.body.keyProfile], ['production', 'connected', 'china'])
  assert.deepEqual(
    others.filter(({ type }) => type === 'person-enrolled').map(({ actors }) => actors),
    [
      [ONE.id, TWO.id],
      [ONE.id, TWO.id],
    ],
  )
  const file = join(directory, 'people', 'credentials.json')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  for (const secret of [ONE.passphrase, TWO.passphrase])
    assert.ok(!`${readFileSync(file, 'utf8')}${JSON.stringify(records)}`.includes(secret))

  const station = await Station.open(directory)
  const joined = joinStaff(station, directory, { changed: () => {}, notice: () => {} }, new CardReaders().person)
  await assert.rejects(joined.desk.signIn({ person: ONE.id, passphrase: TWO.passphrase, code: null }))
  await joined.desk.signIn({ person: TWO.id, passphrase: TWO.passphrase, code: null })
  assert.equal(joined.staff.session()?.person.name, '李娜')
  await joined.close()
  await station.close()
  assert.equal((await verifyDirectory(directory)).verdict, 'pass')
})

test('a production directory without two administrators is not worked on', async () => {
  const { createDirectory } = await import('../../electron/audit/directory.js')
  const directory = join(folder, 'half')
  await createDirectory(directory, { mode: 'production', app: 'test' })
  const station = await Station.open(directory)
  assert.throws(
    () => joinStaff(station, directory, { changed: () => {}, notice: () => {} }, new CardReaders().person),
    {
      code: 'custody/unfinished',
    },
  )
  await assert.rejects(
    station.openPort({ path: '/dev/pts/ptmx', driver: 'newland-k21', settings: {} }).then(({ session }) => {
      throw session
    }),
    { code: 'injection/lab-only' },
  )
  await station.close()
})

test('no mark of production is left on this machine by any of the tests', () => {
  const left = ['/var/lib/kcv-station', join(homedir(), '.local/state/kcv-station')].filter((root) =>
    existsSync(join(root, 'production')),
  )
  assert.deepEqual(left, [])
})
