// A diagnosis of one case, from its JSON, with the secrets counted.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Body, RecordType } from '../../electron/audit/bodies.js'
import type { registerBodies } from '../../electron/audit/register-bodies.js'
import { type DiagnosisReport, diagnose, readCase } from '../../electron/diagnosis/index.js'
import { liveSecrets } from '../../electron/keys/vault.js'

export const K = '0123456789ABCDEFFEDCBA9876543210'
export const R = '6AC292FAA1315B4D858AB3A3D7D5933A'
export const KEK = 'CA5D92598DCA48CE8A4C76361A9269E9'

/** A case of the reference key K that differs in nothing, with changes. */
export const kase = (change: object) => ({ method: 'tdes-zeros', expected: '08D7B4', reported: '08D7B4', ...change })
/** The same of R. */
export const kaseR = (change: object) => ({ method: 'tdes-zeros', expected: 'AF8C07', reported: 'AF8C07', ...change })

export async function diagnosed(text: object, { long = false } = {}): Promise<DiagnosisReport> {
  const before = liveSecrets()
  const report = await (async () => {
    using open = readCase(Buffer.from(JSON.stringify(text)), { lab: true })
    return (await diagnose(open.case, { keys: open.keys, tmk: open.tmk, long })).report
  })()
  assert.equal(liveSecrets(), before)
  return report
}

/** Names of the causes, best first. */
export const named = ({ causes }: DiagnosisReport): string[] => causes.map(({ cause }) => cause)
export const first = ({ causes }: DiagnosisReport) => causes[0]!

export interface Told {
  readonly when: string
  readonly text: object
  readonly cause: string
  readonly party: string
  /** Whether it is said with 0.9 or more. */
  readonly sure?: boolean
}

/** One test a row. */
export function tellsCauses(told: readonly Told[]): void {
  for (const { when, text, cause, party, sure } of told)
    test(`${cause}, where ${when}`, async () => {
      const report = await diagnosed(text)
      assert.deepEqual([first(report).cause, report.party], [cause, party], JSON.stringify(report.causes))
      if (sure !== undefined) assert.equal(first(report).confidence >= 0.9, sure, JSON.stringify(report.causes))
      assert.ok(
        report.plan.some(({ kind }) => kind === 'step') && report.plan.some(({ kind }) => kind === 'contingency'),
      )
    })
}

/** A record of each kind that a diagnosis leaves. */
export const diagnosisSamples = {
  'diagnosis-made': {
    attempt: 'at-1',
    serial: 'SN0001',
    party: 'operator',
    causes: [{ cause: 'component-duplicated', perMille: 990 }],
    searched: false,
    tried: 0,
  },
  'diagnosis-step': {
    diagnosis: 12,
    attempt: 'at-1',
    serial: 'SN0001',
    step: 'enter-all-components',
    kind: 'step',
    done: true,
  },
  'diagnosis-check': {
    diagnosis: 12,
    attempt: 'at-1',
    serial: 'SN0001',
    check: 'system/hardware',
    answers: [{ item: 'display', answer: 'ok' }],
  },
} as const satisfies Partial<{ readonly [Type in RecordType]: Body<Type> }>

/** One of each record that the register and the training bench leave. */
export const registerSamples = {
  'firmware-ruled': {
    model: 'K21',
    firmware: '1.0.3',
    rule: 'bad',
    reason: 'writes the slot after its answer',
    weakens: false,
    by: 'lab',
  },
  'change-entered': { entry: 'ch-0011223344', what: 'host', at: '2026-11-20', note: 'new host key', by: 'lab' },
  'change-withdrawn': { entry: 'ch-0011223344', reason: 'another branch', by: 'lab' },
  'dependency-set': { name: 'host', to: { host: 'host.example', port: 9000 }, by: 'lab' },
  'dependency-changed': { name: 'host', reachable: false, ms: null },
  'training-begun': { about: 'simulated terminals alone' },
  'practice-begun': {
    driver: 'newland-k21',
    behave: ['holds=zero-key'],
    cause: 'component-duplicated',
    port: '/tmp/kcv/k21-1',
    by: 'zhang',
  },
} as const satisfies { readonly [Type in keyof typeof registerBodies]: Body<Type> }
