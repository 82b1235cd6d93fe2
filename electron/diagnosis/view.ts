// A diagnosis as the window shows it: cause and advice apart, checks with their lists, steps with their ticks. Pure.
import type { CauseView, CheckView, DiagnosisView, StepView } from '../contract/diagnosis-views.js'
import type { Bilingual } from '../contract/values.js'
import type { DiagnosisCase } from './case.js'
import { answeredText, checklists, statusOf } from './checklists.js'
import type { Diagnosis } from './index.js'
import type { CheckResult } from './levels/check.js'
import type { PlannedStep } from './plan.js'
import { type Progress, signed } from './progress.js'
import type { NamedCause } from './report.js'
import { sameOver } from './standing.js'

export interface Shown extends Pick<DiagnosisView, 'id' | 'wall' | 'attempt' | 'search' | 'practice'> {
  readonly made: Diagnosis
  readonly known: DiagnosisCase
  /** What the key is called in its job. */
  readonly label: string | null
  readonly progress: Progress
}

export function diagnosisView({ made, known, label, progress, ...rest }: Shown): DiagnosisView {
  const { report, tried } = made
  const { device, slot } = known
  const checks = (list: readonly CheckResult[]) => list.map((check) => checkView(check, progress))
  return {
    ...rest,
    about: {
      label,
      slot: slot?.slot ?? null,
      serial: device?.serial ?? null,
      family: device?.family ?? null,
      model: device?.model ?? null,
      firmware: device?.firmware ?? null,
      code: device?.code === null || device?.code === undefined ? null : String(device.code),
    },
    values: {
      method: known.method,
      expected: known.expected,
      expectedSource: known.expectedSource ?? null,
      station: known.station ?? known.key?.kcv ?? null,
      reported: known.reported || null,
      provenance: device?.provenance ?? null,
    },
    components: (known.components ?? []).map(({ kcv }) => kcv ?? null),
    marked: markedBy(report.causes[0], known),
    agree: report.causes[0]?.evidence.agree === true,
    party: report.party,
    causes: report.causes.map(causeView),
    levels: {
      system: checks(report.levels.system),
      flow: checks(report.levels.flow),
      behaviour: checks(report.levels.behaviour),
      external: checks(report.levels.external),
    },
    plan: report.plan.map((step) => stepView(step, progress)),
    dates: report.dates ?? null,
    tried,
  }
}

/** The parts that this cause speaks of, by what it was found by. */
function markedBy(cause: NamedCause | undefined, { components }: DiagnosisCase): DiagnosisView['marked'] {
  const number = (name: string) => {
    const fact = cause?.evidence[name]
    return typeof fact === 'number' ? fact : null
  }
  const one = number('component')
  const kcvs = (components ?? []).map(({ kcv }) => kcv)
  const alike = kcvs.flatMap((kcv, at) => (kcv && kcvs.indexOf(kcv) !== kcvs.lastIndexOf(kcv) ? [at + 1] : []))
  const twice = cause?.evidence.heldAlike === true ? alike : []
  return { components: one === null ? twice : [one], slot: number('slot') ?? number('keyOfSlot') }
}

const causeView = ({ cause, confidence, evidence, action, tiedWith }: NamedCause): CauseView => ({
  cause,
  confidence,
  evidence,
  tiedWith: tiedWith ?? [],
  ...saidAndAdvice(action),
})

/** The first sentence names the cause, the rest says what to do. */
function saidAndAdvice({ zh, en }: Bilingual): Pick<CauseView, 'said' | 'advice'> {
  const [zhAt, enAt] = [zh.indexOf('。') + 1 || zh.length, en.indexOf('. ') + 1 || en.length]
  return {
    said: { zh: zh.slice(0, zhAt), en: en.slice(0, enAt) },
    advice: { zh: zh.slice(zhAt), en: en.slice(enAt).trim() },
  }
}

/** Where the machine knows, its word stands: a list is offered for what it could not look at. */
function checkView({ id, status, text, evidence }: CheckResult, { checks }: Progress): CheckView {
  const list = status === 'unknown' ? checklists[id] : undefined
  if (!list) return { id, status, text, evidence, checklist: null, answered: null }
  const answered = checks.get(id) ?? null
  const given = new Map(answered?.body.answers.map(({ item, answer }) => [item, answer]))
  const found = answered ? statusOf([...given.values()]) : status
  return {
    id,
    status: found,
    text: answered ? answeredText[found] : text,
    evidence,
    checklist: Object.entries(list).map(([item, question]) => ({ item, question, answer: given.get(item) ?? null })),
    answered: answered && signed(answered),
  }
}

const stepView = ({ causes: _, ...step }: PlannedStep, { steps }: Progress): StepView => ({
  ...step,
  done: steps.get(step.id) ?? null,
})

/** The value of what was read again is the one that the attempt recorded, over at least three bytes. */
export const isSameKey = (recorded: string | null | undefined, again: string): boolean => sameOver(recorded, again) >= 3
