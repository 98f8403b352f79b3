// npm run check: the one gate while working: types, lint, layers and the quick tests.
import { runChecks } from './lib/checks.mjs'
import { fail } from './lib/project.mjs'
import { runTests } from './lib/tests.mjs'
import { setUp } from './set-up.mjs'

try {
  await setUp({ window: false })
  const checks = await runChecks()
  const tests = await runTests({ quick: true })
  process.exitCode = checks.failed + tests.failed === 0 ? 0 : 1
} catch (error) {
  fail(error)
}
