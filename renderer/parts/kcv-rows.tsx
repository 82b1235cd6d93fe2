// Expected over station over reported, digit under digit, each with where it comes from or what it proves.
import type { ReactNode } from 'react'
import type { KcvComparison } from '../../electron/contract/events.js'
import type { Outcome } from '../../electron/contract/values.js'
import type { KeyRowView } from '../../electron/contract/views.js'
import { useText } from '../text/use-text'
import { compareDigits, type DigitMark, Digits } from './digits'
import { proofless } from './evidence'
import css from './kcv-rows.module.css'
import { ProvenanceBadge } from './provenance-badge'

const USUAL_DIGITS = 6

interface Props {
  readonly kcv: KcvComparison | null
  /** While it is not over, the device's answer may still come. */
  readonly state: KeyRowView['state']
  readonly outcome: Outcome | null
  /** Expected and station value are kept back until people have read the terminal's own. */
  readonly withheld?: boolean
}

export function KcvRows({ kcv, state, outcome, withheld = false }: Props) {
  const { bench } = useText()
  const room = kcv ? Math.max(2 * kcv.bytes, ...lengths(kcv)) : USUAL_DIGITS
  const waiting = state === 'working' && !kcv?.reported
  const reportedMarks = compareDigits(kcv?.reported ?? null, kcv?.expected ?? kcv?.station ?? null)
  // The expected digits take the shape of the comparison only once there is something to compare with.
  const expectedMarks = kcv?.reported ? compareDigits(kcv.expected, kcv.reported) : []
  const stationMarks = kcv && stationDiffers(kcv) ? compareDigits(kcv.station, kcv.expected) : []
  const row = (name: string, testid: string, value: string | null, marks: readonly DigitMark[], note: ReactNode) => (
    <div className={css.row}>
      <span className={css.name}>{name}</span>
      <Digits
        value={value}
        room={room}
        marks={kcv?.verdict === 'incomparable' ? [] : marks}
        spoken={`${name} ${value ? spell(value) : bench.notYet}`}
        waiting={waiting && testid === 'kcv-reported'}
        testid={testid}
      />
      <span className={css.note}>{typeof note === 'string' ? <span>{note}</span> : note}</span>
    </div>
  )
  return (
    <div className={css.rows} data-proofless={(kcv && proofless(kcv)) || undefined}>
      {row(
        bench.expected,
        'kcv-expected',
        kcv?.expected ?? null,
        expectedMarks,
        withheld ? bench.withheld : kcv ? expectedNote(kcv, bench) : '',
      )}
      {row(
        bench.station,
        'kcv-station',
        kcv?.station ?? null,
        stationMarks,
        kcv && !withheld ? stationNote(kcv, bench) : '',
      )}
      {row(
        bench.reported,
        'kcv-reported',
        kcv?.reported ?? null,
        reportedMarks,
        reportedNote(kcv, state, outcome, bench),
      )}
    </div>
  )
}

const lengths = (kcv: KcvComparison) => [kcv.expected, kcv.station, kcv.reported].map((value) => value?.length ?? 0)
const spell = (value: string) => value.split('').join(' ')

type Bench = ReturnType<typeof useText>['bench']
function expectedNote(kcv: KcvComparison, bench: Bench): ReactNode {
  if (!kcv.expectedSource) return kcv.expected ? '' : bench.noExpected
  const { name, about } = bench.source[kcv.expectedSource]
  // Not a tooltip of Mantine's: each costs more than the rest of its row, at every change, sixteen cards at once.
  return <span title={about}>{name}</span>
}
const stationDiffers = ({ station, expected }: KcvComparison) => compareDigits(station, expected).includes('differ')
/** Which side is at odds shows who erred: the station against the letter, or the device against both. */
function stationNote(kcv: KcvComparison, bench: Bench): ReactNode {
  if (!kcv.station) return bench.noClearKey
  if (!kcv.expected || kcv.expectedSource === 'station') return ''
  return stationDiffers(kcv) ? <span className={css.odds}>{bench.notAsExpected}</span> : bench.asExpected
}
/** A provenance speaks for a value, or for a device that ends its work without one; not for an answer still to come. */
function reportedNote(
  kcv: KcvComparison | null,
  state: Props['state'],
  outcome: Outcome | null,
  bench: Bench,
): ReactNode {
  if (kcv?.reported) return <ProvenanceBadge provenance={kcv.provenance} />
  if (state === 'waiting' || state === 'working') return <span className={css.waiting}>{bench.notYet}</span>
  if (!kcv || state === 'skipped') return ''
  const told = kcv.verdict !== 'none' || outcome === 'unverified'
  return told ? <ProvenanceBadge provenance={kcv.provenance} /> : bench.noAnswer
}
