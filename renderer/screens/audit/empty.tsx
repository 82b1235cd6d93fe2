// What stands in place of records where there are none to show: why, and what to do.
import { Button } from '@mantine/core'
import { useText } from '../../text/use-text'
import css from './audit.module.css'

interface Props {
  readonly why: 'loading' | 'failed' | 'no-records' | 'none-fit'
  readonly clear: () => void
}

export function Empty({ why, clear }: Props) {
  const { audit } = useText()
  if (why === 'loading' || why === 'failed')
    return <p className={css.hint}>{why === 'failed' ? audit.unread : audit.loading}</p>
  const { title, about } = why === 'no-records' ? audit.empty : audit.noneFit
  return (
    <div className={css.hint} data-testid="audit-empty" data-why={why}>
      <h2>{title}</h2>
      <p>{about}</p>
      {why === 'none-fit' ? (
        <Button mt="sm" variant="default" onClick={clear} data-testid="audit-clear">
          {audit.noneFit.clear}
        </Button>
      ) : null}
    </div>
  )
}
