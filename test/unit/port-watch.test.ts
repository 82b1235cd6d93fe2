// What is plugged in: the kernel's tree as a folder of the test's own.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { PortInfo } from '../../electron/contract/values.js'
import { PortWatch } from '../../electron/port-watch.js'
import { usbSerialPorts } from '../../electron/store-ports.js'

const folder = (t: TestContext): string => {
  const made = mkdtempSync(join(tmpdir(), 'kcv-watch-'))
  t.after(() => rmSync(made, { recursive: true, force: true }))
  return made
}
/** As Linux shows a port: /sys/class/tty/NAME/device leads to the USB interface, or below it. */
function plug(root: string, name: string, place: string, ids: Readonly<Record<string, string>>, below = ''): void {
  const device = join(root, 'devices', 'pci0000:00', 'usb1', place.split(':')[0]!)
  const at = join(device, place, below)
  mkdirSync(at, { recursive: true })
  for (const [what, text] of Object.entries(ids)) writeFileSync(join(device, what), `${text}\n`)
  mkdirSync(join(root, 'class', 'tty', name), { recursive: true })
  symlinkSync(at, join(root, 'class', 'tty', name, 'device'))
}

test('a CDC-ACM terminal is found with its ids, its serial number and its socket', (t) => {
  const root = folder(t)
  plug(root, 'ttyACM0', '1-1.2:1.0', { idVendor: '1eab', idProduct: '0c26', serial: 'N7K21' })
  assert.deepEqual(usbSerialPorts(root), [
    { path: '/dev/ttyACM0', vendorId: '1eab', productId: '0c26', serialNumber: 'N7K21', place: '1-1.2:1.0' },
  ])
})
test('an adapter hangs one step deeper, and one without a serial number has none', (t) => {
  const root = folder(t)
  plug(root, 'ttyUSB10', '2-1.4.3:1.0', { idVendor: '0403', idProduct: '6001' }, 'ttyUSB10')
  plug(root, 'ttyUSB2', '2-1.4.2:1.0', { idVendor: '0403', idProduct: '6001' }, 'ttyUSB2')
  assert.deepEqual(
    usbSerialPorts(root)?.map(({ path, place, serialNumber }) => [path, place, serialNumber]),
    [
      ['/dev/ttyUSB2', '2-1.4.2:1.0', null],
      ['/dev/ttyUSB10', '2-1.4.3:1.0', null],
    ],
  )
})
test("the board's own ports and consoles are nobody's plugged terminals", (t) => {
  const root = folder(t)
  for (const name of ['ttyS0', 'tty1', 'console']) mkdirSync(join(root, 'class', 'tty', name), { recursive: true })
  const platform = join(root, 'devices', 'platform', 'serial8250')
  mkdirSync(platform, { recursive: true })
  symlinkSync(platform, join(root, 'class', 'tty', 'ttyS0', 'device'))
  assert.deepEqual(usbSerialPorts(root), [])
})
test('where there is no such tree, that is said', (t) => {
  assert.equal(usbSerialPorts(join(dirname(folder(t)), 'nowhere')), null)
})

const acm: PortInfo = { path: '/dev/ttyACM0', vendorId: '1eab', productId: '1', serialNumber: null, place: '1-1:1.0' }
test('a port counts from the second look on, with the families its ids suggest', () => {
  let usb: readonly PortInfo[] = []
  const watch = new PortWatch({ usb: () => usb, list: async () => [], terminals: () => [] })
  assert.deepEqual(watch.look(), [])
  usb = [acm]
  assert.deepEqual(watch.look(), [])
  assert.deepEqual(watch.look(), [
    { path: '/dev/ttyACM0', place: '1-1:1.0', drivers: ['newland-k21'], simulated: false },
  ])
  usb = []
  assert.deepEqual(watch.look(), [])
})
test('the same name at another socket is another port, and counts anew', () => {
  let usb = [acm]
  const watch = new PortWatch({ usb: () => usb, list: async () => [], terminals: () => [] })
  watch.look()
  usb = [{ ...acm, place: '1-2:1.0' }]
  assert.deepEqual(watch.look(), [])
  assert.equal(watch.look()[0]?.place, '1-2:1.0')
})
test('where the system keeps no tree, the ports are listed now and then', async () => {
  let lists = 0
  const list = async () => {
    lists++
    return [{ ...acm, path: 'COM3', place: 'Port_#0002' }]
  }
  const watch = new PortWatch({ usb: () => null, list, terminals: () => [] })
  for (let look = 0; look < 10; look++) {
    watch.look()
    await Promise.resolve()
  }
  assert.equal(lists, 2)
  assert.equal(watch.look()[0]?.path, 'COM3')
})
test('a simulated terminal says its family itself', () => {
  const terminals = () => [{ path: '/run/t/pax-d.SIM1', driver: 'pax-d' }]
  const watch = new PortWatch({ usb: () => [], list: async () => [], terminals })
  watch.look()
  assert.deepEqual(watch.look(), [
    { path: '/run/t/pax-d.SIM1', place: 'simulated:/run/t/pax-d.SIM1', drivers: ['pax-d'], simulated: true },
  ])
})
