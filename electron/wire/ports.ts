// The serial ports this machine has, with what USB says of each.
import { SerialPort } from 'serialport'
import { Fault } from '../contract/fault.js'
import type { PortInfo } from '../contract/values.js'
import { reason } from './open-fault.js'
import { within } from './within.js'

const LIST_MS = 10_000

/**
 * In the order of their paths. On Linux the list comes from `udevadm`.
 * @throws wire/cannot-list where it cannot be had; a port can still be named by its path
 */
export async function listPorts(): Promise<PortInfo[]> {
  const found = await within(LIST_MS, SerialPort.list()).catch((error: unknown) => {
    throw new Fault('wire/cannot-list', { because: reason(error) }, { cause: error })
  })
  return found
    .map(({ path, vendorId, productId, serialNumber, locationId }) => ({
      path,
      vendorId: vendorId?.toLowerCase() ?? null,
      productId: productId?.toLowerCase() ?? null,
      serialNumber: serialNumber ?? null,
      ...(locationId ? { place: locationId } : {}),
    }))
    .sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
}
