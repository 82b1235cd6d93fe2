// A session on a virtual clock: idling, the end of the shift, a lock, somebody else at the window.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fault } from '../../electron/contract/fault.js'
import { PASSPHRASE, START, signIn, type VirtualStaff, virtualStaff } from '../harness/people.js'

const MINUTE = 60_000
const after = async (world: VirtualStaff, ms: number) => {
  world.time += ms
  await world.staff.sessions.tick()
}
const kind = ({ staff }: VirtualStaff) => staff.presence().kind

test('nothing done for five minutes locks the window, and the record says that it was idling', async () => {
  const world = await virtualStaff()
  await signIn(world, 'tom')
  await after(world, 5 * MINUTE - 1)
  assert.equal(kind(world), 'signed-in')
  await after(world, 1)
  assert.equal(kind(world), 'locked')
  assert.equal(world.staff.standing(), 'nobody')
  assert.deepEqual(world.log.of('session-locked'), [{ operator: 'tom', because: 'idle' }])
})

test('whatever somebody does puts the lock off, and what the page asks by itself does not', async () => {
  const world = await virtualStaff()
  await signIn(world, 'anna')
  await after(world, 4 * MINUTE)
  await world.staff.act('person/list', {}, async () => null)
  await after(world, MINUTE)
  assert.equal(kind(world), 'locked')
  await signIn(world, 'anna')
  await after(world, 4 * MINUTE)
  await world.staff.act('audit/verify', {}, async () => null)
  await after(world, MINUTE)
  assert.equal(kind(world), 'signed-in')
})

test('while a component is entered a minute is enough', async () => {
  const world = await virtualStaff()
  await signIn(world, 'cara')
  const done = world.staff.sessions.entering()
  await after(world, MINUTE - 1)
  assert.equal(kind(world), 'signed-in')
  await after(world, 1)
  assert.equal(kind(world), 'locked')
  done()
  done()
  await signIn(world, 'cara')
  await after(world, 4 * MINUTE)
  assert.equal(kind(world), 'signed-in')
})

test('after eight hours the session is over, however busy it was, and locked or not', async () => {
  for (const locked of [false, true]) {
    const world = await virtualStaff()
    await signIn(world, 'tom')
    for (let minutes = 4; minutes < 8 * 60; minutes += 4) {
      await after(world, 4 * MINUTE)
      world.staff.sessions.touch()
    }
    if (locked) await world.desk.lock()
    assert.notEqual(kind(world), 'nobody')
    await after(world, 4 * MINUTE)
    assert.equal(kind(world), 'nobody')
    assert.deepEqual(world.log.of('signed-out'), [{ operator: 'tom', because: 'shift-over' }])
  }
})

test('unlocking goes on with the same session and does not make the shift longer', async () => {
  const world = await virtualStaff()
  await signIn(world, 'tom')
  const { id } = world.staff.session()!
  await after(world, 6 * MINUTE)
  await signIn(world, 'tom')
  assert.equal(world.staff.session()?.id, id)
  assert.deepEqual(
    world.log.of('signed-in').map(({ how }) => how),
    ['sign-in', 'unlock'],
  )
  const presence = world.staff.presence()
  assert.ok(presence.kind === 'signed-in')
  assert.equal(presence.endsAt, START + 8 * 60 * MINUTE)
})

test('somebody else at a locked window takes over, and the one before is signed out first', async () => {
  const world = await virtualStaff()
  let left = 0
  world.staff.onLeave(() => (left += 1))
  await signIn(world, 'tom')
  await world.desk.lock()
  await signIn(world, 'olga')
  assert.equal(world.staff.session()?.person.id, 'olga')
  assert.deepEqual(world.log.of('signed-out'), [{ operator: 'tom', because: 'switched' }])
  assert.equal(left, 2, 'whatever hung on his being here was told, at the lock and at the end')
})

test('a failed try at a locked window leaves it locked for him who locked it', async () => {
  const world = await virtualStaff()
  await signIn(world, 'tom')
  await world.desk.lock()
  await assert.rejects(signIn(world, 'olga', 'not it, not at all'))
  assert.equal(kind(world), 'locked')
})

test('the window is locked also where the log cannot say so any more', async () => {
  const world = await virtualStaff()
  await signIn(world, 'tom')
  world.log.failing = 'session-locked'
  await world.desk.lock()
  assert.equal(kind(world), 'locked')
  assert.equal(world.notices.length, 1)
})

test('a policy makes the idle time shorter or longer, and a shift ends no later than after eight hours', async () => {
  const world = await virtualStaff()
  const two = { actors: ['anna', 'olga'], role: 'administrator+officer', session: null }
  await world.staff.personnel.setPolicy('idle-minutes', 2, two)
  await signIn(world, 'tom')
  await after(world, 2 * MINUTE)
  assert.equal(kind(world), 'locked')
  await assert.rejects(world.staff.personnel.setPolicy('shift-hours', 9, two), { code: 'custody/policy-range' })
})

test('a machine with swap is told of at sign-in, and refused where the policy says so', async () => {
  const world = await virtualStaff({ machine: () => ({ swap: true, hibernation: false }) })
  await signIn(world, 'tom')
  assert.equal((world.notices[0] as Fault).code, 'custody/swap')
  await world.desk.signOut()
  const one = { actors: ['anna'], role: 'administrator', session: null }
  await world.staff.personnel.setPolicy('swap', 1, one)
  await assert.rejects(signIn(world, 'tom'), { code: 'custody/swap' })
  assert.equal(world.staff.session(), null)
  assert.deepEqual(
    world.log.of('machine-checked').map(({ refused }) => refused),
    [false, true],
  )
})

test('while nobody is here, a record under a name is not possible', async () => {
  const world = await virtualStaff()
  assert.throws(() => world.staff.operator(), { code: 'custody/nobody' })
  await signIn(world, 'tom')
  assert.throws(() => world.staff.operator(), { code: 'custody/nobody' }, 'outside of any call')
  const by = await world.staff.act('job/start', {}, async () => world.staff.operator())
  assert.deepEqual([by.actors, by.role], [['tom'], 'technician'])
})

test('work goes on under the name of the one who began it, also after the window changed hands', async () => {
  const world = await virtualStaff()
  await signIn(world, 'tom')
  let go = () => {}
  const gate = new Promise<void>((resolve) => (go = resolve))
  const work = world.staff.act('job/start', {}, async () => {
    await gate
    return world.staff.operator().actors
  })
  await world.desk.lock()
  await signIn(world, 'olga')
  go()
  assert.deepEqual(await work, ['tom'])
})

test('in lab one person does it all, and nobody signs in', async () => {
  const world = await virtualStaff({ mode: 'lab', people: [] })
  assert.equal(world.staff.standing(), 'lab')
  const by = await world.staff.act('job/start', {}, async () => world.staff.operator())
  assert.deepEqual(by, { actors: ['lab'], role: 'lab', session: null })
  assert.ok(world.staff.may().includes('birth/begin'))
  assert.ok(!world.staff.may().includes('session/sign-in'))
  await assert.doesNotReject(world.staff.prove({ person: 'x', passphrase: PASSPHRASE, code: null }, 'component/enter'))
})
