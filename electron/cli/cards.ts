// `cards`: the card readers of this machine and what is in them. Gives no PIN and changes nothing on a card.
import { applications, recognise } from '../cards/applications.js'
import { Readers, type ReaderView } from '../cards/reader.js'
import { Fault, faultView } from '../contract/fault.js'
import type { CliCommand } from './command.js'
import type { Io } from './io.js'

const settleMs = 1500

export const cards: CliCommand = {
  name: 'cards',
  usage: 'cards   the card readers of this machine and what is in them',
  options: {},
  inProduction: false,
  async run(_options, io) {
    const readers = await Readers.open()
    try {
      await readers.settled(settleMs)
      const views = readers.views()
      if (views.length === 0) throw new Fault('cards/no-reader', { reader: '' })
      for (const view of views) await tell(readers, view, io)
      return 0
    } finally {
      readers.close()
    }
  },
}

async function tell(readers: Readers, { name, card }: ReaderView, io: Io): Promise<void> {
  if (card === 'none') return io.result({ reader: name, card: null }, `${name}  ${noCard[io.language]}`)
  try {
    const found = await readers.withCard(name, recognise)
    const lines = found.map(({ application, holder, fingerprint }) => {
      const title = applications.find(({ id }) => id === application)!.title[io.language]
      return [`  ${title}`, holder, fingerprint].filter((word) => word !== null).join('  ')
    })
    io.result(
      { reader: name, card: found },
      [name, ...(lines.length > 0 ? lines : [`  ${strange[io.language]}`])].join('\n'),
    )
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    io.result({ reader: name, card: null, ...faultView(error) }, `${name}  ${error.sentence[io.language]}`)
  }
}

const noCard = { en: 'no card', zh: '无卡' } as const
const strange = { en: 'a card of another kind', zh: '其他类型的卡' } as const
