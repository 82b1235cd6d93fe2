// The ceremony is over: the key is ready, or there is none and everything was wiped.
import { Button, Group } from '@mantine/core'
import { Mark } from '../../parts/mark'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { go } from '../../way'
import type { StepProps } from './ceremony'
import css from './ceremony.module.css'
import { Compare } from './checking'

export function Ended({ running }: StepProps) {
  const { ceremony: text, bench, say } = useText()
  const { ending, combined, key, fault } = running
  const away = () => void tell('ceremony/abort', {})
  const tone = ending === null ? 'good' : 'bad'
  return (
    <section className={css.step} data-testid="ceremony-ending" data-ending={ending ?? ''}>
      <h2 className={css.verdict} data-tone={tone}>
        <Mark tone={tone} size={34} />
        {ending === null ? text.ended.ready : text.ended.title}
      </h2>
      {ending === null ? (
        <p className={css.about}>{text.ended.readyAbout}</p>
      ) : (
        <>
          <p className={css.because} role="status">
            {text.ended.because[ending]}
          </p>
          {fault ? (
            <p className={css.warn}>
              {say(fault.message)} <code>{fault.code}</code>
            </p>
          ) : null}
        </>
      )}
      {combined ? (
        <Compare
          printed={key.expected}
          kcv={combined}
          from={key.expectedSource ? bench.source[key.expectedSource].name : text.approving.expected}
        />
      ) : null}
      {ending === null ? null : <p className={css.about}>{text.ended.about}</p>}
      <Group>
        {ending === null ? (
          <Button
            size="lg"
            data-testid="ceremony-to-bench"
            onClick={() => {
              away()
              go('bench')
            }}
          >
            {text.ended.toBench}
          </Button>
        ) : null}
        <Button size="lg" variant={ending === null ? 'default' : 'filled'} data-testid="ceremony-close" onClick={away}>
          {text.ended.close}
        </Button>
      </Group>
    </section>
  )
}
