// Inside the guest: a keypad that a test presses, and a display server that listens to it as a desktop would.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { type Keyboard, keyboards } from '../../electron/store-ports.js'
import { projectRoot } from '../harness/tree.js'

export interface Keypad {
  readonly found: Keyboard
  /** Presses keys by their codes, one after the other; back when the kernel has them all. */
  press(codes: readonly number[]): Promise<void>
  unplug(): Promise<void>
}

/** linux/input-event-codes.h */
const codes: Readonly<Record<string, number>> = {
  ...Object.fromEntries([...'1234567890'].map((digit, at) => [digit, 2 + at])),
  ...{ A: 30, B: 48, C: 46, D: 32, E: 18, F: 33 },
}
export const ENTER = 28
export const BACKSPACE = 14
export const LETTER_O = 24
export const codesOf = (hex: string): number[] => [...hex].map((digit) => codes[digit]!)

const NAME = 'Key loading keypad'

export async function plugKeypad(): Promise<Keypad> {
  const child = spawn('python3', [`${projectRoot}test/usb/keypad.py`, NAME, '1209', '4b43'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = createInterface({ input: child.stdout })
  const answers = said[Symbol.asyncIterator]()
  await answers.next()
  const look = () => keyboards().find(({ name, path }) => name === NAME && existsSync(path))
  while (!look()) await pause(50)
  return {
    found: look()!,
    press: async (pressed) => {
      child.stdin.write(`${pressed.join(' ')}\n`)
      await answers.next()
    },
    unplug: async () => {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}

export interface Desktop {
  /** How many key presses a program on this desktop has seen so far. */
  seen(): number
  close(): Promise<void>
}

const DISPLAY = ':7'
const configuration = (device: string) => `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "none"
  Driver "dummy"
EndSection
Section "InputDevice"
  Identifier "keypad"
  Driver "evdev"
  Option "Device" "${device}"
  Option "CoreKeyboard" "true"
EndSection
Section "ServerLayout"
  Identifier "desk"
  InputDevice "keypad" "CoreKeyboard"
EndSection
`

/** Xorg with the evdev driver on this keyboard, and `xinput test-xi2 --root` on it: it is told every key press there is. */
export async function openDesktop(keypad: Keypad, folder: string): Promise<Desktop> {
  const file = `${folder}/xorg.conf`
  writeFileSync(file, configuration(keypad.found.path))
  const words = [
    DISPLAY,
    '-config',
    file,
    '-logfile',
    `${folder}/xorg.log`,
    '-novtswitch',
    '-sharevts',
    '-nolisten',
    'tcp',
    '-ac',
    '-noreset',
  ]
  const server = spawn('/usr/lib/xorg/Xorg', words, { stdio: ['ignore', 'ignore', 'inherit'] })
  while (!existsSync(`/tmp/.X11-unix/X${DISPLAY.slice(1)}`)) {
    if (server.exitCode !== null) throw new Error(`Xorg ended with ${server.exitCode}`)
    await pause(100)
  }
  const watcher = spawn('stdbuf', ['-oL', 'xinput', 'test-xi2', '--root'], {
    env: { ...process.env, DISPLAY },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  watcher.stdout.on('data', (chunk) => (text += chunk))
  // It says nothing until there is something to say.
  while (!text.includes('RawKeyPress')) {
    await keypad.press(codesOf('1'))
    await pause(300)
  }
  const end = async (child: ChildProcess) => {
    child.kill()
    await once(child, 'exit')
  }
  return {
    seen: () => (text.match(/RawKeyPress/g) ?? []).length,
    close: async () => {
      await end(watcher)
      await end(server)
    },
  }
}
