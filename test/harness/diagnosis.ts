// A diagnosis of one case, from its JSON, with the secrets counted.
import assert from 'node:assert/strict'
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
