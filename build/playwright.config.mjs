// The end-to-end tests: the compiled specs, one at a time, on the real app.
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

export default {
  testDir: at('../dist/test/e2e'),
  testMatch: /\.spec\.js$/,
  outputDir: process.env.KCV_E2E_OUTPUT ?? at('../dist/e2e'),
  workers: 1,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: process.env.KCV_E2E_REPORT ?? at('../dist/e2e-report.json') }]],
  use: { screenshot: 'only-on-failure' },
}
