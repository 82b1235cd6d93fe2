// The line under the header: which screen, the newest notice in its own reserved place, the screen's own buttons.
import type { ReactNode } from 'react'
import type { FaultView } from '../../electron/contract/fault.js'
import { NoticeLine } from './notice-line'
import css from './screen-bar.module.css'

interface Props {
  readonly title: string
  readonly about: string
  readonly notices: readonly FaultView[]
  readonly children?: ReactNode
}

export const ScreenBar = ({ title, about, notices, children }: Props) => (
  <div className={css.bar}>
    <h1 className={css.title}>{title}</h1>
    <span className={css.about}>{about}</span>
    <NoticeLine notices={notices} />
    <div className={css.tools}>{children}</div>
  </div>
)
