// Any text at all offered as a key block: it opens or it is refused with a fault of key blocks, and nothing else happens.
// KCV_FUZZ sets how many texts; KCV_FUZZ_SEED repeats a run.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { usages } from '../../electron/keys/block/attributes.js'
import type { NewHeader } from '../../electron/keys/block/header.js'
import { openKeyBlock } from '../../electron/keys/block/open.js'
import { optionalTable } from '../../electron/keys/block/optional-table.js'
import { wrapKeyBlock } from '../../electron/keys/block/wrap.js'
import { liveSecrets, randomSecret } from '../../electron/keys/vault.js'

const texts = Number(process.env.KCV_FUZZ ?? 20_000)
const seed = Number(process.env.KCV_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

/** xorshift32: cheap enough for a million texts, and a seed repeats it. */
function dice(start: number): (sides: number) => number {
  let state = start | 1
  return (sides) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
}
type Dice = ReturnType<typeof dice>

const HEX = '0123456789ABCDEF'
const ids = [...Object.keys(optionalTable), '00', '99', '1Z', 'ZZ', 'lb', 'P']
const repeat = (count: number, one: () => string) => Array.from({ length: count }, one).join('')
const from = (roll: Dice, letters: string | readonly string[]) => letters[roll(letters.length)]!

/** A text that looks like a block for a while: fields drawn from what there is, lengths mostly right. */
function likeBlock(roll: Dice): string {
  const count = roll(4)
  const optional = repeat(count, () => {
    const data = repeat(roll(30), () => from(roll, roll(4) ? HEX : roll(200) ? ' ~aZ' : '\u0000é'))
    const length = (data.length + 4 + (roll(8) ? 0 : roll(5) - 2)).toString(16).toUpperCase().padStart(2, '0')
    return `${from(roll, ids)}${roll(12) ? length : `000${roll(6)}0${length}0`}${data}`
  })
  const body = repeat(16 * roll(8) + (roll(6) ? 0 : roll(16)), () => from(roll, HEX))
  const fields = [
    from(roll, roll(10) ? 'ABCDE' : 'F0 a'),
    from(roll, roll(10) ? Object.keys(usages) : ['p0', 'Q9', '0']),
    from(roll, 'ADEHIJRSTATATATx'),
    from(roll, 'BCDEGNSTVXYq'),
    from(roll, roll(20) ? ['00', '01', 'c1'] : ['!!']),
    from(roll, roll(20) ? 'ENS' : 'x'),
    String(roll(10) ? count : roll(100)).padStart(2, '0'),
    from(roll, roll(20) ? '012' : '3'),
    roll(20) ? '0' : '1',
  ]
  const length = 16 + optional.length + body.length + (roll(10) ? 0 : roll(5))
  return `${fields[0]}${String(length).padStart(4, '0')}${fields.slice(1).join('')}${optional}${body}`
}

/** A right block with a few characters replaced, taken out or put in. */
function damaged(roll: Dice, block: string): string {
  let text = block
  for (let left = 1 + roll(3); left > 0; left--) {
    const at = roll(text.length + 1)
    const character = roll(3)
      ? from(roll, `${HEX}${HEX}PBKTSCLA`)
      : String.fromCharCode(roll(8) ? 0x20 + roll(0x5f) : roll(0x180))
    text = `${text.slice(0, at)}${roll(4) ? character : ''}${text.slice(at + roll(2))}`
  }
  return text
}

const noise = (roll: Dice): string => repeat(roll(200), () => String.fromCharCode(roll(roll(4) ? 0x7f : 0x800)))

test(`${texts} texts are refused or opened, and none hangs, crashes or leaves a key behind`, (t) => {
  t.diagnostic(`KCV_FUZZ_SEED=${seed}`)
  const roll = dice(seed)
  const alive = liveSecrets()
  {
    using double = randomSecret(16)
    using long = randomSecret(32)
    const label = { id: 'LB', data: 'bench 7' }
    const right = [...'ABCDE'].map((versionId) => {
      const header: NewHeader = {
        versionId,
        keyUsage: 'B1',
        algorithm: 'T',
        modeOfUse: 'X',
        keyVersion: '00',
        exportability: 'E',
        keyContext: '0',
        optionalBlocks: [{ id: 'KS', data: 'FFFF9876543210E00000' }, label, { id: 'KC', data: '' }],
      }
      return wrapKeyBlock({ header, key: double, kbpk: double, policy: 'lab' }).block
    })
    const damage = (dice: Dice) => damaged(dice, from(dice, right))
    const kinds = [likeBlock, likeBlock, likeBlock, likeBlock, damage, damage, damage, noise]
    const seen: Record<string, number> = {}
    for (let left = texts; left > 0; left--) {
      const text = kinds[roll(kinds.length)]!(roll)
      let answer = 'opened'
      try {
        openKeyBlock(text, roll(4) ? double : long, roll(2) ? 'lab' : 'production')[Symbol.dispose]()
      } catch (error) {
        assert.ok(error instanceof Fault, `${JSON.stringify(text)}: ${String(error)}`)
        assert.match(error.code, /^keys\/block-/, JSON.stringify(text))
        answer = error.code
      }
      seen[answer] = (seen[answer] ?? 0) + 1
    }
    t.diagnostic(JSON.stringify(seen))
    assert.ok((seen['keys/block-rejected'] ?? 0) > 0, 'some texts reach the MAC')
    assert.ok(Object.keys(seen).length > 15, 'the texts meet many rules')
  }
  assert.equal(liveSecrets(), alive, 'a secret was left alive')
})
