// A component is being entered: dots in groups of four and their number. The digits themselves never come here.
import { Button, Group } from '@mantine/core'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import type { StepProps } from './ceremony'
import css from './ceremony.module.css'
import { Foot } from './foot'

const GROUP = 4

export function Entering({ running }: StepProps) {
  const { ceremony: text } = useText()
  const source = running.components.find(({ state }) => state === 'now')?.source ?? 'keyboard'
  const { digits, of, fewest, refused } = running.entry ?? { digits: 0, of: 0, fewest: 0, refused: null }
  return (
    <section className={css.step}>
      <h2>{text.entering.title(running.at)}</h2>
      <p className={css.about}>{text.entering.about[source]}</p>
      <Dots digits={digits} of={of} />
      <p className={css.count} data-testid="ceremony-count" data-digits={digits} data-of={of}>
        {text.entering.digits(digits, of)}
      </p>
      <p
        className={css.hint}
        role="status"
        data-testid="ceremony-hint"
        data-refused={refused?.because ?? ''}
        data-count={refused?.count ?? 0}
      >
        {refused
          ? `${text.entering.refused[refused.because]}${refused.count > 1 ? ` ${text.entering.times(refused.count)}` : ''}`
          : digits === of
            ? text.entering.whole
            : ''}
      </p>
      <dl className={css.keys}>
        {text.entering.keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Group>
        <Button
          size="lg"
          tabIndex={-1}
          aria-disabled={digits < fewest}
          data-testid="ceremony-finish"
          onClick={() => void tell('ceremony/finish', {})}
        >
          {text.entering.done}
        </Button>
        <Button
          size="lg"
          variant="default"
          tabIndex={-1}
          data-testid="ceremony-clear"
          onClick={() => void tell('ceremony/clear', {})}
        >
          {text.entering.clear}
        </Button>
      </Group>
      <Foot until={running.until} entering />
    </section>
  )
}

function Dots({ digits, of }: { readonly digits: number; readonly of: number }) {
  const { ceremony: text } = useText()
  const groups = Array.from({ length: Math.ceil(of / GROUP) }, (_, group) => group)
  return (
    <div className={css.dots} role="img" aria-label={text.entering.digits(digits, of)} data-testid="ceremony-dots">
      {groups.map((group) => (
        <span key={group} className={css.group}>
          {Array.from({ length: GROUP }, (_, at) => group * GROUP + at).map((place) => (
            <i key={place} data-on={place < digits || undefined} data-next={place === digits || undefined} />
          ))}
        </span>
      ))}
    </div>
  )
}
