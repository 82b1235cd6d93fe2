// Electron's security checklist, as far as the sources show it: what every window must say, and what none may.
// What only a running window shows is tried in test/e2e/policy.spec.ts and test/package.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filesBelow, textOf } from '../harness/tree.js'

const sources = filesBelow('electron', /\.(ts|cts)$/).map((path) => ({
  path,
  code: textOf(path)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, ''),
}))
const windows = sources.flatMap(({ path, code }) =>
  [...code.matchAll(/webPreferences: \{([^}]*)\}/g)].map(([, preferences]) => ({ path, preferences: preferences! })),
)

const never: readonly [item: string, pattern: RegExp][] = [
  ['2: Node for pages', /nodeIntegration\w*: true/],
  ['3: a page that shares our world', /contextIsolation: false/],
  ['4: a page outside the sandbox', /sandbox: false/],
  ['6: web security turned off', /webSecurity: false/],
  ['8: insecure content', /allowRunningInsecureContent: true/],
  ['9: experimental features', /experimentalFeatures/],
  ['10: Blink features', /enableBlinkFeatures/],
  ['11: web views', /webviewTag: true|allowpopups/],
  ['15: programs of the system opened for the page', /\bshell\b.*from 'electron'|openExternal|openPath/],
  ['18: pages from files', /loadFile\(|file:\/\//],
  ['the crash reporter', /crashReporter/],
  ['switches added from inside', /appendSwitch|appendArgument/],
  ['remote content', /loadURL\(['"`]https?:/],
  ['the whole of ipcRenderer for the page', /exposeInMainWorld\([^)]*ipcRenderer\s*\)/],
]

for (const [item, pattern] of never)
  test(`nowhere in the sources: ${item}`, () => {
    assert.deepEqual(
      sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path),
      [],
    )
  })

const always = [
  'sandbox: true',
  'contextIsolation: true',
  'nodeIntegration: false',
  'webSecurity: true',
  'webviewTag: false',
  'spellcheck: false',
  'devTools: ',
]

test('every window says what it is not', () => {
  assert.ok(windows.length >= 2, 'the page and the one that is printed')
  for (const { path, preferences } of windows)
    for (const word of always) assert.ok(preferences.includes(word), `${path}: ${word}`)
  const made = sources.flatMap(({ code }) => [...code.matchAll(/new BrowserWindow\(/g)])
  assert.equal(made.length, windows.length, 'no window is made without preferences')
})
