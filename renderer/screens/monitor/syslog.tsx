// Where alerts are sent, and how that goes.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { MonitorView, SyslogTarget } from '../../../electron/contract/monitor.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import type { Name } from './rules'
import css from './rules.module.css'

const protocols: readonly SyslogTarget['protocol'][] = ['tcp', 'udp']

export function Syslog({ syslog, name }: Pick<MonitorView, 'syslog'> & { readonly name: Name }) {
  const { monitor: text } = useText()
  const { to } = syslog
  const [protocol, setProtocol] = useState<SyslogTarget['protocol']>(to?.protocol ?? 'tcp')
  const [host, setHost] = useState(to?.host ?? '')
  const [port, setPort] = useState(String(to?.port ?? 514))
  const set = async (target: SyslogTarget | null) => {
    const by = name()
    if (by !== null) await tell('syslog/set', { to: target, by })
  }
  return (
    <section className={css.rule} aria-label={text.syslog.name} data-testid="syslog">
      <h2>{text.syslog.name}</h2>
      <p>{text.syslog.about}</p>
      <p data-testid="syslog-state" data-to={to ? `${to.protocol} ${to.host} ${to.port}` : ''}>
        {to
          ? `${to.protocol.toUpperCase()} ${to.host}:${to.port} · ${text.syslogState(syslog.sent, syslog.waiting)}`
          : text.syslogOff}
        {to?.protocol === 'udp' ? ` ${text.udpAbout}` : ''}
      </p>
      {syslog.problem ? (
        <p className={css.problem} role="alert">
          {text.syslogProblem(syslog.problem)}
        </p>
      ) : null}
      <div className={css.target}>
        <fieldset>
          <legend>{text.protocol}</legend>
          {protocols.map((each) => (
            <label key={each}>
              <input type="radio" name="protocol" checked={each === protocol} onChange={() => setProtocol(each)} />
              {each.toUpperCase()}
            </label>
          ))}
        </fieldset>
        <TextInput size="xs" label={text.host} value={host} onChange={(event) => setHost(event.currentTarget.value)} />
        <TextInput
          size="xs"
          w={80}
          label={text.port}
          value={port}
          inputMode="numeric"
          onChange={(event) => setPort(event.currentTarget.value)}
        />
        <Button size="xs" onClick={() => void set({ protocol, host: host.trim(), port: Number(port) })}>
          {text.syslogSet}
        </Button>
        {to ? (
          <Button size="xs" variant="default" onClick={() => void set(null)}>
            {text.syslogStop}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
