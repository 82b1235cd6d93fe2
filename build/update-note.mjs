// Signs an update for offline machines, on a machine of its own for each key:
//   node build/update-note.mjs key NAME            makes a release key: NAME.private (keep it), its public half is printed
//   node build/update-note.mjs write PACKAGE.deb --sequence N    writes PACKAGE.deb.note, not signed yet
//   node build/update-note.mjs sign PACKAGE.deb --key NAME.private    looks at package and note, adds one signature
// A note with two signatures of the three release keys is an update (docs/packaging.md).
import { spawnSync } from 'node:child_process'
import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { noteKey, noteText, signatureLine } from './package/note.mjs'
import { exits } from './setup/project.mjs'
import { Halt, say, stopWith } from './setup/say.mjs'

const usage =
  'node build/update-note.mjs key NAME | write PACKAGE.deb --sequence N | sign PACKAGE.deb --key NAME.private'
const OWNER_ONLY = 0o600

const noteOf = (file, sequence) => {
  const field = (name) => spawnSync('dpkg-deb', ['-f', file, name], { encoding: 'utf8' }).stdout.trim()
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
  return noteText({
    version: field('Version'),
    sequence,
    architecture: field('Architecture'),
    size: statSync(file).size,
    sha256,
  })
}

const commands = {
  key: ([name]) => {
    if (!/^[a-z0-9-]{1,40}$/.test(name ?? ''))
      throw new Halt('A key has a name of small letters, digits and dashes', usage, exits.usage)
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(`${name}.private`, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: OWNER_ONLY,
      flag: 'wx',
    })
    say(noteKey(name, privateKey))
  },
  write: ([file], { sequence }) => {
    if (!/^[1-9]\d{0,7}$/.test(sequence ?? ''))
      throw new Halt('--sequence is the number of the release', usage, exits.usage)
    writeFileSync(`${file}.note`, `${noteOf(file, sequence)}\n`, { flag: 'wx' })
    say(`${file}.note`)
  },
  sign: ([file], { key }) => {
    const note = readFileSync(`${file}.note`, 'utf8')
    const text = note.slice(0, note.indexOf('\n\n') + 1)
    const sequence = /^sequence (\d+)$/m.exec(text)?.[1]
    if (text !== noteOf(file, sequence))
      throw new Halt(`${file}.note does not describe this package`, 'Nothing was signed.', exits.software)
    const name = basename(key, '.private')
    appendFileSync(`${file}.note`, signatureLine(text, name, createPrivateKey(readFileSync(key))))
    say(`signed by ${name}:\n${text}`)
  },
}

try {
  const { values, positionals } = parseArgs({
    options: { sequence: { type: 'string' }, key: { type: 'string' } },
    allowPositionals: true,
  })
  const [word, ...rest] = positionals
  if (!Object.hasOwn(commands, word ?? '') || rest.length !== 1)
    throw new Halt('What is to be done?', usage, exits.usage)
  commands[word](rest, values)
} catch (error) {
  stopWith(error)
}
