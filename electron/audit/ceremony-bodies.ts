// Records of a key ceremony: who brought which component out of which bag, what its check value was, and who approved the
// key. Never a digit, nor how many were typed.
import { z } from 'zod'
import { componentSources, endings } from '../contract/ceremony.js'
import { algorithms } from '../contract/values.js'
import { count, id, kcv, kcvKind, kcvSource, keyRef, name, warnings } from './fields.js'

const of = { ceremony: id, ...keyRef, algorithm: z.enum(algorithms) }
const component = { ...of, component: count, components: count, custodian: name, bag: name.nullable() }

export const ceremonyBodies = {
  'ceremony-begun': z.strictObject({
    ...of,
    name,
    bytes: count,
    components: count,
    kcv: z.strictObject({ ...kcvKind, expected: kcv.nullable(), source: kcvSource }),
    printed: z.array(kcv.nullable()).max(9),
    /** Network interfaces that were up; production begins with none. */
    networks: z.array(name).max(32),
  }),
  /** `printed` is null where the custodian alone compared it with the letter. `differs`: taken although it is another. */
  'component-accepted': z.strictObject({
    ...component,
    /** The same for every ceremony of this key: who brought a component of it brings no other. */
    key: name,
    source: z.enum(componentSources),
    kcv,
    printed: kcv.nullable(),
    differs: z.boolean(),
    /** Who said twice to take it all the same; empty where it agrees. */
    taken: z.array(name).max(2),
  }),
  'component-refused': z.strictObject({ ...component, source: z.enum(componentSources), kcv, printed: kcv.nullable() }),
  'key-combined': z.strictObject({
    ...of,
    kcv: z.strictObject({ ...kcvKind, station: kcv, expected: kcv.nullable(), source: kcvSource }),
    agrees: z.boolean().nullable(),
    componentKcvs: z.array(kcv).max(9),
    custodians: z.array(name).max(9),
    warnings,
  }),
  'key-approved': z.strictObject({ ...of, kcv, by: name, loads: count, idleMinutes: count }),
  'ceremony-aborted': z.strictObject({ ...of, because: z.enum(endings), component: count }),
  'key-wiped': z.strictObject({ ...of, kcv, because: z.enum(endings), loads: count }),
} as const satisfies Record<string, z.ZodType>
