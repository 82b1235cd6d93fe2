// A card reader in software: Debian's pcscd with vpcd, into whose TCP port a virtual card is plugged.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { VirtualCard } from './virtual-card.js'

/** The port of the first virtual reader; the second's is the next. From the package's own reader.conf.d/vpcd. */
const firstPort = 0x8c7b
export const readerNames = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const
const answerToReset = Buffer.from('3B80800101', 'hex')

/** Why there can be no virtual reader here; null where there can. */
export function noReaderBecause(): string | null {
  if (process.platform !== 'linux') return 'virtual readers are for Linux'
  if (process.getuid?.() !== 0) return 'the card service is started as root'
  if (spawnSync('pcscd', ['--version']).error) return 'the package pcscd is missing'
  if (!existsSync('/etc/reader.conf.d/vpcd')) return 'the package vsmartcard-vpcd is missing'
  return null
}

/** The card service, ended by `close`; one that runs already is used and left. */
export async function cardService(): Promise<{ close(): Promise<void> }> {
  const child: ChildProcess = spawn('pcscd', ['--foreground'], { stdio: 'ignore' })
  for (let tries = 0; !(await reached(firstPort)); tries++) {
    if (tries > 100) throw new Error('the card service did not start')
    await wait(50)
  }
  return {
    close: async () => {
      if (child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

const reached = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/** Puts the card into virtual reader 0 or 1. @returns how to take it out */
export async function plugIn(card: VirtualCard, reader: 0 | 1 = 0): Promise<{ takeOut(): Promise<void> }> {
  const socket = connect(firstPort + reader, '127.0.0.1')
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let waiting = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk])
    for (let length = lengthOf(waiting); length !== null; length = lengthOf(waiting)) {
      heard(card, socket, waiting.subarray(2, 2 + length))
      waiting = waiting.subarray(2 + length)
    }
  })
  return {
    takeOut: async () => {
      const closed = new Promise((resolve) => socket.once('close', resolve))
      socket.destroy()
      await closed
    },
  }
}

const lengthOf = (bytes: Buffer): number | null => {
  if (bytes.length < 2) return null
  const length = bytes.readUInt16BE(0)
  return bytes.length < 2 + length ? null : length
}

/** One byte is for the reader: 0 off, 1 on, 2 reset, 4 asks for the answer to reset. More are a command. */
function heard(card: VirtualCard, socket: Socket, message: Buffer): void {
  const answer = message.length > 1 ? card.answer(Buffer.from(message)) : message[0] === 4 ? answerToReset : null
  if (message.length === 1 && message[0] !== 4) card.reset()
  if (answer === null) return
  const length = Buffer.alloc(2)
  length.writeUInt16BE(answer.length)
  socket.write(Buffer.concat([length, answer]))
}
