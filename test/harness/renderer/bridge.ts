// A stand-in for the preload's bridge, run in the page: it answers from a scene and changes the view as main would.
// Everything it needs is inside the function: Playwright sends its text to the page.
import type { StationView } from '../../../electron/contract/views.js'

export interface Staged {
  readonly view: StationView
  readonly records: number
  readonly verdict: 'pass' | 'fail' | 'incomplete'
}

export function bridge({ view: first, records, verdict }: Staged): void {
  let view = first
  const heard = new Set<(view: StationView) => void>()
  const put = (change: Partial<StationView>) => {
    view = { ...view, ...change }
    for (const tell of heard) tell(view)
  }
  const types = ['attempt-result', 'attempt-armed', 'attempt-intent']
  const list = Array.from({ length: records }, (_, back) => {
    const seq = records - back
    const type = seq === 1 ? 'log-opened' : types[back % 3]!
    const outcome = type === 'attempt-result' ? (back % 9 === 0 ? 'mismatched' : 'injected') : null
    const record = { v: 1, seq, type, body: { label: 'TMK', slot: 2, outcome, expected: '08D7B4' } }
    return {
      seq,
      type,
      wall: new Date(Date.UTC(2026, 10, 22, 8, 45, 12) - back * 1700).toISOString(),
      operator: 'zhang',
      device: seq === 1 ? null : `N7K2100${431 + (seq % 16)}`,
      outcome,
      text: JSON.stringify(record, null, 2),
    }
  })
  const noPort = {
    code: 'wire/no-port',
    message: { zh: '没有串口 /dev/ttyUSB9。', en: 'There is no serial port /dev/ttyUSB9.' },
    next: 'retry',
  }
  const none = { values: [], more: 0 }
  const facet = (...values: string[]) => ({ values: values.map((value) => ({ value, count: records })), more: 0 })
  const survey = () => ({
    size: view.log.index.size,
    total: records,
    facets: {
      ...{ outcome: facet('injected', 'mismatched'), type: facet(...types), operator: facet('zhang') },
      ...{ device: facet('N7K2100431'), model: none, key: facet('TMK') },
    },
    histogram: {
      from: Date.UTC(2026, 10, 22, 8),
      width: 60_000,
      bars: [1, 4, 2, 0, 7].map((all) => ({ all, good: all >> 1, bad: all >> 2 })),
    },
  })
  const whole = (seq: number) => ({
    ...list.find((one) => one.seq === seq),
    ...{ key: 'TMK', model: 'K21', role: 'lab', attempt: 'at-1', withheld: false },
    place: { segment: 0, offset: 4_096, bytes: 812 },
    proof: {
      ...{ leaf: 'AB'.repeat(32), root: 'CD'.repeat(32), size: view.log.size, leads: verdict === 'pass', signed: true },
      path: ['1F', '2F', '3F'].map((byte) => byte.repeat(32)),
    },
  })
  interface Asked {
    readonly language: 'zh' | 'en'
    readonly seq: number
    readonly skip: number
    readonly limit: number
  }
  const answers: Record<string, (args: Asked) => unknown> = {
    'station/view': () => view,
    'station/language': ({ language }) => put({ language }),
    'audit/survey': survey,
    'audit/rows': ({ skip, limit }) => list.slice(skip, skip + limit).map((one) => ({ ...one, key: 'TMK' })),
    'audit/record': ({ seq }) => whole(seq),
    'audit/verify': () => ({
      verdict,
      size: view.log.size,
      root: 'b3f1c2a99d0e4c7f8a6b51d2e3f4059687a1b2c3d4e5f60718293a4b5c6d7e8f',
      mode: view.mode,
      trust: { vkey: 'self-asserted', anchoredTo: null, anchors: [] },
      firstBad: verdict === 'fail' ? 37 : null,
      reasons: verdict === 'fail' ? ['bad-link: not the one that follows'] : [],
      said:
        verdict === 'fail' ? [{ zh: 'bad-link：不是应接续的那一条', en: 'bad-link: not the one that follows' }] : [],
    }),
  }
  const asked: unknown[] = []
  Object.assign(globalThis, {
    asked,
    station: {
      ask: async (name: string, args: Asked) => {
        asked.push({ name, args })
        if (name === 'port/add') return { ok: false, fault: noPort }
        return { ok: true, value: answers[name]?.(args) ?? null }
      },
      listen: (_: string, tell: (view: StationView) => void) => {
        heard.add(tell)
        return () => heard.delete(tell)
      },
    },
  })
}
