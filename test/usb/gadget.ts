// Inside the guest: a USB serial device (CDC-ACM) made by the kernel, with the ids and the serial number that it is given.
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

export interface UsbIds {
  /** Four hex digits. */
  readonly vendorId: string
  readonly productId: string
  readonly manufacturer: string
  readonly product: string
}

const root = '/sys/kernel/config/usb_gadget/terminal'
const CONTROLLER = 'dummy_udc.0'

/** The device's own end, and what a computer sees of it. */
export const DEVICE_END = '/dev/ttyGS0'
export const COMPUTER_END = '/dev/ttyACM0'

const write = (name: string, text: string) => writeFileSync(`${root}/${name}`, text)

/** There is one; it is not plugged in yet. */
export function makeGadget({ vendorId, productId, manufacturer, product }: UsbIds): void {
  for (const name of ['strings/0x409', 'configs/c.1/strings/0x409', 'functions/acm.0'])
    mkdirSync(`${root}/${name}`, { recursive: true })
  write('idVendor', `0x${vendorId}`)
  write('idProduct', `0x${productId}`)
  write('strings/0x409/manufacturer', manufacturer)
  write('strings/0x409/product', product)
  write('configs/c.1/strings/0x409/configuration', 'CDC ACM')
  symlinkSync(`${root}/functions/acm.0`, `${root}/configs/c.1/acm.0`)
}

/** @param serial the serial number that USB tells */
export function plugIn(serial: string): void {
  write('strings/0x409/serialnumber', serial)
  write('UDC', CONTROLLER)
}

export const pullOut = (): void => write('UDC', '\n')

/** udev's note of it, by its device number; written once all that USB tells of it is known. */
const NOTED = '/run/udev/data/c166:0'

/** Waits until the computer's end is there and known to udev, or is gone. */
export async function seen(there: boolean): Promise<void> {
  while (existsSync(COMPUTER_END) !== there || existsSync(NOTED) !== there) await pause(20)
}
