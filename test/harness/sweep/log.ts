// A real log for thousands of attempts: in memory, its calls without the thread pool, verified at the end.
import fs from 'node:fs'
import path from 'node:path'
import type { AuditClock } from '../../../electron/audit/clock.js'
import { createDirectory } from '../../../electron/audit/directory.js'
import { type FileDoor, realFiles } from '../../../electron/audit/files.js'
import { type AuditLog, openLog } from '../../../electron/audit/log.js'
import { verifyDirectory } from '../../../electron/audit/verify.js'
import type { Ticket } from '../../../electron/contract/ticket.js'
import { labOperator } from '../../../electron/custody/operator.js'
import type { AttemptLog } from '../../../electron/injection/append-port.js'

const app = 'kcv-station sweep'
const flags = { read: 'r', write: 'r+', create: 'wx+', replace: 'w+' } as const

/** On a file system in memory nothing waits for a medium. */
export const promptFiles: FileDoor = {
  ...realFiles,
  open: async (at, how) => fs.openSync(at, flags[how], 0o600),
  datasync: async (fd) => fs.fdatasyncSync(fd),
  truncate: async (fd, length) => fs.ftruncateSync(fd, length),
  close: async (fd) => fs.closeSync(fd),
  remove: async (at) => fs.unlinkSync(at),
  syncDirectory: async () => {},
}

/** For what comes before the attempt that is looked at: nothing of it is kept. */
export const noLog: AttemptLog = {
  append: async (type, body) => ({ type, body, seq: 0 }) as never,
  arm: async () => ({ record: { seq: 0 }, ticket: {} as Ticket }),
  order: async () => ({ record: { seq: 0 }, ticket: {} as Ticket }),
  qualified: () => false,
  loaded: () => null,
  issued: () => false,
  named: () => [],
  reserve: () => {},
  blockedBy: () => null,
}

export class SweepLog {
  private constructor(
    readonly dir: string,
    private readonly vkey: string,
    public log: AuditLog,
  ) {}

  static async create(more: { readonly files?: FileDoor; readonly clock?: AuditClock } = {}): Promise<SweepLog> {
    const root = fs.mkdtempSync(path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : '/tmp', 'kcv-sweep-'))
    const dir = path.join(root, 'station')
    const { vkey } = await createDirectory(dir, { mode: 'lab', app })
    return new SweepLog(dir, vkey, await openLog(dir, { app, files: promptFiles, ...more }))
  }

  /** Called before every record of an attempt. */
  onRecord: () => void = () => {}

  /** As a station lends it to an attempt. */
  readonly forAttempts: AttemptLog = {
    append: (type, body) => {
      this.onRecord()
      return this.log.append(type, body, labOperator)
    },
    arm: (body) => {
      this.onRecord()
      return this.log.arm(body, labOperator)
    },
    order: (body) => this.log.order(body, labOperator),
    qualified: (checking) => this.log.qualifications().holds(checking),
    loaded: (serial, usages) => this.log.attempts().loaded(serial, usages),
    named: () => this.log.attempts().named(),
    issued: (ksn) => this.log.attempts().issued().has(ksn),
    reserve: () => {},
    blockedBy: (...of) => this.log.attempts().blockedBy(...of)?.attempt ?? null,
  }

  /** Opens it once more, as after a crash. */
  async again(): Promise<void> {
    await this.log.close().catch(() => {})
    this.log = await openLog(this.dir, { app, files: promptFiles })
  }

  /** Closes it. @returns the verdict over the whole directory, which is then removed */
  async end(): Promise<string> {
    await this.log.close().catch(() => {})
    const { verdict } = await verifyDirectory(this.dir, { vkey: this.vkey })
    fs.rmSync(path.dirname(this.dir), { recursive: true, force: true })
    return verdict
  }
}
