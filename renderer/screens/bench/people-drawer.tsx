// Where people load by hand: one question at a time, big enough to be read while standing at a terminal.
import { Button, Drawer, Group } from '@mantine/core'
import { useState } from 'react'
import type { Answer, QuestionView } from '../../../electron/contract/people.js'
import type { PortCardView } from '../../../electron/contract/views.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { attend, inFront, putAway, useAttention } from './attention'
import css from './people-drawer.module.css'
import { PeopleLoad } from './people-load'
import { PeopleRail } from './people-rail'
import { PeopleReading } from './people-reading'
import { PeopleSerial } from './people-serial'
import { PeopleTimer } from './people-timer'

interface Props {
  readonly questions: readonly QuestionView[]
  readonly ports: readonly PortCardView[]
}

export function PeopleDrawer({ questions, ports }: Props) {
  const { people, shell } = useText()
  const asked = inFront(useAttention(), questions)
  const labelOf = (port: string) => ports.find((card) => card.port === port)?.label ?? port
  const serial = asked && asked.question.kind !== 'serial' ? asked.question.serial : ''
  return (
    <Drawer
      opened={asked !== null}
      onClose={() => asked && putAway(asked, questions)}
      position="right"
      size={600}
      title={asked ? people.title(labelOf(asked.port), serial) : ''}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      {asked ? (
        <div className={css.people} data-testid="people" data-port={asked.port} data-question={asked.question.kind}>
          <Others questions={questions.filter(({ id }) => id !== asked.id)} labelOf={labelOf} />
          <PeopleRail question={asked.question} />
          <PeopleTimer askedAt={asked.askedAt} until={asked.until} />
          <Step key={asked.id} asked={asked} />
        </div>
      ) : null}
    </Drawer>
  )
}

function Others({
  questions,
  labelOf,
}: {
  readonly questions: readonly QuestionView[]
  readonly labelOf: (port: string) => string
}) {
  const { people } = useText()
  if (questions.length === 0) return null
  return (
    <section className={css.others} aria-label={people.others}>
      {questions.map((one) => (
        <Button key={one.id} size="compact-sm" variant="default" onClick={() => attend(one)}>
          {labelOf(one.port)}
        </Button>
      ))}
    </section>
  )
}

/** Made anew with every question: nothing that one person typed is left for the next. */
function Step({ asked }: { readonly asked: QuestionView }) {
  const { people, say } = useText()
  const [refused, setRefused] = useState<string | null>(null)
  const [leaving, setLeaving] = useState(false)
  const { question } = asked
  const answer = async (said: Answer) => {
    const reply = await tell('question/answer', { port: asked.port, question: asked.id, answer: said }, { quiet: true })
    setRefused(reply.ok ? null : say(reply.fault.message))
  }
  return (
    <>
      {question.kind === 'serial' ? <PeopleSerial question={question} answer={answer} /> : null}
      {question.kind === 'load' ? <PeopleLoad question={question} answer={answer} /> : null}
      {question.kind === 'reading' ? <PeopleReading question={question} answer={answer} /> : null}
      <p className={css.refused} role="alert">
        {refused}
      </p>
      {leaving ? (
        <section className={css.leaving} aria-label={people.callOff.action}>
          <p>{people.callOff.about[question.kind]}</p>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setLeaving(false)}>
              {people.back}
            </Button>
            <Button
              color="red.9"
              data-testid="people-call-off-confirm"
              onClick={() => void answer({ kind: 'called-off' })}
            >
              {people.callOff.action.replace('…', '')}
            </Button>
          </Group>
        </section>
      ) : (
        <Button
          className={css.callOff ?? ''}
          variant="subtle"
          color="gray"
          c="var(--bad)"
          data-testid="people-call-off"
          onClick={() => setLeaving(true)}
        >
          {people.callOff.action}
        </Button>
      )}
    </>
  )
}
