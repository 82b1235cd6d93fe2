// A component is whole: its check value beside the one on its letter, cell under cell.
import { Button, Group } from '@mantine/core'
import { compareDigits, Digits } from '../../parts/digits'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import type { StepProps } from './ceremony'
import css from './ceremony.module.css'
import { Foot } from './foot'
import { Envelope, Machine } from './pictures'

export function Checking({ running }: StepProps) {
  const { ceremony: text } = useText()
  const now = running.components.find(({ state }) => state === 'now')
  const { printed = null, kcv = null } = now ?? {}
  const differing = running.state === 'differing'
  return (
    <section className={css.step}>
      <h2>{differing ? text.differing.title : text.checking.title(running.at)}</h2>
      <p className={differing ? css.warn : css.about}>
        {differing ? text.differing.about : printed ? text.checking.known : text.checking.unknown}
      </p>
      <Compare printed={printed} kcv={kcv} />
      {differing ? <Differing running={running} /> : <Agreeing />}
      <Foot until={running.until} />
    </section>
  )
}

/** The letter over the station, digit over digit. */
export function Compare({
  printed,
  kcv,
  from,
}: {
  readonly printed: string | null
  readonly kcv: string | null
  readonly from?: string
}) {
  const { ceremony: text } = useText()
  const room = Math.max(printed?.length ?? 0, kcv?.length ?? 0, 6)
  const marks = printed === null ? [] : compareDigits(kcv, printed)
  return (
    <div className={css.compare}>
      <Envelope />
      <span className={css.from}>{from ?? text.checking.letter}</span>
      {printed === null ? (
        <span className={css.onLetter}>{text.checking.onLetter}</span>
      ) : (
        <Digits
          value={printed}
          room={room}
          marks={compareDigits(printed, kcv)}
          spoken={`${from ?? text.checking.letter} ${spell(printed)}`}
          testid="ceremony-printed"
        />
      )}
      <Machine />
      <span className={css.from}>{text.checking.station}</span>
      <Digits
        value={kcv}
        room={room}
        marks={marks}
        spoken={`${text.checking.station} ${spell(kcv ?? '')}`}
        testid="ceremony-kcv"
      />
    </div>
  )
}
const spell = (value: string) => value.split('').join(' ')

function Agreeing() {
  const { ceremony: text } = useText()
  return (
    <Group>
      <Button
        size="lg"
        // The custodian has just finished typing, and this is what comes next.
        autoFocus
        data-testid="ceremony-confirm"
        onClick={() => void tell('ceremony/confirm', {})}
      >
        {text.checking.confirm}
      </Button>
      <Button
        size="lg"
        variant="default"
        data-testid="ceremony-differs"
        onClick={() => void tell('ceremony/differs', {})}
      >
        {text.checking.differs}
      </Button>
    </Group>
  )
}

function Differing({ running }: Pick<StepProps, 'running'>) {
  const { ceremony: text } = useText()
  return (
    <>
      {running.mayTake ? (
        <p className={css.warn} role="status" data-testid="ceremony-same">
          {running.taken === 1 ? text.differing.once : text.differing.same}
        </p>
      ) : null}
      <Group>
        <Button
          size="lg"
          // Entering it again is the safe next step.
          autoFocus
          data-testid="ceremony-again"
          onClick={() => {
            if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
            void tell('ceremony/again', {})
          }}
        >
          {text.differing.again}
        </Button>
        {running.mayTake ? (
          <Button
            size="lg"
            variant="default"
            data-testid="ceremony-take"
            onClick={() => void tell('ceremony/take', {})}
          >
            {running.taken === 1 ? text.differing.takeNow : text.differing.take}
          </Button>
        ) : null}
      </Group>
    </>
  )
}
