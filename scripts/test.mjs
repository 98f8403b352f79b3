// npm test: set-up, then everything; the last line is `N passed, N failed, N skipped`. `--long`: the full counts of crash and
// fuzz rounds.
import { runChecks } from './lib/checks.mjs'
import { fail } from './lib/project.mjs'
import { runTests } from './lib/tests.mjs'
import { startVirtualDisplay } from './lib/virtual-display.mjs'
import { setUp } from './set-up.mjs'

try {
  const electron = await setUp({ virtual: true })
  const checks = await runChecks()
  const screen = await startVirtualDisplay()
  try {
    const tests = await runTests({
      env: { DISPLAY: screen.display, VANTHU_ELECTRON: electron.path, ...(process.argv.includes('--long') ? { VANTHU_LONG: '1' } : {}) },
    })
    const total = { passed: checks.passed + tests.passed, failed: checks.failed + tests.failed, skipped: tests.skipped }
    process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
    process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  } finally {
    screen.stop()
  }
} catch (error) {
  fail(error)
}
