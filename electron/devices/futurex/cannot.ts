// The fault of a request that does not fit this family.
import { Fault } from '../../contract/fault.js'
import type { KeyUsage } from '../../contract/values.js'

export const ID = 'futurex'

export const cannot = ({ usage }: { readonly usage: KeyUsage }, field: string, expected: string): Fault =>
  new Fault('devices/cannot-load', { driver: ID, usage, field, expected })
