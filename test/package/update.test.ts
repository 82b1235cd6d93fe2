// An update on a medium, judged by both who judge it: the station's own code and root's helper, a shell script over openssl.
// The same table for both: they share no line, so a fault in one does not hide in the other.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { verifyUpdate } from '../../electron/release/update-file.js'
import { projectRoot } from '../harness/tree.js'

const folder = mkdtempSync(join(tmpdir(), 'kcv-update-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const tool = (...words: string[]) =>
  spawnSync(process.execPath, [join(projectRoot, 'build', 'update-note.mjs'), ...words], {
    cwd: folder,
    encoding: 'utf8',
  })

const names = ['release-1', 'release-2', 'release-3', 'stranger']
const keys = names.map((name) => tool('key', name).stdout.trim())
const keyFile = join(folder, 'keys')
writeFileSync(
  keyFile,
  keys
    .slice(0, 3)
    .map((key) => `${key}\n`)
    .join(''),
)

const good = join(folder, 'good.deb')
const tree = join(folder, 'tree', 'DEBIAN')
mkdirSync(tree, { recursive: true })
const architecture = spawnSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).stdout.trim()
writeFileSync(
  join(tree, 'control'),
  `Package: kcv-station\nVersion: 0.2.0\nArchitecture: ${architecture}\nMaintainer: t <t@localhost>\nDescription: t\n`,
)
spawnSync('dpkg-deb', ['--root-owner-group', '-b', join(folder, 'tree'), good])
tool('write', good, '--sequence', '7')
for (const name of ['release-1', 'release-3']) assert.equal(tool('sign', good, '--key', `${name}.private`).status, 0)

interface Case {
  readonly what: string
  /** Changes a good package and its note. */
  readonly change: (deb: string, note: string) => void
  readonly fault: string | null
  /** What this machine has had. */
  readonly newest?: number
}
const edit = (note: string, change: (text: string) => string) => writeFileSync(note, change(readFileSync(note, 'utf8')))
const lines = (note: string) => readFileSync(note, 'utf8').split('\n')
const without = (note: string, at: number) =>
  writeFileSync(
    note,
    lines(note)
      .filter((_, index) => index !== at)
      .join('\n'),
  )
/** Signs anew, by these, what the note says after a change: somebody has these keys. */
const resign = (note: string, by: readonly string[], change: (text: string) => string = (text) => text) => {
  const text = change(readFileSync(note, 'utf8')).split('\n\n')[0]!
  writeFileSync(note, `${text}\n\n`)
  const script = `import { signatureLine } from ${JSON.stringify(join(projectRoot, 'build', 'package', 'note.mjs'))}; import { createPrivateKey } from 'node:crypto'; import { readFileSync } from 'node:fs'; for (const name of process.argv.slice(2)) process.stdout.write(signatureLine(process.argv[1] + '\\n', name, createPrivateKey(readFileSync(name + '.private'))))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, text, ...by], {
    cwd: folder,
    encoding: 'utf8',
  })
  writeFileSync(note, `${text}\n\n${stdout}`)
}
const flip = (path: string, at: number) => {
  const bytes = readFileSync(path)
  bytes[at]! ^= 1
  writeFileSync(path, bytes)
}

const cases: readonly Case[] = [
  { what: 'two of three keys', change: () => {}, fault: null },
  { what: 'all three keys', change: (_, note) => resign(note, ['release-1', 'release-2', 'release-3']), fault: null },
  {
    what: 'a stranger’s signature beside two good ones',
    change: (_, note) => resign(note, ['stranger', 'release-2', 'release-3']),
    fault: null,
  },
  { what: 'one key alone', change: (_, note) => without(note, 8), fault: 'release/signatures' },
  { what: 'one key twice', change: (_, note) => resign(note, ['release-1', 'release-1']), fault: 'release/signatures' },
  {
    what: 'one key and a stranger',
    change: (_, note) => resign(note, ['release-1', 'stranger']),
    fault: 'release/signatures',
  },
  { what: 'no signature', change: (_, note) => resign(note, []), fault: 'release/signatures' },
  {
    what: 'a stranger under the names of release keys',
    change: (_, note) => {
      resign(note, ['stranger', 'stranger'])
      edit(note, (text) => text.replace('stranger', 'release-1').replace('stranger', 'release-2'))
    },
    fault: 'release/signatures',
  },
  {
    what: 'a changed byte in a signature',
    change: (_, note) =>
      edit(note, (text) =>
        text.replace(/(release-1 .{20})(.)/, (_, head, sign) => `${head}${sign === 'A' ? 'B' : 'A'}`),
      ),
    fault: 'release/signatures',
  },
  {
    what: 'another version in the note',
    change: (_, note) => edit(note, (text) => text.replace('0.2.0', '0.3.0')),
    fault: 'release/signatures',
  },
  {
    what: 'another release number in the note',
    change: (_, note) => edit(note, (text) => text.replace('sequence 7', 'sequence 9')),
    fault: 'release/signatures',
  },
  { what: 'an altered byte in the package', change: (deb) => flip(deb, 200), fault: 'release/wrong-package' },
  {
    what: 'an altered last byte',
    change: (deb) => flip(deb, readFileSync(deb).length - 1),
    fault: 'release/wrong-package',
  },
  {
    what: 'a truncated package',
    change: (deb) => truncateSync(deb, readFileSync(deb).length - 10),
    fault: 'release/wrong-package',
  },
  { what: 'an empty package', change: (deb) => truncateSync(deb, 0), fault: 'release/wrong-package' },
  {
    what: 'bytes after the package',
    change: (deb) => writeFileSync(deb, Buffer.concat([readFileSync(deb), Buffer.of(0)])),
    fault: 'release/wrong-package',
  },
  { what: 'a truncated note', change: (_, note) => truncateSync(note, 60), fault: 'release/no-note' },
  { what: 'an empty note', change: (_, note) => truncateSync(note, 0), fault: 'release/no-note' },
  { what: 'no note', change: (_, note) => rmSync(note), fault: 'release/no-note' },
  {
    what: 'a note with a line too many',
    change: (_, note) => resign(note, ['release-1', 'release-2'], (text) => text.replace('size', 'more 1\nsize')),
    fault: 'release/no-note',
  },
  {
    what: 'another architecture, rightly signed',
    change: (_, note) =>
      resign(note, ['release-1', 'release-2'], (text) => text.replace(/architecture .*/, 'architecture s390x')),
    fault: 'release/wrong-package',
  },
  { what: 'an older release, rightly signed', change: () => {}, newest: 8, fault: 'release/not-newer' },
  { what: 'the same release again', change: () => {}, newest: 7, fault: 'release/not-newer' },
]

for (const [at, { what, change, fault, newest = 3 }] of cases.entries())
  test(`${what}: ${fault === null ? 'taken' : `refused, ${fault}`}, by the station and by root's helper`, () => {
    const deb = join(folder, `${at}.deb`)
    copyFileSync(good, deb)
    copyFileSync(`${good}.note`, `${deb}.note`)
    change(deb, `${deb}.note`)
    const newestFile = join(folder, `newest-${at}`)
    writeFileSync(newestFile, `${newest}\n`)
    assert.equal(judged(deb, newestFile), fault)
    const helper = spawnSync(
      'sh',
      [join(projectRoot, 'build', 'package', 'debian', 'install-update'), '--verify', deb],
      {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, KCV_RELEASE_KEYS: keyFile, KCV_NEWEST_RELEASE: newestFile },
      },
    )
    assert.equal(helper.status, fault === null ? 0 : 65, helper.stdout + helper.stderr)
  })

