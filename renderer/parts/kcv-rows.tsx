// Expected over station over reported, digit under digit, each with where it comes from or what it proves.
import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import type { KcvComparison } from '../../electron/contract/events.js'
import type { KcvProvenance } from '../../electron/contract/values.js'
import { useText } from '../text/use-text'
import { compareDigits, type DigitMark, Digits } from './digits'
import { proofless } from './evidence'
import css from './kcv-rows.module.css'
import { ProvenanceBadge } from './provenance-badge'

const USUAL_DIGITS = 6

interface Props {
  readonly kcv: KcvComparison | null
  /** The key is under way, so the device's answer may still come. */
  readonly underWay: boolean
  /** The attempt on this key is over. */
  readonly ended: boolean
}

export function KcvRows({ kcv, underWay, ended }: Props) {
  const { bench } = useText()
  const room = kcv ? Math.max(2 * kcv.bytes, ...lengths(kcv)) : USUAL_DIGITS
  const waiting = underWay && !kcv?.reported
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
      <span className={css.note}>{note}</span>
    </div>
  )
  return (
    <div className={css.rows} data-proofless={(kcv && proofless(kcv)) || undefined}>
      {row(bench.expected, 'kcv-expected', kcv?.expected ?? null, expectedMarks, kcv ? expectedNote(kcv, bench) : '')}
      {row(bench.station, 'kcv-station', kcv?.station ?? null, stationMarks, kcv ? stationNote(kcv, bench) : '')}
      {row(
        bench.reported,
        'kcv-reported',
        kcv?.reported ?? null,
        reportedMarks,
        reportedNote(kcv, waiting, ended, bench),
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
  return (
    <Tooltip label={about}>
      <span>{name}</span>
    </Tooltip>
  )
}
const stationDiffers = ({ station, expected }: KcvComparison) => compareDigits(station, expected).includes('differ')
/** Which side is at odds shows who erred: the station against the letter, or the device against both. */
function stationNote(kcv: KcvComparison, bench: Bench): ReactNode {
  if (!kcv.station) return bench.noClearKey
  if (!kcv.expected || kcv.expectedSource === 'station') return ''
  return stationDiffers(kcv) ? <span className={css.odds}>{bench.notAsExpected}</span> : bench.asExpected
}
const neverGives: readonly KcvProvenance[] = ['presence', 'none']
function reportedNote(kcv: KcvComparison | null, waiting: boolean, ended: boolean, bench: Bench): ReactNode {
  if (waiting) return <span className={css.waiting}>{bench.awaiting}</span>
  if (!kcv) return ''
  // Without a value there is nothing that a provenance could speak for, unless the device never gives one.
  const silent = kcv.reported === null && kcv.verdict === 'none' && !neverGives.includes(kcv.provenance)
  return silent ? ended ? bench.noAnswer : '' : <ProvenanceBadge provenance={kcv.provenance} />
}
