// The monitor's view, asked for anew when the log grows, and while the history is being read.
import { useEffect, useState } from 'react'
import type { MonitorView } from '../../../electron/contract/monitor.js'
import { tell } from '../../state'

/** At most one question in this time, however fast the log grows. */
const PAUSE_MS = 500

export function useMonitor(size: number): MonitorView | null {
  const [monitor, show] = useState<MonitorView | null>(null)
  const [again, ask] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `size` and `again` are what say that there may be something new
  useEffect(() => {
    let current = true
    const timer = setTimeout(
      () => {
        void tell('monitor/view', {}).then((reply) => {
          if (!current || !reply.ok) return
          show(reply.value)
          // Sending takes its time, and leaves no record when it is done.
          if (reply.value.reading !== null || reply.value.syslog.waiting > 0) setTimeout(() => ask((n) => n + 1), 1000)
        })
      },
      monitor ? PAUSE_MS : 0,
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [size, again])
  return monitor
}
