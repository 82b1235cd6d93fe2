// The ceremonies joined to the station: its log, its bench, its keyboards, and who is signed in.
import { networkInterfaces } from 'node:os'
import type { AuditLog } from './audit/log.js'
import { Ceremonies } from './ceremony/ceremonies.js'
import type { CeremonyDoors, OfferedKey } from './ceremony/doors.js'
import { planOf, readPlan } from './ceremony/plan.js'
import { practiceCeremony } from './ceremony/practice.js'
import type { KeyPress } from './ceremony/press.js'
import type { CeremonyKeyView, CeremonyView, KeypadView } from './contract/ceremony.js'
import { Fault } from './contract/fault.js'
import type { KeyProfileName } from './contract/values.js'
import type { Operator } from './custody/operator.js'
import type { Bench } from './injection/bench.js'
import { heldProfile } from './injection/held-profile.js'
import type { CeremonyHandlerDoors } from './ipc/ceremony-handlers.js'
import { openKeypad } from './keys/keypad.js'
import type { Station } from './station.js'
import { readSettings, readWhole, writeSettings } from './store.js'
import { type Keyboard, keyboards } from './store-ports.js'

export interface CeremonyDeskDoors {
  readonly log: Pick<AuditLog, 'mode' | 'append'>
  /** Of the data directory. */
  readonly profile: KeyProfileName
  /** @throws ceremony/combine-off, ceremony/block-only */
  readonly mayCombine: () => void
  readonly who: () => Operator | null
  readonly mayEnter: CeremonyDoors['mayEnter']
  readonly bench: Bench
  readonly settingsFile: string
  readonly pickFile: () => Promise<string | null>
  readonly readCard: CeremonyDoors['readCard']
  readonly capture: (heard: (press: KeyPress) => void) => Promise<() => void>
  readonly changed: () => void
  readonly notice: (error: unknown) => void
}

/** In place of a value that nobody may see now. */
const WITHHELD = '······'
/** How often the kernel is asked which keyboards there are. */
const LOOK_MS = 2_000

export class CeremonyDesk {
  readonly ceremonies: Ceremonies
  #keyboards: readonly Keyboard[] = keyboards()
  #looked = Date.now()
  #files = 0

  constructor(private readonly doors: CeremonyDeskDoors) {
    const { log, bench, profile } = doors
    const { mode } = log
    this.ceremonies = new Ceremonies(
      {
        mode,
        profile,
        append: (type, body) => log.append(type, body, doors.who() ?? theStation),
        who: doors.who,
        mayEnter: doors.mayEnter,
        mayCombine: doors.mayCombine,
        networks: networksUp,
        keys: {
          keypads: () => this.#keypads(),
          designated: () => this.#designated(),
          designate: (id) => this.#designate(id),
          open: () => openKeypad(this.#path()),
        },
        capture: doors.capture,
        pickComponent: async () => {
          const path = await doors.pickFile()
          return path === null ? null : readWhole(path)
        },
        readCard: doors.readCard,
        now: Date.now,
        after: (ms, then) => {
          const timer = setTimeout(then, ms)
          return () => clearTimeout(timer)
        },
        changed: doors.changed,
        notice: doors.notice,
        offer: (offered) => bench.profiles.offer(heldProfile(offerOf(offered), mode)),
        withdraw: (id) => bench.withdraw(id),
      },
      mode === 'lab' ? [planOf('practice', practiceCeremony, mode, profile)] : [],
    )
  }

  /** Ports and keyboards are looked at together; seldom, for people plug a keypad in once. */
  look(): void {
    if (Date.now() - this.#looked < LOOK_MS) return
    this.#looked = Date.now()
    const now = keyboards()
    if (JSON.stringify(now) === JSON.stringify(this.#keyboards)) return
    this.#keyboards = now
    this.doors.changed()
  }

  /** @param beingRead two people read a value off a terminal: what they should find is shown nowhere meanwhile */
  view(beingRead: boolean): CeremonyView {
    const view = this.ceremonies.view()
    if (!beingRead) return view
    const unseen = <One extends { readonly key: CeremonyKeyView }>(one: One): One => ({
      ...one,
      key: { ...one.key, expected: null },
    })
    return {
      ...view,
      profiles: view.profiles.map(unseen),
      running: view.running && { ...unseen(view.running), combined: null },
      held: view.held.map((one) => ({ ...unseen(one), kcv: WITHHELD })),
    }
  }

  readonly handlers: CeremonyHandlerDoors = {
    begin: (profile) => this.ceremonies.begin(profile),
    open: () => this.#openFile(),
    bring: (source, bag) => this.ceremonies.bring(source, bag),
    finish: () => this.ceremonies.finish(),
    clear: () => this.ceremonies.clear(),
    confirm: () => this.ceremonies.confirm(),
    differs: () => this.ceremonies.differs(),
    again: () => this.ceremonies.again(),
    take: () => this.ceremonies.take(),
    approve: () => this.ceremonies.approve(),
    abort: () => this.ceremonies.abort(),
    wipe: (key) => this.ceremonies.wipe(key),
    keypad: (id) => this.#designate(id),
  }

  async #openFile(): Promise<string | null> {
    const path = await this.doors.pickFile()
    if (path === null) return null
    const { mode } = this.doors.log
    const plan = readPlan(`file-${++this.#files}`, readWhole(path), mode, this.doors.profile)
    this.ceremonies.addPlan(plan)
    return plan.id
  }

  #keypads(): readonly KeypadView[] {
    return this.#keyboards.map(({ id, name }) => ({ id, name }))
  }
  #designated(): string | null {
    const { keypad } = readSettings(this.doors.settingsFile)
    return typeof keypad === 'string' ? keypad : null
  }
  #designate(id: string | null): void {
    if (id !== null && !keyboards().some((one) => one.id === id)) throw new Fault('ceremony/no-keypad', { keypad: id })
    writeSettings(this.doors.settingsFile, { keypad: id })
    this.doors.changed()
  }
  /** @throws ceremony/no-keypad */
  #path(): string {
    const id = this.#designated()
    const found = keyboards().find((one) => one.id === id)
    if (!found) throw new Fault('ceremony/no-keypad', { keypad: id })
    return found.path
  }
}

const offerOf = ({ id, plan: { name, key, kcv }, key: held, spend }: OfferedKey) => ({
  id,
  name,
  key: {
    label: key.label,
    slot: key.slot,
    usage: key.usage,
    algorithm: key.algorithm,
    kcv: {
      method: kcv.method,
      bytes: kcv.bytes,
      expected: kcv.expected?.hex ?? null,
      ...(kcv.source && kcv.source !== 'station' ? { source: kcv.source } : {}),
    },
  },
  held,
  spend,
})

/** Node lists interfaces that are up and have an address. */
const networksUp = (): readonly string[] =>
  Object.entries(networkInterfaces()).flatMap(([name, of]) => (of?.some(({ internal }) => !internal) ? [name] : []))

/**
 * The third way of a key to a device: off in production until the policy that two people changed says otherwise, and never
 * where the station was born to be connected. @throws ceremony/combine-off, ceremony/block-only
 */
export function assertCombining({ log, people }: Pick<Station, 'log' | 'people'>): void {
  if (log.mode === 'lab') return
  if (people.network !== 'clear-capable') throw new Fault('ceremony/block-only')
  if (people.policy('station-combine') === 0) throw new Fault('ceremony/combine-off')
}

/** Where nobody is signed in any more: what is wiped then has no other author. */
const theStation: Operator = { actors: [], role: 'station', session: null }
