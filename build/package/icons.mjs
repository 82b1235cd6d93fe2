// The icon in every size a desktop asks for. Drawn once as icons/kcv-station.svg; the PNGs beside it are made from it by
// `node build/package/icons.mjs`, with the Electron that is here, and kept in the tree.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const iconSizes = [16, 24, 32, 48, 64, 128, 256, 512]

const program = (svg, folder) => `
import { readFileSync, writeFileSync } from 'node:fs'
import { app, BrowserWindow } from 'electron'
app.disableHardwareAcceleration()
app.on('window-all-closed', () => {})
// Not awaited here: Electron gets ready after this file.
app.whenReady().then(async () => {
const picture = 'data:image/svg+xml;base64,' + readFileSync(${JSON.stringify(svg)}).toString('base64')
for (const size of ${JSON.stringify(iconSizes)}) {
  const window = new BrowserWindow({ width: size, height: size, useContentSize: true, show: false, frame: false, transparent: true, webPreferences: { offscreen: true } })
  await window.loadURL('data:text/html,<body style="margin:0;overflow:hidden"><canvas width="' + size + '" height="' + size + '">')
  const url = await window.webContents.executeJavaScript(\`new Promise((done) => { const image = new Image(); image.onload = () => { const canvas = document.querySelector('canvas'); canvas.getContext('2d').drawImage(image, 0, 0, \${size}, \${size}); done(canvas.toDataURL('image/png')) }; image.src = '\${picture}' })\`)
  writeFileSync(${JSON.stringify(folder)} + '/' + size + 'x' + size + '.png', Buffer.from(url.split(',')[1], 'base64'))
  window.destroy()
}
app.exit(0)
})
`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const icons = fileURLToPath(new URL('icons', import.meta.url))
  const work = mkdtempSync(join(tmpdir(), 'kcv-icons-'))
  writeFileSync(join(work, 'package.json'), '{"name":"icons","type":"module","main":"main.js"}')
  writeFileSync(join(work, 'main.js'), program(join(icons, 'kcv-station.svg'), icons))
  const { electronHere } = await import('../setup/electron.mjs')
  const words = [...(process.getuid() === 0 ? ['--no-sandbox'] : []), work]
  const { status } = spawnSync('xvfb-run', ['-a', join(electronHere().folder, 'electron'), ...words], {
    stdio: 'inherit',
  })
  rmSync(work, { recursive: true })
  process.exitCode = status ?? 70
}
