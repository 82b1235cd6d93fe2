// The part of the log that an attempt may use.
import type { Body, Burnt, CallersType, Checking, RecordOf } from '../audit/log.js'
import type { FirmwareVerdict } from '../audit/register.js'
import type { Ticket } from '../contract/ticket.js'
import type { DeviceIdentity, KeyUsage } from '../contract/values.js'

export interface AttemptLog {
  /** Durable when it resolves. @throws audit/… where the log cannot be written */
  append<Type extends CallersType>(type: Type, body: Body<Type>): Promise<RecordOf<Type>>
  /** The armed record and the ticket it is worth. @throws injection/blocked, audit/… */
  arm(body: Body<'attempt-armed'>): Promise<{ readonly record: { readonly seq: number }; readonly ticket: Ticket }>
  /** As `arm`, for a change that loads no key. */
  order(body: Body<'order-armed'>): Promise<{ readonly record: { readonly seq: number }; readonly ticket: Ticket }>
  /** The open attempt that blocks this device, told by its port where it has no serial number; null where it is free. */
  blockedBy(serial: string | null, port: string, scanned?: boolean): string | null
  /** Whether the log holds the list of serial numbers with this hash; no lists are told where it is absent. */
  listed?(sha256: string): boolean
  /** Whether a negative probe has shown that such a device compares what it is sent on such a load. */
  qualified(checking: Checking): boolean
  /** What the version table says of the device's firmware; null where it says nothing. No table is kept where it is absent. */
  firmware?(device: DeviceIdentity): FirmwareVerdict | null
  /** Slot of the latest key of one of these usages that went into the device and was taken; null where there is none. */
  loaded(serial: string | null, usages: readonly KeyUsage[]): number | null
  /** Whether an initial key with this key serial number was ever armed. */
  issued(ksn: string): boolean
  /** Every key serial number that an attempt was ever meant to load, this run's included: the station issues none of them anew. */
  named(): Iterable<string>
  /** Numbers that count as issued after those named by then: records of them were lost. */
  readonly burnt?: () => readonly Burnt[]
  /** From now on it counts as issued: two ports of one run never both find it free. */
  reserve(ksn: string): void
}
