// A smart card in software: takes command APDUs as a T=1 card does (ISO 7816-4), joins chained commands, hands long answers out in
// pieces, and gives them to the application that was selected. Written from the standards; knows nothing of the station's code.

export interface CardRequest {
  readonly ins: number
  readonly p1: number
  readonly p2: number
  readonly data: Buffer
}
export type CardReply = { readonly data?: Buffer; readonly status: string }
export interface CardApplication {
  /** Its full name. A shorter name given in SELECT selects it too. */
  readonly name: Buffer
  /** The answer to SELECT. */
  readonly selected: () => Buffer
  readonly answer: (request: CardRequest) => CardReply
  /** Power was lost or the card was reset. */
  readonly reset: () => void
}

export class VirtualCard {
  #current: CardApplication | null = null
  #chain: Buffer[] = []
  #left = Buffer.alloc(0)
  /** Every command that came, as hex; for tests that look at what was on the line. */
  readonly heard: string[] = []

  constructor(
    private readonly applications: readonly CardApplication[],
    /** Bytes of one answer at most. */
    private readonly piece = 256,
  ) {}

  reset(): void {
    this.#current = null
    this.#chain = []
    this.#left = Buffer.alloc(0)
    for (const application of this.applications) application.reset()
  }

  readonly transmit = async (bytes: Uint8Array): Promise<Uint8Array> => this.answer(Buffer.from(bytes))

  answer(bytes: Buffer): Buffer {
    this.heard.push(bytes.toString('hex').toUpperCase())
    if (bytes.length < 4) return Buffer.from('6700', 'hex')
    const [cla, ins, p1, p2] = [bytes[0]!, bytes[1]!, bytes[2]!, bytes[3]!]
    if (cla !== 0x00 && cla !== 0x10) return Buffer.from('6E00', 'hex')
    const lc = bytes.length > 5 ? bytes[4]! : 0
    if (bytes.length > 5 && bytes.length !== 5 + lc && bytes.length !== 6 + lc) return Buffer.from('6700', 'hex')
    const data = bytes.subarray(5, 5 + lc)
    if (cla === 0x10) {
      this.#chain.push(Buffer.from(data))
      return Buffer.from('9000', 'hex')
    }
    const whole = Buffer.concat([...this.#chain, data])
    this.#chain = []
    if (ins === 0xc0) return this.#handOut()
    const reply = this.#reply({ ins, p1, p2, data: whole })
    if (reply.status !== '9000') return Buffer.concat([reply.data ?? Buffer.alloc(0), Buffer.from(reply.status, 'hex')])
    this.#left = Buffer.from(reply.data ?? Buffer.alloc(0))
    return this.#handOut()
  }

  #handOut(): Buffer {
    const now = this.#left.subarray(0, this.piece)
    this.#left = this.#left.subarray(now.length)
    const left = this.#left.length
    const status = left === 0 ? Buffer.from('9000', 'hex') : Buffer.from([0x61, Math.min(left, 255)])
    return Buffer.concat([now, status])
  }

  #reply(request: CardRequest): CardReply {
    if (request.ins === 0xa4 && request.p1 === 4) {
      const found = this.applications.find(({ name }) => name.subarray(0, request.data.length).equals(request.data))
      if (!found || request.data.length < 5) return { status: '6A82' }
      if (this.#current !== found) this.#current?.reset()
      this.#current = found
      return { data: found.selected(), status: '9000' }
    }
    return this.#current?.answer(request) ?? { status: '6D00' }
  }
}

/** A PIN with its counter, shared by the applications: ASCII digits padded with FF to 8 bytes. */
export class CardPin {
  left: number
  given = false
  constructor(
    private readonly pin: string,
    private readonly tries = 3,
  ) {
    this.left = tries
  }
  verify(data: Buffer): CardReply {
    if (this.left === 0) return { status: '6983' }
    this.given = data.equals(Buffer.concat([Buffer.from(this.pin, 'latin1'), Buffer.alloc(8 - this.pin.length, 0xff)]))
    if (this.given) this.left = this.tries
    else this.left -= 1
    return { status: this.given ? '9000' : `63C${this.left}` }
  }
}
