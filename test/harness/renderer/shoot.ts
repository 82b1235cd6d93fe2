// Takes a picture of every scene in both languages and looks for findings: axe, content policy, page errors, overflow.
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright'
import { bridge } from './bridge.js'
import { type Scene, scenes } from './scenes.js'
import { servePage } from './serve.js'

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'dist/shots' }, only: { type: 'string' } },
})
const axe = await readFile(join(dirname(createRequire(import.meta.url).resolve('axe-core')), 'axe.min.js'), 'utf8')
/** Runs in the page before its own scripts: keeps every refusal of the content policy. */
const watchPolicy =
  "globalThis.refusals = []; document.addEventListener('securitypolicyviolation', (e) => refusals.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile))"
const runAxe =
  "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target.join(' ') + ' — ' + (n.any[0]?.message ?? n.all[0]?.message ?? v.help))))"
/** What is cut off: a card's part too high for its place, a control or a value beyond the card's side, a page too wide. */
const overflow = `[
  ...[...document.querySelectorAll('[data-testid^=port-card-], [data-testid^=port-card-] > *')]
    .filter((e) => e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY !== 'auto')
    .map((e) => 'too high: ' + (e.dataset.testid ?? e.className) + ' by ' + (e.scrollHeight - e.clientHeight)),
  ...[...document.querySelectorAll('[data-testid^=port-card-]')].flatMap((card) =>
    [...card.querySelectorAll('button, svg, [data-testid], [role=img]')]
      .filter((e) => e.getBoundingClientRect().right > card.getBoundingClientRect().right)
      .map((e) => 'cut off: ' + (e.dataset.testid ?? e.className) + ' on ' + card.dataset.testid)),
  ...(document.documentElement.scrollWidth > innerWidth ? ['the page is wider than the window'] : []),
]`

async function shoot(browser: Browser, url: string, name: string, scene: Scene, language: 'zh' | 'en') {
  const findings: string[] = []
  const context = await browser.newContext({
    viewport: scene.size ?? { width: 1366, height: 768 },
    colorScheme: scene.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
    bypassCSP: false,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => findings.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') findings.push(`console: ${message.text()}`)
  })
  await page.addInitScript(watchPolicy)
  await page.addInitScript(bridge, {
    view: { ...scene.view, language },
    records: scene.records ?? 0,
    verdict: scene.verdict ?? 'pass',
  })
  await page.goto(url)
  await page.getByTestId('language').waitFor()
  await scene.act?.(page)
  await page.waitForTimeout(250)
  await page.screenshot({ path: join(values.out, `${name}-${language}.png`) })
  findings.push(...(await page.evaluate<string[]>('globalThis.refusals')))
  findings.push(...(await page.evaluate<string[]>(overflow)))
  if (scene.asks) {
    const asked = JSON.stringify(await page.evaluate<unknown>('globalThis.asked.at(-1)'))
    if (asked !== JSON.stringify(scene.asks)) findings.push(`asked ${asked}`)
  }
  if ((await page.evaluate<number>('localStorage.length + sessionStorage.length')) > 0) findings.push('kept something')
  // Through the debugger, not as an element: the page's own policy stays as it is.
  await page.evaluate(axe)
  findings.push(...(await page.evaluate<string[]>(runAxe)))
  await context.close()
  return findings
}

const { server, url } = await servePage(join(process.cwd(), 'dist/renderer'))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const blind = await browser.newPage()
await blind.addInitScript(watchPolicy)
await blind.goto(`${url}?unsigned`)
await blind.waitForTimeout(500)
if ((await blind.evaluate<string[]>('globalThis.refusals')).length === 0) throw new Error('the watch sees no refusal')
await blind.close()
await mkdir(values.out, { recursive: true })
let found = 0
for (const [name, scene] of Object.entries(scenes)) {
  if (values.only && !name.startsWith(values.only)) continue
  for (const language of ['zh', 'en'] as const) {
    const findings = await shoot(browser, url, name, scene, language)
    found += findings.length
    console.log(`${findings.length === 0 ? 'ok  ' : 'FIND'} ${name}-${language}`)
    for (const finding of findings) console.log(`     ${finding}`)
  }
}
await browser.close()
server.close()
console.log(found === 0 ? 'nothing found' : `${found} findings`)
process.exitCode = found === 0 ? 0 : 1
