// The header: which station this is and in which mode, where one can go, how the run stands, who works, how the log is.
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconVolume, IconVolumeOff } from '@tabler/icons-react'
import type { StationView } from '../../electron/contract/views.js'
import { tell } from '../state'
import { useText } from '../text/use-text'
import { LogChip } from './log-chip'
import { play } from './sound'
import css from './status-bar.module.css'
import { Tally } from './tally'

export const screens = ['bench', 'ceremony', 'diagnosis', 'audit', 'monitor', 'training'] as const
export type Screen = (typeof screens)[number]

interface Props {
  readonly view: StationView
  readonly screen: Screen
  readonly go: (screen: Screen) => void
  readonly sound: boolean
  readonly setSound: (on: boolean) => void
}

export function StatusBar({ view, screen, go, sound, setSound }: Props) {
  const { shell, training } = useText()
  const lab = view.mode === 'lab'
  const soundWord = sound ? shell.soundOn : shell.soundOff
  return (
    <header className={css.bar} data-mode={view.training ? 'training' : view.mode}>
      <span className={css.product}>{shell.product}</span>
      <Tooltip label={view.training ? training.badgeAbout : shell.modeAbout[view.mode]}>
        <span className={css.mode} data-mode={view.training ? 'training' : view.mode} data-testid="mode">
          {view.training ? training.badge : lab ? shell.lab : shell.production}
        </span>
      </Tooltip>
      <nav className={css.nav} aria-label={shell.navigation}>
        {screens.map((each) => (
          <button
            key={each}
            type="button"
            className={css.tab}
            data-testid={`nav-${each}`}
            aria-current={each === screen ? 'page' : undefined}
            onClick={() => go(each)}
          >
            {shell.screens[each]}
            {each === 'monitor' && view.openAlerts > 0 ? (
              <span className={css.alerts} data-testid="open-alerts">
                {view.openAlerts}
                <span className="unseen"> {shell.openAlerts}</span>
              </span>
            ) : null}
          </button>
        ))}
      </nav>
      <Tally tally={view.tally} />
      <span className={css.operator} title={`${shell.operator} ${view.operator.id}`}>
        {shell.operator} {view.operator.name}
      </span>
      <LogChip log={view.log} />
      <Tooltip label={soundWord}>
        <ActionIcon
          variant="transparent"
          size={30}
          aria-label={soundWord}
          aria-pressed={sound}
          data-testid="sound"
          onClick={() => {
            if (!sound) play('good')
            setSound(!sound)
          }}
        >
          {sound ? (
            <IconVolume size={18} color="var(--bar-ink)" />
          ) : (
            <IconVolumeOff size={18} color="var(--bar-muted)" />
          )}
        </ActionIcon>
      </Tooltip>
      <LanguageSwitch view={view} />
    </header>
  )
}

function LanguageSwitch({ view }: { readonly view: StationView }) {
  const { shell } = useText()
  const other = view.language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className={css.language}
      data-testid="language"
      aria-label={`中 EN: ${shell.language}`}
      onClick={() => void tell('station/language', { language: other })}
    >
      <span data-on={view.language === 'zh' || undefined}>中</span>
      <span data-on={view.language === 'en' || undefined}>EN</span>
    </button>
  )
}
