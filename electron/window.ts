// Electron's hardening, all of it: one sandboxed window on app://station that may go nowhere and ask for nothing.
import { randomBytes } from 'node:crypto'
import { app, BrowserWindow, Menu, protocol, type Session, session } from 'electron'
import { pageFile } from './store.js'

const SCHEME = 'app'
const HOST = 'station'
const PAGE = `${SCHEME}://${HOST}/index.html`

/** Before the app is ready. */
export function prepareWindows(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])
  // Root cannot run Chromium's sandbox; npm start says so and passes the switch, and the package refuses it.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'] as const)
      contents.on(name as 'will-navigate', (event) => event.preventDefault())
  })
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
}

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "worker-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "manifest-src 'none'",
  ].join('; ')

/**
 * Serves the built page, and nothing above its folder. The page learns a fresh nonce at every load.
 * @param data what the page finds in place of its "__DATA__", as JSON without `<`
 */
export function servePage(pageSession: Session, root: string, data = 'null'): void {
  pageSession.protocol.handle(SCHEME, (request) => {
    const url = new URL(request.url)
    const path = decoded(url.pathname).replace(/^\/+/, '')
    const file = url.host === HOST && url.port === '' ? pageFile(root, path) : null
    const type = types[path.slice(path.lastIndexOf('.') + 1)]
    if (!file || !type) return new Response('', { status: 404 })
    const nonce = randomBytes(16).toString('base64')
    const body = path.endsWith('.html')
      ? new TextDecoder()
          .decode(file)
          .replaceAll('__CSP_NONCE__', nonce)
          .replace('"__DATA__"', () => data)
      : file
    return new Response(body, {
      headers: {
        'content-type': type,
        'content-security-policy': policy(nonce),
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-dns-prefetch-control': 'off',
      },
    })
  })
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

export function denyAll(pageSession: Session): void {
  pageSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  pageSession.setPermissionCheckHandler(() => false)
  pageSession.setDevicePermissionHandler(() => false)
  pageSession.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  pageSession.setSpellCheckerEnabled(false)
  // WebRTC passes by every request filter: whatever it sends goes to a proxy that is not there.
  void pageSession.setProxy({ mode: 'fixed_servers', proxyRules: '127.0.0.1:9' })
  pageSession.on('will-download', (event) => event.preventDefault())
  // The page is served by us; whatever else asks for the network gets none.
  pageSession.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !details.url.startsWith(`${SCHEME}://${HOST}/`) }),
  )
}

/** Makes the window; it shows itself once its page is there. @param root the folder of the built page */
export function makeWindow(root: string, preload: string): BrowserWindow {
  const pageSession = session.fromPartition('station', { cache: false })
  denyAll(pageSession)
  servePage(pageSession, root)
  Menu.setApplicationMenu(null)
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#f6f7f9',
    title: 'KCV Station',
    webPreferences: {
      session: pageSession,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      navigateOnDragDrop: false,
      enableWebSQL: false,
      autoplayPolicy: 'user-gesture-required',
    },
  })
  window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  // A page that crashed or strayed is put back; the work goes on in main meanwhile.
  window.webContents.on('render-process-gone', () => void loadPage(window))
  window.webContents.on('did-navigate', (_event, url) => {
    if (url !== PAGE) void loadPage(window)
  })
  window.once('ready-to-show', () => window.show())
  return window
}

export const loadPage = (window: BrowserWindow): Promise<void> => window.loadURL(PAGE)
