// A sheet on paper: its title, which station printed it, and its body. Plain elements alone; nothing to press.
import type { SheetView } from '../../../electron/contract/sheet-views.js'
import { useText } from '../../text/use-text'
import { DiagnosisSheet } from './diagnosis-sheet'
import { PeopleSheet } from './people-sheet'
import { PlansSheet } from './plans-sheet'
import css from './sheet.module.css'

export function Sheet({ sheet }: { readonly sheet: SheetView }) {
  const { sheet: words, training, moment, count } = useText()
  const { station } = sheet
  return (
    <div className={css.sheet}>
      <h1>{words.titles[sheet.kind]}</h1>
      <p className={css.about}>
        {station.stationId} · {words.printed(moment(station.madeAt), count(station.size))}
      </p>
      {station.training ? <p className={css.lab}>{training.badge}</p> : null}
      {station.mode === 'lab' ? <p className={css.lab}>{words.lab}</p> : null}
      {sheet.kind === 'diagnosis' ? <DiagnosisSheet found={sheet.found} /> : null}
      {sheet.kind === 'operators' ? <PeopleSheet monitor={sheet.monitor} /> : null}
      {sheet.kind === 'plans' ? <PlansSheet monitor={sheet.monitor} /> : null}
      <p className={css.signature}>
        {words.signature} <span />
      </p>
    </div>
  )
}
