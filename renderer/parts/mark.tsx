// One shape for each tone, so that a verdict is told apart without its colour.
import type { ReactElement } from 'react'
import type { Tone } from './tone'

const shapes: Readonly<Record<Tone, ReactElement>> = {
  good: (
    <>
      <circle cx="12" cy="12" r="10" fill="currentColor" stroke="none" />
      <path d="M7 12.5l3.4 3.4L17.2 9" className="cut" />
    </>
  ),
  bad: (
    <>
      <path d="M7.8 2h8.4L22 7.8v8.4L16.2 22H7.8L2 16.2V7.8z" fill="currentColor" stroke="none" />
      <path d="M8.2 8.2l7.6 7.6M15.8 8.2l-7.6 7.6" className="cut" />
    </>
  ),
  warn: (
    <>
      <path d="M12 2.4l10.4 18.4H1.6z" fill="currentColor" stroke="none" />
      <path d="M12 9v5.4M12 17.6v.2" className="cut" />
    </>
  ),
  unknown: (
    <>
      <path d="M12 1.4L22.6 12 12 22.6 1.4 12z" fill="currentColor" stroke="none" />
      <path d="M9.3 9.6c.3-3.3 5.5-3.1 5.2.1-.2 1.9-2.5 2-2.5 4.2M12 17v.2" className="cut" />
    </>
  ),
  idle: <circle cx="12" cy="12" r="8.6" strokeDasharray="3.4 3.2" />,
  busy: (
    <>
      <circle cx="12" cy="12" r="9" opacity="0.3" />
      <path d="M12 3a9 9 0 0 1 9 9" className="turning" />
    </>
  ),
}

export const Mark = ({ tone, size = 20 }: { readonly tone: Tone; readonly size?: number }) => (
  <svg
    className="mark"
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {shapes[tone]}
  </svg>
)
