// npm run check: the one gate while working: types, lint, layers, dead code and the quick tests.
import { runChecks } from './lib/checks.mjs'
import { fail } from './lib/project.mjs'
import { runTests } from './lib/tests.mjs'
import { setUp } from './set-up.mjs'

try {
  await setUp({ window: false })
  const checks = await runChecks()
  const tests = await runTests({ quick: true })
  const failed = checks.failed + tests.failed
  process.exitCode = failed === 0 ? 0 : 1
  process.stdout.write(`\n${checks.passed + tests.passed} passed, ${failed} failed, ${tests.skipped} skipped\n`)
} catch (error) {
  fail(error)
}
