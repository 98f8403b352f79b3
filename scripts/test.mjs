// npm test: set-up, then everything; the last line is `N passed, N failed, N skipped`. `--long`: the full counts of crash and
// fuzz rounds.
import { runChecks } from './lib/checks.mjs'
import { Explained, say } from './lib/project.mjs'
import { runTests } from './lib/tests.mjs'
import { startVirtualDisplay } from './lib/virtual-display.mjs'
import { setUp } from './set-up.mjs'

const total = { passed: 0, failed: 0, skipped: 0 }
const add = (counts) => {
  for (const key of Object.keys(total)) total[key] += counts[key]
}

try {
  const electron = await setUp({ virtual: true })
  add(await runChecks())
  const screen = await startVirtualDisplay()
  try {
    const long = process.argv.includes('--long') ? { VANTHU_LONG: '1' } : {}
    add(await runTests({ env: { DISPLAY: screen.display, VANTHU_ELECTRON: electron.path, ...long } }))
  } finally {
    screen.stop()
  }
} catch (error) {
  say(error instanceof Explained ? error.message : error.stack)
  total.failed += 1
}
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
