// Jobs that somebody brought, and an officer's word to each.
import { Button, Group } from '@mantine/core'
import type { StationView } from '../../../electron/contract/views.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './admin.module.css'

export function Approvals({ view }: { readonly view: StationView }) {
  const { custody, say } = useText()
  const { approvals: text } = custody
  const jobs = view.profiles.filter(({ job }) => job !== undefined)
  const me = view.presence.kind === 'signed-in' ? view.presence.person.id : null
  return (
    <section>
      <Group justify="space-between" align="flex-start" mb="md">
        <p className={css.about}>{text.about}</p>
        {view.may.includes('job/open') ? (
          <Button variant="default" onClick={() => void tell('job/open', { port: null })} data-testid="job-open">
            {text.open}
          </Button>
        ) : null}
      </Group>
      {jobs.length === 0 ? <p className={css.empty}>{text.none}</p> : null}
      <ul className={css.policies}>
        {jobs.map(({ id, title, about, job }) => (
          <li key={id} data-testid={`job-${id}`} data-approved={job?.approved}>
            <div className={css.policy}>
              <div>
                <strong>{say(title)}</strong>{' '}
                <span className={css.value}>{job?.approved ? text.approved : text.waiting}</span>
                <p className={css.about}>
                  {text.run} <bdi>{job?.run}</bdi> · {text.keys(job?.keys ?? 0)}
                  {job?.openedBy ? ` · ${text.openedBy(job.openedBy)}` : ''} · <bdi>{say(about)}</bdi>
                </p>
              </div>
              {view.may.includes('job/approve') && !job?.approved ? (
                <Button
                  onClick={() => void tell('job/approve', { profile: id })}
                  disabled={job?.openedBy === me}
                  data-testid={`job-approve-${id}`}
                >
                  {text.approve}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
