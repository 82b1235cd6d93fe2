// A receipt on paper: on a page to be filed, or on a label of 62 × 29 mm that stays with the terminal.
import type { ReceiptForm, ReceiptView } from '../../../electron/contract/keeping-views.js'
import { useText } from '../../text/use-text'
import { ReceiptCode } from './receipt-code'
import css from './receipt-paper.module.css'

interface Props {
  readonly receipt: ReceiptView
  readonly form: ReceiptForm
}

/** Outcome, device, key, check value, time and record: what fits beside the code. */
const ON_LABEL = 6

export function ReceiptPaper({ receipt, form }: Props) {
  const { keeping } = useText()
  const words = keeping.receipt
  const fields = form === 'label' ? receipt.fields.slice(0, ON_LABEL) : receipt.fields
  return (
    <main className={`paper ${css[form]}`}>
      <ReceiptCode code={receipt[form]} label={words.code} />
      <dl>
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {form === 'page' ? (
        <section>
          <h2>{words.text}</h2>
          <code>{receipt.word}</code>
          <p>{words.about}</p>
          <p>{words.check}</p>
        </section>
      ) : null}
    </main>
  )
}
