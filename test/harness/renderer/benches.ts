// Whole benches for the scenes: all outcomes side by side, sixteen at work, thirty-two.
import type { PortCardView } from '../../../electron/contract/views.js'
import { card, ended, ends, kcv, key, working } from './cards.js'

export const three = (state: 'waiting' | 'ended') =>
  (['TMK', 'TPK', 'TAK'] as const).map((usage, place) =>
    key({
      label: usage,
      usage,
      slot: place + 2,
      ...(state === 'ended'
        ? {
            state: 'done',
            seq: 4182 + place,
            ms: 900,
            attempt: `a-${place}`,
            ...ends[place === 1 ? 'mismatched' : 'injected'],
          }
        : {}),
    }),
  )
export const mixed: readonly PortCardView[] = [
  ended(0, 'injected'),
  ended(1, 'mismatched'),
  working(2, { step: 'armed' }),
  card(3, {
    presence: 'empty',
    driver: null,
    driverTitle: null,
    device: null,
    profile: null,
    keys: [],
    actions: ['identify'],
  }),
  ended(4, 'indeterminate'),
  ended(5, 'already-present'),
  ended(6, 'unverified'),
  ended(7, 'refused'),
  working(8, { step: 'read-back' }),
  card(9, { simulated: true }),
  card(10, { profile: null, keys: [], actions: ['choose', 'remove'] }),
  ended(11, 'abandoned'),
  card(12, { presence: 'identifying', device: null, profile: null, keys: [], actions: [] }),
  card(13, { presence: 'gone', actions: ['identify', 'remove'] }),
  card(14, { outcome: 'partial', keys: three('ended'), actions: ['choose', 'remove'] }),
  ended(15, 'injected', {
    keys: [
      key({
        state: 'done',
        seq: 4199,
        ms: 2880,
        outcome: 'injected',
        kcv: kcv({
          expected: '2090A67375',
          station: null,
          reported: '2090A67375',
          bytes: 5,
          method: 'aes-cmac',
          expectedSource: 'key-block',
          provenance: 'checked',
          verdict: 'match',
        }),
      }),
    ],
  }),
]
const figures = (change: object = {}) => ({
  txBytes: 210,
  rxBytes: 260,
  staleBytes: 0,
  garbageBytes: 0,
  badChecksums: 0,
  strayReplies: 0,
  retries: 0,
  resyncs: 0,
  timeouts: 0,
  replies: 9,
  replyP50Ms: 46,
  replyP95Ms: 88,
  ...change,
})
/** A full bench at work, with a name of a person's, a port without a family and a poor line among it. */
export const sixteenAtWork: readonly PortCardView[] = mixed.map((one, place) => ({
  ...one,
  ...(one.device ? { line: figures(place % 5 === 1 ? { garbageBytes: 12, resyncs: 2, retries: 1 } : {}) } : {}),
  ...(place === 6 ? { label: '左排三号' } : {}),
  ...(place === 7 ? { label: 'left row, third from top' } : {}),
  ...(place === 3 ? { suggested: ['newland-k21'], actions: ['family', 'probe', 'rename', 'remove'] as const } : {}),
}))
export const thirtyTwo: readonly PortCardView[] = [...sixteenAtWork, ...sixteenAtWork].map((one, place) => ({
  ...one,
  port: `/dev/ttyUSB${place}`,
  label: place < 16 ? one.label : `F${place}`,
}))
