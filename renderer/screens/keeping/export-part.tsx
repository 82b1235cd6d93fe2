// The whole log in one file.
import { Button } from '@mantine/core'
import { useText } from '../../text/use-text'
import css from './keeping.module.css'
import { Part } from './part'
import { useAsked } from './use-asked'

export function ExportPart({ busy }: { readonly busy: boolean }) {
  const { count, keeping, say } = useText()
  const words = keeping.export
  const { answer, fault, ask } = useAsked('audit/export')
  return (
    <Part title={words.title} about={words.about} testid="export" fault={fault}>
      <Button disabled={busy} data-testid="export-make" onClick={() => void ask({})}>
        {words.make}
      </Button>
      <div role="status">
        {answer ? (
          <div className={css.good} data-testid="export-done" data-size={answer.size}>
            <p className={css.line}>{words.done(count(answer.size), answer.file)}</p>
            <p className={css.line}>
              {words.sha256} <code>{answer.sha256}</code>
            </p>
            {answer.reasons.length > 0 ? (
              <p className={css.fault}>
                {words.damaged} {answer.reasons.map(say).join('; ')}
              </p>
            ) : null}
          </div>
        ) : null}
      </div>
    </Part>
  )
}
