// A component card as docs/cards.md describes it: SELECT, VERIFY 81, READ BINARY of short file 1.
import type { CardApplication, CardReply, CardRequest } from './virtual-card.js'
import { CardPin } from './virtual-card.js'

export function componentApplication(file: Buffer, pin: CardPin = new CardPin('4711')): CardApplication {
  let open = false
  const answers: Readonly<Record<number, (request: CardRequest) => CardReply>> = {
    32: ({ p2, data }) => (p2 === 0x81 && data.length === 8 ? pin.verify(data) : { status: '6A88' }),
    176: ({ p1, p2 }) => {
      if (!pin.given) return { status: '6982' }
      if (p1 === 0x81) open = true
      else if ((p1 & 0x80) !== 0) return { status: '6A82' }
      if (!open) return { status: '6986' }
      const at = p1 === 0x81 ? p2 : p1 * 256 + p2
      return at > file.length ? { status: '6B00' } : { data: file.subarray(at, at + 200), status: '9000' }
    },
  }
  return {
    name: Buffer.from('F04B4356434D5001', 'hex'),
    selected: () => Buffer.alloc(0),
    answer: (request) => answers[request.ins]?.(request) ?? { status: '6D00' },
    reset: () => {
      open = false
      pin.given = false
    },
  }
}
