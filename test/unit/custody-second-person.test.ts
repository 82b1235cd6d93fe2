// What takes two: it waits as it came, somebody else agrees, and both names stand in the record.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actAs } from '../../electron/custody/acting.js'
import { PASSPHRASE, signIn, type VirtualStaff, virtualStaff } from '../harness/people.js'

const claim = (person: string, passphrase = PASSPHRASE) => ({ person, passphrase, code: null })
const call = (world: VirtualStaff) => world.staff.pending()!.call
const enrol = (world: VirtualStaff, person = 'new.one') => {
  const args = { person, name: person, role: 'technician' as const }
  return world.staff.act('person/enrol', args, () => world.desk.enrol(person, person, 'technician'))
}

test('nothing has happened until the second person agrees, and then it is done under both names', async () => {
  const world = await virtualStaff()
  await signIn(world, 'anna')
  const before = world.log.records.length
  await assert.rejects(enrol(world), { code: 'custody/second-needed' })
  assert.equal(world.log.records.length, before)
  assert.deepEqual(world.staff.pending(), {
    call: 'c-1',
    action: 'person/enrol',
    about: [
      { name: 'person', value: 'new.one' },
      { name: 'name', value: 'new.one' },
      { name: 'role', value: 'technician' },
    ],
    by: { id: 'anna', name: 'anna', role: 'administrator' },
    with: ['administrator'],
  })
  await world.staff.agree(call(world), claim('anton'))
  const record = world.log.records.at(-1)!
  assert.equal(record.type, 'person-enrolled')
  assert.deepEqual([record.actors, record.role], [['anna', 'anton'], 'administrator'])
  assert.equal(world.staff.pending(), null)
})

const refusedSeconds: readonly [who: string, code: string][] = [
  ['anna', 'custody/same-person'],
  [' ANNA', 'custody/same-person'],
  ['tom', 'custody/not-your-role'],
  ['olga', 'custody/not-your-role'],
  ['nobody.here', 'custody/refused'],
]
for (const [who, code] of refusedSeconds)
  test(`"${who}" is no second person for an enrolment by anna: ${code}`, async () => {
    const world = await virtualStaff()
    await signIn(world, 'anna')
    await assert.rejects(enrol(world))
    await assert.rejects(world.staff.agree(call(world), claim(who)), { code })
    assert.notEqual(world.staff.pending(), null, 'somebody else may still agree')
    assert.equal(world.people.find('new.one'), null)
  })

test('a lock, a sign-out and a withdrawal take the question back; what was agreed to once is not agreed to twice', async () => {
  for (const leave of ['lock', 'signOut', 'withdraw'] as const) {
    const world = await virtualStaff()
    await signIn(world, 'anna')
    await assert.rejects(enrol(world))
    const asked = call(world)
    await world.desk[leave]()
    if (leave === 'lock') await signIn(world, 'anna')
    await assert.rejects(world.staff.agree(asked, claim('anton')), { code: 'custody/nothing-pending' })
  }
  const world = await virtualStaff()
  await signIn(world, 'anna')
  await assert.rejects(enrol(world))
  const asked = call(world)
  await world.staff.agree(asked, claim('anton'))
  await assert.rejects(world.staff.agree(asked, claim('anton')), { code: 'custody/nothing-pending' })
})

test('a lock that comes while the second person is being looked at leaves it undone', async () => {
  const world = await virtualStaff()
  await signIn(world, 'anna')
  await assert.rejects(enrol(world))
  const { derive } = world.staff.doors
  Object.assign(world.staff.doors, {
    derive: async (...args: Parameters<typeof derive>) => {
      await world.desk.lock()
      return derive(...args)
    },
  })
  const agreeing = world.staff.agree(call(world), claim('anton'))
  await assert.rejects(agreeing, { code: 'custody/nothing-pending' })
  assert.equal(world.people.find('new.one'), null)
})

test('a passphrase in what waits is shown to nobody', async () => {
  const world = await virtualStaff()
  await signIn(world, 'anna')
  const secret = { person: 'x', passphrase: 'a secret', fresh: 'a secret', code: '123456' }
  await assert.rejects(world.staff.act('person/enrol', secret, async () => null))
  assert.deepEqual(world.staff.pending()?.about, [{ name: 'person', value: 'x' }])
})

test('a policy is made stricter by one and weaker by two', async () => {
  const world = await virtualStaff()
  const set = (value: number) =>
    world.staff.act('policy/set', { policy: 'idle-minutes', value }, () => world.desk.setPolicy('idle-minutes', value))
  await signIn(world, 'anna')
  await set(2)
  assert.equal(world.people.policy('idle-minutes'), 2)
  await assert.rejects(set(10), { code: 'custody/second-needed' })
  assert.equal(world.people.policy('idle-minutes'), 2)
  await world.staff.agree(call(world), claim('olga'))
  assert.equal(world.people.policy('idle-minutes'), 10)
  assert.deepEqual(world.log.records.at(-1)?.actors, ['anna', 'olga'])
})

