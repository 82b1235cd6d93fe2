// The diagnosis on paper: main asks where to, and makes the PDF.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { tell } from '../../state'
import { useText } from '../../text/use-text'

export function PrintDiagnosis({ id }: { readonly id: number }) {
  const { sheet } = useText()
  const [saved, setSaved] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const print = async () => {
    setBusy(true)
    const reply = await tell('diagnosis/print', { diagnosis: id })
    setBusy(false)
    if (reply.ok && reply.value) setSaved(reply.value.file)
  }
  return (
    <>
      <span role="status" data-testid="diagnosis-printed">
        {saved ? sheet.savedAs(saved) : ''}
      </span>
      <Button
        size="compact-md"
        variant="default"
        loading={busy}
        data-testid="diagnosis-print"
        onClick={() => void print()}
      >
        {sheet.print}
      </Button>
    </>
  )
}