const judged = (deb: string, newestFile: string): string | null => {
  try {
    verifyUpdate(deb, { keys: keys.slice(0, 3), sequence: 2, architecture, newestFile })
    return null
  } catch (error) {
    assert.ok(error instanceof Fault, String(error))
    return error.code
  }
}

test('a build without release keys takes no update', () => {
  const installed = { keys: [], sequence: 0, architecture, newestFile: '/nonexistent' }
  assert.throws(() => verifyUpdate(good, installed), { code: 'release/no-keys' })
})

test('the signer signs nothing that is not what the note says', () => {
  const deb = join(folder, 'other.deb')
  copyFileSync(good, deb)
  copyFileSync(`${good}.note`, `${deb}.note`)
  flip(deb, 300)
  const before = readFileSync(`${deb}.note`, 'utf8')
  assert.notEqual(tool('sign', deb, '--key', 'release-2.private').status, 0)
  assert.equal(readFileSync(`${deb}.note`, 'utf8'), before)
})

test('a private half is readable by its owner alone', () => {
  assert.equal(
    spawnSync('stat', ['-c', '%a', join(folder, 'release-1.private')], { encoding: 'utf8' }).stdout.trim(),
    '600',
  )
  assert.equal(createPrivateKey(readFileSync(join(folder, 'release-1.private'))).asymmetricKeyType, 'ed25519')
})
