// The dialogs of one card: each made when it is first opened, and gone once it has closed.
import type { ReactNode } from 'react'
import type { PortCardView } from '../../../electron/contract/views.js'
import { useLateDialog } from '../../parts/late-dialog'
import { CardDetail } from './card-detail'
import { CloseDialog } from './close-dialog'
import { EraseDialog } from './erase-dialog'
import { RenameDialog } from './rename-dialog'
import { ScanDialog } from './scan-dialog'
import { SettingsDialog } from './settings-dialog'

const kinds = {
  close: CloseDialog,
  erase: EraseDialog,
  details: CardDetail,
  rename: RenameDialog,
  settings: SettingsDialog,
  scan: ScanDialog,
} as const
type Kind = keyof typeof kinds

export function useCardDialogs(card: PortCardView): {
  readonly open: Readonly<Record<Kind, () => void>>
  readonly shown: ReactNode
} {
  const late = {
    close: useLateDialog(),
    erase: useLateDialog(),
    details: useLateDialog(),
    rename: useLateDialog(),
    settings: useLateDialog(),
    scan: useLateDialog(),
  }
  const names = Object.keys(kinds) as Kind[]
  return {
    open: Object.fromEntries(names.map((name) => [name, late[name].open])) as Record<Kind, () => void>,
    shown: names.map((name) => {
      const Dialog = kinds[name]
      const { mounted, opened, close } = late[name]
      return mounted ? <Dialog key={name} card={card} opened={opened} close={close} /> : null
    }),
  }
}