test('nobody decides about himself, in either place', async () => {
  const world = await virtualStaff()
  for (const actors of [
    ['anna', 'anton'],
    ['anton', 'anna'],
  ]) {
    const by = { actors, role: 'administrator', session: null }
    const { personnel } = world.staff
    await assert.rejects(personnel.setRole('anna', 'custodian', by), { code: 'custody/about-yourself' })
    await assert.rejects(personnel.remove('anna', by), { code: 'custody/about-yourself' })
    await assert.rejects(personnel.unlock('anna', by), { code: 'custody/about-yourself' })
    await assert.rejects(personnel.reset('anna', by), { code: 'custody/about-yourself' })
  }
})

test('an administrator becomes a custodian only by two others, and never where two would not remain', async () => {
  const three = [
    { id: 'anna', role: 'administrator' as const },
    { id: 'anton', role: 'administrator' as const },
    { id: 'anke', role: 'administrator' as const },
  ]
  const world = await virtualStaff({ people: three })
  const others = { actors: ['anton', 'anke'], role: 'administrator', session: null }
  await world.staff.personnel.setRole('anna', 'custodian', others)
  assert.equal(world.people.find('anna')?.role, 'custodian')
  const by = { actors: ['anna', 'anton'], role: 'administrator', session: null }
  await assert.rejects(world.staff.personnel.remove('anke', by), { code: 'custody/too-few-administrators' })
})

test('a change of role signs him out at once', async () => {
  const world = await virtualStaff()
  await signIn(world, 'tom')
  const by = { actors: ['anna', 'anton'], role: 'administrator', session: null }
  await world.staff.personnel.setRole('tom', 'auditor', by)
  assert.equal(world.staff.session(), null)
  assert.deepEqual(world.log.of('signed-out'), [{ operator: 'tom', because: 'removed' }])
})

test('a name is never used for a second person, and one person has one name', async () => {
  const world = await virtualStaff()
  const by = { actors: ['anna', 'anton'], role: 'administrator', session: null }
  const enrolAs = (person: string, name: string) => world.staff.personnel.enrol({ person, name, role: 'officer' }, by)
  await world.staff.personnel.remove('udo', by)
  await assert.rejects(enrolAs('udo', 'Somebody Else'), { code: 'custody/known-person' })
  await assert.rejects(enrolAs('tommy', ' T O M'), { code: 'custody/known-person' })
})

test('an invited person takes his account over with the code and a passphrase of his own, once, within a day', async () => {
  const world = await virtualStaff()
  const by = { actors: ['anna', 'anton'], role: 'administrator', session: null }
  const { oneTimeCode } = await world.staff.personnel.enrol({ person: 'ivo', name: 'Ivo', role: 'officer' }, by)
  assert.match(oneTimeCode, /^[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$/)
  assert.ok(!JSON.stringify(world.log.records).includes(oneTimeCode) && !world.file!.includes(oneTimeCode))
  await assert.rejects(signIn(world, 'ivo', oneTimeCode.replaceAll('-', '')), { code: 'custody/refused' })
  world.time += 1000
  await assert.rejects(world.desk.claim('ivo', oneTimeCode, 'short'), { code: 'custody/weak-passphrase' })
  await assert.rejects(world.desk.claim('ivo', '0000-0000-0000', PASSPHRASE), { code: 'custody/refused' })
  world.time += 2000
  await world.desk.claim('ivo', ` ${oneTimeCode.toUpperCase()} `, PASSPHRASE)
  assert.equal(world.staff.session()?.person.id, 'ivo')
  await world.desk.signOut()
  await assert.rejects(world.desk.claim('ivo', oneTimeCode, PASSPHRASE), { code: 'custody/refused' })
  world.time += 1000
  await signIn(world, 'ivo')
})

test('a code that is a day old opens nothing', async () => {
  const world = await virtualStaff()
  const by = { actors: ['anna', 'anton'], role: 'administrator', session: null }
  const { oneTimeCode } = await world.staff.personnel.enrol({ person: 'ivo', name: 'Ivo', role: 'officer' }, by)
  world.time += 24 * 3_600_000 + 1
  await assert.rejects(world.desk.claim('ivo', oneTimeCode, PASSPHRASE), { code: 'custody/refused' })
  assert.equal(world.log.of('sign-in-failed').at(-1)?.because, 'invitation')
})

test('after a reset the old passphrase and the old authenticator open nothing', async () => {
  const world = await virtualStaff()
  const by = { actors: ['anna', 'olga'], role: 'administrator+officer', session: null }
  const { oneTimeCode } = await world.staff.personnel.reset('anton', by)
  await assert.rejects(signIn(world, 'anton'), { code: 'custody/refused' })
  world.time += 1000
  await world.desk.claim('anton', oneTimeCode, 'a passphrase of his own, anew')
  assert.equal(world.staff.session()?.person.role, 'administrator')
})

test('the call that a second person agrees to runs under both names, however it is begun', async () => {
  const world = await virtualStaff()
  await signIn(world, 'tom')
  let by: readonly string[] = []
  const work = async () => {
    by = world.staff.operator().actors
    return null
  }
  await assert.rejects(world.staff.act('job/allow-erase', {}, work), { code: 'custody/second-needed' })
  // As it comes in: under the name of the one who is signed in.
  const tom = { actors: ['tom'], role: 'technician', session: null }
  await actAs(tom, () => world.staff.agree(call(world), claim('olga')))
  assert.deepEqual(by, ['tom', 'olga'])
})
