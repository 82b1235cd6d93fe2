// What the fields of a record may hold: bounded text, ids, check values, hashes, devices, slots.
import { z } from 'zod'
import {
  algorithms,
  boundKcvMethodNames,
  expectedSources,
  kcvMethodNames,
  keyUsages,
  materialForms,
  provenances,
  verdicts,
} from '../contract/values.js'
import { isStored, longestText } from './tidy.js'

export const text = z.string().max(longestText).refine(isStored, 'control characters, or not in NFC')
export const name = text.min(1)
export const id = z.string().regex(/^[A-Za-z0-9_./-]{1,80}$/)
export const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
export const count = z.int().min(0)
export const sha256 = z.string().regex(/^[0-9A-F]{64}$/)
export const vkey = z.string().regex(/^[^\s+]{1,120}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/)

/** A key serial number: 10 bytes for TDES, 12 for AES. */
export const ksn = z.string().regex(/^(?:[0-9A-F]{20}|[0-9A-F]{24})$/)
/** A check value: whole bytes in upper-case hex, 8 at most. */
export const kcv = z.string().regex(/^(?:[0-9A-F]{2}){1,8}$/)
export const slot = z.int().min(0).max(0xffff)
export const warnings = z.array(name).max(64)

export const slotRef = { slot, usage: z.enum(keyUsages) }
export const keyRef = { label: name, ...slotRef }
export const keyKind = { ...keyRef, algorithm: z.enum(algorithms), form: z.enum(materialForms) }
export const kcvKind = { method: z.enum([...kcvMethodNames, ...boundKcvMethodNames]), bytes: z.int().min(1).max(8) }
export const kcvSource = z.enum(expectedSources).nullable()

/** What a key's check value should be, and what the station computed. */
export const expectedKcv = z.strictObject({
  ...kcvKind,
  expected: kcv.nullable(),
  expectedSource: kcvSource,
  station: kcv.nullable(),
})

/** KcvComparison of the contract. */
export const comparison = z.strictObject({
  label: name,
  slot,
  expected: kcv.nullable(),
  expectedSource: kcvSource,
  station: kcv.nullable(),
  reported: kcv.nullable(),
  ...kcvKind,
  provenance: z.enum(provenances),
  verdict: z.enum(verdicts),
})

export const device = z.strictObject({
  family: name,
  serial: name.nullable(),
  serialSource: z.enum(['read', 'scanned', 'authenticated']).nullable(),
  model: text.nullable(),
  firmware: text.nullable(),
  tampered: z.boolean().nullable(),
})

export const slotState = z.strictObject({
  ...slotRef,
  state: z.enum(['empty', 'filled', 'unknown']),
  kcv: kcv.nullable(),
})
export const slots = z.array(slotState).max(512)
