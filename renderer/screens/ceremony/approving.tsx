// The key is joined: its value against the expected one, who brought what, and another person's approval.
import { Button, Group } from '@mantine/core'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import type { StepProps } from './ceremony'
import css from './ceremony.module.css'
import { Compare } from './checking'
import { Foot } from './foot'

export function Approving({ running }: StepProps) {
  const { ceremony: text, bench } = useText()
  const { key, combined, warnings } = running
  return (
    <section className={css.step}>
      <h2>{text.approving.title}</h2>
      <p className={key.expected ? css.good : css.warn}>
        {key.expected ? text.approving.agrees : text.approving.unproven}
      </p>
      <Compare
        printed={key.expected}
        kcv={combined}
        from={key.expectedSource ? bench.source[key.expectedSource].name : text.approving.expected}
      />
      <dl className={css.facts}>
        <dt>{text.key(key.usage, key.slot, key.algorithm, key.bytes)}</dt>
        <dd>{key.label}</dd>
        <dt>{text.approving.custodians}</dt>
        <dd>{running.components.map(({ custodian }) => custodian).join(bench.listComma)}</dd>
        {warnings.length > 0 ? (
          <>
            <dt>{bench.warnings}</dt>
            <dd>{warnings.map((name) => bench.warningNames[name] ?? name).join(bench.listComma)}</dd>
          </>
        ) : null}
      </dl>
      <p className={css.about}>{text.approving.about}</p>
      <Group>
        <Button
          size="lg"
          disabled={combined === null}
          data-testid="ceremony-approve"
          onClick={() => void tell('ceremony/approve', {})}
        >
          {text.approving.approve}
        </Button>
      </Group>
      <Foot until={running.until} />
    </section>
  )
}
