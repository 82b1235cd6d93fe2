// A production station for the window's tests: born through the window by two people, in a state folder of the test's own.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { type LaunchedStation, launchStation } from './app.js'

export interface Someone {
  readonly id: string
  readonly name: string
  readonly passphrase: string
}
export const ZHANG: Someone = { id: 'zhang.wei', name: '张伟', passphrase: 'first administrator speaks' }
export const LI: Someone = { id: 'li.na', name: '李娜', passphrase: 'second administrator sings' }

export interface ProductionStation {
  /** The launch that is open now. */
  station: LaunchedStation
  readonly state: string
  /** The directory that the mark names. */
  directory(): string
  /** Closes the window and opens it again over the same directory. */
  again(): Promise<void>
  close(): Promise<void>
}

/** The lab's window, with everything it may write in a folder of its own. */
export async function beforeBirth(): Promise<ProductionStation> {
  const state = mkdtempSync(join(tmpdir(), 'kcv-state-'))
  const env = { XDG_STATE_HOME: state }
  const directory = () =>
    (JSON.parse(readFileSync(join(state, 'kcv-station', 'production'), 'utf8')) as { directory: string }).directory
  const production: ProductionStation = {
    station: await launchStation({ env }),
    state,
    directory,
    again: async () => {
      await production.station.close()
      production.station = await launchStation({ env, dataDir: directory() })
    },
    close: async () => {
      await production.station.close()
      rmSync(state, { recursive: true, force: true })
    },
  }
  return production
}

export const at = ({ station }: ProductionStation, testid: string) => station.page.getByTestId(testid)

/** Two people make a station, each with his own passphrase; it ends at the sign-in. */
export async function giveBirth(production: ProductionStation, kind: 'connected' | 'clear-capable'): Promise<void> {
  const on = (testid: string) => at(production, testid)
  await on('nav-admin').click()
  await on('birth-start').click()
  await on(`birth-kind-${kind}`).check()
  await on('birth-next').click()
  for (const [n, person] of [ZHANG, LI].entries()) {
    await expect(on('birth')).toHaveAttribute('data-step', String(n + 1))
    await on('founder-name').fill(person.name)
    await on('founder-id').fill(person.id)
    await on('founder-fresh').fill(person.passphrase)
    await on('founder-again').fill(person.passphrase)
    await on('founder-submit').click()
  }
  await expect(on('birth')).toHaveAttribute('data-step', '3')
  await on('birth-finish').click()
  await expect(on('sign-in')).toHaveAttribute('data-kind', 'nobody')
}

export async function enter(production: ProductionStation, person: Pick<Someone, 'id' | 'passphrase'>): Promise<void> {
  const on = (testid: string) => at(production, testid)
  await on('sign-in-person').fill(person.id)
  await on('sign-in-passphrase').fill(person.passphrase)
  await on('sign-in-submit').click()
  await expect(on('user-menu')).toHaveAttribute('data-person', person.id)
}

export async function leave(production: ProductionStation): Promise<void> {
  await at(production, 'user-menu').click()
  await at(production, 'user-sign-out').click()
  await expect(at(production, 'sign-in')).toHaveAttribute('data-kind', 'nobody')
}

/** The second person agrees to what is on the screen. */
export async function agree(production: ProductionStation, person: Someone): Promise<void> {
  const on = (testid: string) => at(production, testid)
  await on('second-person').fill(person.id)
  await on('second-passphrase').fill(person.passphrase)
  await on('second-agree').click()
}

/** Both administrators enrol somebody; @returns the one-time code that was handed over */
export async function enrol(
  production: ProductionStation,
  person: Pick<Someone, 'id' | 'name'>,
  role: string,
): Promise<string> {
  const on = (testid: string) => at(production, testid)
  await on('nav-admin').click()
  await on('admin-people').click()
  await on('enrol').click()
  await on('enrol-name').fill(person.name)
  await on('enrol-id').fill(person.id)
  await on('enrol-role').selectOption(role)
  await on('enrol-confirm').click()
  await agree(production, LI)
  const code = (await on('invitation-code').textContent())!.trim()
  await on('invitation-done').click()
  await expect(on(`person-${person.id}`)).toHaveAttribute('data-state', 'invited')
  return code
}

/** The enrolled person sets a passphrase of his own, and is signed in with it. */
export async function takeOver(production: ProductionStation, person: Someone, code: string): Promise<void> {
  const on = (testid: string) => at(production, testid)
  await on('sign-in-claim').click()
  await on('claim-person').fill(person.id)
  await on('claim-code').fill(code)
  await on('claim-fresh').fill(person.passphrase)
  await on('claim-again').fill(person.passphrase)
  await on('claim-submit').click()
  await expect(on('user-menu')).toHaveAttribute('data-person', person.id)
}

/** Lets time pass in main: the wall clock and the monotonic one are both put forward. */
export const passTime = ({ station }: ProductionStation, ms: number): Promise<void> =>
  station.app.evaluate((_electron, by) => {
    const [wall, mono] = [Date.now.bind(Date), performance.now.bind(performance)]
    Date.now = () => wall() + by
    performance.now = () => mono() + by
  }, ms)
