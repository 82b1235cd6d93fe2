// What the operating system said when a port would not open, as a fault.
import { Fault } from '../contract/fault.js'
import type { FaultCode } from '../contract/fault-table.js'

// serialport gives no errno, only strerror's sentence, and a window process runs in the user's locale: the sentences
// are those of glibc in English and in Chinese. "Cannot lock port" is serialport's own (flock).
const sentences: readonly (readonly [RegExp, FaultCode])[] = [
  [/Cannot lock port|Device or resource busy|设备或资源忙/, 'wire/busy'],
  [/No such file or directory|没有那个文件或目录|No such device|没有那个设备/, 'wire/no-port'],
  [/Permission denied|Operation not permitted|权限不够|不允许的操作/, 'wire/no-permission'],
]

/** @param error what serialport threw @returns wire/busy, wire/no-port, wire/no-permission or wire/open-failed */
export function openFault(port: string, error: unknown): Fault {
  const text = error instanceof Error ? error.message : ''
  const code = sentences.find(([pattern]) => pattern.test(text))?.[1] ?? 'wire/open-failed'
  return new Fault(code, { port, because: reason(error) }, { cause: error })
}

/** A name for an operating system's or serialport's error; never more of its text than its first clause. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as NodeJS.ErrnoException
  return typeof code === 'string' ? code : (error.message.replace(/^Error:? /, '').split(',')[0] ?? '').slice(0, 60)
}
