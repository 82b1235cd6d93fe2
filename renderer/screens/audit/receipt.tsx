// The receipt of an attempt: made when asked for, shown as code and text, put on paper. Where there is none, it says why.
import { Button, Group } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { FaultView } from '../../../electron/contract/fault.js'
import type { ReceiptForm, ReceiptView } from '../../../electron/contract/keeping-views.js'
import { tell, useWindowState } from '../../state'
import { useText } from '../../text/use-text'
import css from './receipt.module.css'
import { ReceiptCode } from './receipt-code'

export function Receipt({ attempt }: { readonly attempt: string }) {
  const { keeping, say } = useText()
  const { view } = useWindowState()
  const [receipt, show] = useState<ReceiptView | null>(null)
  const [fault, complain] = useState<FaultView | null>(null)
  const [saved, save] = useState<string | null>(null)
  const isLab = view?.mode === 'lab'
  const busy = view?.log.paper !== null
  const words = keeping.receipt
  useEffect(() => {
    show(null)
    complain(null)
    save(null)
    if (!isLab) return
    let current = true
    // Refused at once and without reading the log: main has the words for it.
    void tell('audit/receipt', { attempt }, { quiet: true }).then((reply) => {
      if (current && !reply.ok) complain(reply.fault)
    })
    return () => {
      current = false
    }
  }, [attempt, isLab])
  const make = async () => {
    const reply = await tell('audit/receipt', { attempt }, { quiet: true })
    if (reply.ok) show(reply.value)
    complain(reply.ok ? null : reply.fault)
  }
  const print = async (form: ReceiptForm) => {
    save(null)
    const reply = await tell('audit/receipt-paper', { attempt, form }, { quiet: true })
    complain(reply.ok ? null : reply.fault)
    if (reply.ok) save(reply.value?.file ?? null)
  }
  return (
    <section
      className={css.receipt}
      data-testid="audit-receipt"
      data-state={receipt ? 'shown' : (fault?.code ?? 'none')}
    >
      <h3>{words.title}</h3>
      <p className={css.about}>{words.about}</p>
      {fault ? <p className={css.fault}>{say(fault.message)}</p> : null}
      {receipt ? <Shown receipt={receipt} /> : null}
      {isLab ? null : (
        <Group gap={8} mt={6}>
          {receipt ? null : (
            <Button size="compact-sm" disabled={busy} data-testid="receipt-show" onClick={() => void make()}>
              {words.show}
            </Button>
          )}
          {(['page', 'label'] as const).map((form) => (
            <Button
              key={form}
              size="compact-sm"
              variant="default"
              disabled={busy}
              data-testid={`receipt-${form}`}
              onClick={() => void print(form)}
            >
              {words[form]}
            </Button>
          ))}
        </Group>
      )}
      <p className={css.about} role="status" data-testid="receipt-saved">
        {saved === null ? '' : words.saved(saved)}
      </p>
    </section>
  )
}

function Shown({ receipt }: { readonly receipt: ReceiptView }) {
  const { keeping } = useText()
  const words = keeping.receipt
  return (
    <div className={css.shown}>
      <ReceiptCode code={receipt.page} label={words.code} />
      <dl className={css.fields}>
        {receipt.fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details className={css.word}>
        <summary>{words.text}</summary>
        <code data-testid="receipt-word">{receipt.word}</code>
      </details>
    </div>
  )
}
