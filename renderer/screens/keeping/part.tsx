// One section of the drawer: what it is for, what can be done, what came of it or why not.
import type { ReactNode } from 'react'
import type { FaultView } from '../../../electron/contract/fault.js'
import { Sentence } from '../../parts/sentence'
import { useText } from '../../text/use-text'
import css from './keeping.module.css'

interface Props {
  readonly title: string
  readonly about: string
  readonly testid: string
  readonly fault: FaultView | null
  readonly children: ReactNode
}

export function Part({ title, about, testid, fault, children }: Props) {
  const { say, shell } = useText()
  return (
    <section className={css.part} data-testid={testid} data-fault={fault?.code}>
      <h3>{title}</h3>
      <p className={css.about}>{about}</p>
      {children}
      <div role="alert">
        {fault ? (
          <p className={css.fault} data-testid={`${testid}-fault`}>
            <Sentence text={say(fault.message)} /> <strong>{shell.next[fault.next]}</strong>
          </p>
        ) : null}
      </div>
    </section>
  )
}
