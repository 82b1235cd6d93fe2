// The words of the monitor screen that both languages have.
import type {
  Dimension,
  LoadStep,
  RiskFactor,
  RiskKind,
  RuleId,
  Severity,
  SubjectKind,
  Unit,
} from '../../electron/contract/monitor.js'

export type Tab = 'alerts' | 'plans' | 'risk' | 'trends' | 'people' | 'rules'
interface Named {
  readonly name: string
  readonly about: string
}

export interface MonitorText {
  readonly title: string
  readonly lead: string
  readonly tabs: Readonly<Record<Tab, string>>
  readonly tabsLabel: string
  readonly loading: string
  readonly reading: (done: string, of: string) => string
  readonly exportAlerts: string
  readonly exportTable: string
  readonly exportPeople: string
  readonly exported: (path: string) => string
  readonly severity: Readonly<Record<Severity, string>>
  readonly kind: Readonly<Record<SubjectKind, string>>
  readonly station: string
  readonly rules: Readonly<Record<RuleId, Named>>
  /** What an alert says: what was counted, against its limit. */
  readonly says: Readonly<Record<RuleId, (figure: string, limit: string, other: string | null) => string>>
  readonly alertList: string
  readonly open: (n: number) => string
  readonly confirmed: string
  readonly notConfirmed: string
  readonly confirmedBy: (by: string, when: string) => string
  readonly repeats: (n: number) => string
  readonly records: string
  readonly raised: string
  readonly confirm: string
  readonly confirmAbout: string
  readonly yourName: string
  readonly nameNeeded: string
  readonly note: string
  readonly choose: string
  readonly plan: string
  readonly planAbout: string
  readonly due: (when: string) => string
  readonly overdue: string
  readonly tickedBy: (by: string, when: string) => string
  readonly steps: Readonly<Record<string, string>>
  readonly noAlerts: Named
  readonly riskOf: Readonly<Record<RiskKind, string>>
  readonly riskAbout: string
  readonly factors: Readonly<Record<RiskFactor, string>>
  readonly points: (n: number) => string
  readonly noRisk: Named
  readonly days: string
  readonly daysAbout: (good: string, loads: string) => string
  readonly good: string
  readonly notGood: string
  readonly dayBar: (day: string, loads: number, good: number) => string
  readonly funnel: string
  readonly loadSteps: Readonly<Record<LoadStep, string>>
  readonly weakest: string
  readonly by: Readonly<Record<Dimension, string>>
  readonly columns: Readonly<Record<'loads' | 'good' | 'rate' | 'mismatched' | 'refused' | 'unknown' | 'perKb', string>>
  readonly line: string
  readonly lineAbout: string
  readonly most: (figure: string) => string
  readonly noFigures: Named
  readonly people: string
  readonly peopleAbout: string
  readonly peopleColumns: Readonly<
    Record<
      'operator' | 'loads' | 'first' | 'mismatched' | 'refused' | 'unknown' | 'outOfHours' | 'tooFast' | 'score',
      string
    >
  >
  readonly thresholds: Readonly<Record<string, string>>
  readonly units: Readonly<Record<Unit, string>>
  readonly rulesAbout: string
  readonly save: string
  readonly standard: (value: number | string) => string
  readonly switched: Readonly<Record<'on' | 'off', string>>
  readonly changedBy: (by: string, when: string) => string
  readonly bounds: (least: number, most: number) => string
  readonly syslog: Named
  readonly syslogOff: string
  readonly protocol: string
  readonly host: string
  readonly port: string
  readonly syslogSet: string
  readonly syslogStop: string
  readonly syslogState: (sent: number, waiting: number) => string
  readonly syslogProblem: (problem: string) => string
  readonly udpAbout: string
}
