// How good the line to a terminal was: one small figure, and every count behind it.
import type { LineFigures } from '../../electron/contract/values.js'
import { useText } from '../text/use-text'
import css from './line-quality.module.css'

/** Any of these above zero is worth a look at the cable. */
const troubles = ['garbageBytes', 'badChecksums', 'strayReplies', 'retries', 'resyncs', 'timeouts'] as const

export const troublesOf = (line: LineFigures): number => troubles.filter((name) => line[name] > 0).length

export function LineQuality({ line, small }: { readonly line: LineFigures; readonly small: boolean }) {
  const { bench, count } = useText()
  const troubled = troublesOf(line) > 0
  const { lineQuality: words } = bench
  const lines = [
    `${words.replies} ${count(line.replies)} · p50 ${milliseconds(line.replyP50Ms)} · p95 ${milliseconds(line.replyP95Ms)}`,
    `${words.bytes} ${count(line.txBytes)} / ${count(line.rxBytes)}`,
    ...troubles.filter((name) => line[name] > 0).map((name) => `${words[name]} ${count(line[name])}`),
  ]
  return (
    <span
      className={css.figure}
      title={[troubled ? words.poor : words.good, ...lines].join('\n')}
      data-tone={troubled ? 'warn' : 'good'}
      data-testid="line-quality"
      data-troubles={troublesOf(line)}
      role="img"
      aria-label={[troubled ? words.poor : words.good, ...lines].join(', ')}
    >
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {troubled ? <path d="M0 6h2l2-4 2 8 2-6 1 2h3" /> : <path d="M0 6h12" />}
      </svg>
      {small || line.replyP50Ms === null ? null : milliseconds(line.replyP50Ms)}
    </span>
  )
}

const milliseconds = (ms: number | null): string => (ms === null ? '–' : `${ms} ms`)
