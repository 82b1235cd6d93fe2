// Builds the window's page into dist/renderer: relative addresses for app://, nothing inline, one style sheet.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('../renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: at('../dist/renderer'),
    // The window's page, and the one that is printed.
    rolldownOptions: { input: [at('../renderer/index.html'), at('../renderer/print.html')] },
    emptyOutDir: true,
    // Electron 33 (Chromium 130) is the oldest runtime the page meets.
    target: 'chrome130',
    // The content policy allows no inline script and no data: but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    reportCompressedSize: false,
    // Loaded from the disk in one piece; the budget for the whole page is 0.8 MB.
    chunkSizeWarningLimit: 700,
  },
})
