// A reporter for node:test inside the guest: one JSON line a test, through a serial port to the host.
import type { TestEvent } from 'node:test/reporters'
import type { GuestResult } from './guest.js'

export default async function* resultLines(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) if (event.type === 'test:pass' || event.type === 'test:fail') yield line(event)
}

function line({ type, data }: Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>): string {
  const skipped = data.skip !== undefined || data.todo !== undefined
  const error = type === 'test:fail' ? data.details.error : undefined
  const result: GuestResult = {
    name: data.name,
    outcome: skipped ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed',
    seconds: data.details.duration_ms / 1000,
    ...(error ? { because: String((error.cause as Error | undefined)?.stack ?? error) } : {}),
  }
  return `${JSON.stringify(result)}\n`
}
