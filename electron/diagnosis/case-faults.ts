// What is wrong with a case that came in: a fault that names line, field and what was expected.
import type { z } from 'zod'
import { Fault } from '../contract/fault.js'
import { expectations } from './case.js'

/** Fields that hold a check value. */
const valueFields = [
  'expected',
  'station',
  'kcv',
  'previousKcv',
  'bdkKcv',
  'before',
  'tmkKcv',
  'hostTmkKcv',
  'pikKcv',
  'makKcv',
]

/** `slots[0].before` */
export const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text ? '.' : ''}${String(part)}`),
    '',
  )

function expectation(path: readonly PropertyKey[]): string {
  const nearest = path.findLast((part) => typeof part === 'string') as string | undefined
  if (nearest === undefined) return 'a case as one JSON object'
  if (nearest === 'reported' && path.length === 1) return expectations.reported!
  if (valueFields.includes(nearest) || nearest === 'reported') return expectations.value!
  if (nearest === 'field62') return 'field 62 in hex: 24, 40, 56, 60 or 84 bytes'
  return expectations[nearest] ?? 'as docs/diagnosis.md says'
}

/** The first thing that is wrong, innermost where several shapes were possible. */
export function caseFault(issue: z.core.$ZodIssue, lineOf: (path: readonly PropertyKey[]) => number): Fault {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    const place = [...path, issue.keys[0]!]
    return new Fault('input/unknown-field', {
      line: lineOf(place),
      field: fieldName(place),
      expected: 'only the fields a case has',
    })
  }
  const missing = issue.code === 'invalid_type' && /undefined/.test(issue.message)
  return new Fault(missing ? 'input/missing-field' : 'input/bad-field', {
    line: lineOf(path),
    field: fieldName(path),
    expected: expectation(path),
  })
}
