// Every driver in the list, against the transcripts in its folder.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { drivers } from '../../electron/devices/index.js'
import { parse, replay } from './transcript.js'

const families = fileURLToPath(new URL('../../../electron/devices/', import.meta.url))

for (const driver of drivers) {
  const folder = `${families}${driver.id}/`
  const files = readdirSync(folder).filter((file) => file.endsWith('.wire'))
  test(`${driver.id} has transcripts`, () => assert.notEqual(files.length, 0))
  for (const file of files) {
    for (const conversation of parse(readFileSync(folder + file, 'utf8'))) {
      test(`${driver.id} ${file} line ${conversation.line}: ${conversation.call}`, () => replay(driver, conversation))
    }
  }
}

const k21 = drivers.find((driver) => driver.id === 'newland-k21')!
const one = (text: string) => replay(k21, parse(text)[0]!)
const identity =
  '{"family":"newland-k21","serial":null,"serialSource":null,"model":null,"firmware":null,"tampered":null}'

test('a transcript whose frame differs from ours in one bit fails with its line number', async () => {
  await assert.rejects(
    one('@ identify\n=> 02 0004 F101 2F 01 03 D8\n<= 02 0006 F101 2F 01 3030 03 DB\n= null'),
    /^Error: line 2: /,
  )
})
test('a transcript whose answer gives another value fails with its line number', async () => {
  const text = (value: string) =>
    `@ identify\n=> 02 0004 F101 2F 01 03 D9\n<= 02 0006 F101 2F 01 3030 03 DB\n= ${value}`
  await one(text(identity))
  await assert.rejects(one(text(identity.replace('"model":null', '"model":"K22"'))), /line 4: /)
})
test('an exchange that the driver makes and the transcript lacks fails with its line number', async () => {
  await assert.rejects(one('@ identify\n\n= {"fault":"wire/silent"}'), /^Error: line 3: nothing was due/)
})
test('an exchange that the transcript has and the driver never makes fails with its line number', async () => {
  const more = '=> 02 0004 F101 2F 02 03 DA\n<= 02 0006 F101 2F 02 3030 03 D8\n'
  await assert.rejects(
    one(`@ identify\n=> 02 0004 F101 2F 01 03 D9\n<= 02 0006 F101 2F 01 3030 03 DB\n${more}= ${identity}`),
    /^Error: line 4: never sent/,
  )
})
test('a line that is no part of a transcript is named', () => {
  assert.throws(() => parse('# about\n@ identify\n-> 02'), /line 3: "->"/)
  assert.throws(() => parse('=> 02'), /line 1: belongs to no call/)
})
