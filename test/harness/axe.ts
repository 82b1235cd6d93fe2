// What axe finds wrong with a page as it stands.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'

const source = () =>
  readFileSync(fileURLToPath(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8')

/** @returns rule and element of each violation */
export async function axeFindings(page: Page): Promise<string[]> {
  // The page's policy forbids inline scripts; the debugger's own evaluation does not pass through it.
  await page.evaluate(source())
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
}
