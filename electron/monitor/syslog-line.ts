// The way to a syslog server: a datagram each (RFC 5426) or one stream with counted octets (RFC 6587 3.4.1).
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import type { SyslogTarget } from '../contract/monitor.js'

const DEADLINE_MS = 5_000

/**
 * Sends one message. Over TCP it resolves when the server's machine has taken the bytes; over UDP when they were sent,
 * which says nothing of their arrival.
 */
export const sendSyslog = (to: SyslogTarget, message: string): Promise<void> => ways[to.protocol](to, message)

const ways: Readonly<Record<SyslogTarget['protocol'], (to: SyslogTarget, message: string) => Promise<void>>> = {
  udp: ({ host, port }, message) =>
    new Promise((resolve, reject) => {
      const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
      const timer = setTimeout(() => done(new Error('ETIMEDOUT')), DEADLINE_MS)
      const done = (error: Error | null) => {
        clearTimeout(timer)
        socket.removeAllListeners()
        // A late answer to a failed look-up must not end the process.
        socket.on('error', () => {})
        socket.close()
        if (error) reject(error)
        else resolve()
      }
      socket.once('error', done)
      socket.send(message, port, host, done)
    }),
  tcp: ({ host, port }, message) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port })
      const bytes = Buffer.from(message, 'utf8')
      socket.setTimeout(DEADLINE_MS, () => socket.destroy(new Error('ETIMEDOUT')))
      socket.once('error', reject)
      socket.once('close', (failed) => {
        if (!failed) resolve()
      })
      socket.end(Buffer.concat([Buffer.from(`${bytes.length} `, 'latin1'), bytes]))
      socket.resume()
    }),
}
