// Serves the built page as the app:// handler does: the same content policy, a fresh nonce for every load.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}
const policy = (nonce: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; ` +
  "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export async function servePage(root: string): Promise<{ server: Server; url: string }> {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = new URL(url, 'http://page').pathname
    const file = join(root, normalize(path === '/' ? '/index.html' : path))
    try {
      const bytes = await readFile(file)
      const nonce = randomBytes(16).toString('base64')
      // `?unsigned` leaves the placeholder: the page's own style element is then refused, and the watch must see it.
      const html = extname(file) === '.html' && !url.endsWith('?unsigned')
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policy(nonce),
      })
      response.end(html ? bytes.toString('utf8').replace('__CSP_NONCE__', nonce) : bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}
