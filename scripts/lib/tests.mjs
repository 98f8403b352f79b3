// Runs vitest and counts: what passed, failed, and was skipped, with the reason that each skipped test gives in its title or
// prints (`skipped: …`).
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cache, node24, root, run, toolEnvironment } from './project.mjs'

/** The folder of the last run's reports, one per stage: read by `npm run acceptance`. */
export const reports = join(cache, 'reports')

/** One stage of tests. `projects`: of vitest.config.ts. Gives the counts; a run that ends without a report counts as failed. */
export async function runStage(name, projects, env = {}) {
  process.stdout.write(`\n── ${name}\n`)
  mkdirSync(reports, { recursive: true })
  const report = join(reports, `${name}.json`)
  rmSync(report, { force: true })
  const code = await run(node24, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...projects.flatMap((project) => ['--project', project]), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    env: toolEnvironment(env),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return count(report, code)
}

function count(report, code) {
  let result
  try {
    result = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const skipped = result.testResults.flatMap((file) => file.assertionResults.filter((test) => test.status === 'skipped' || test.status === 'pending' || test.status === 'todo'))
  for (const test of skipped) process.stdout.write(`skipped: ${test.fullName}\n`)
  const counts = { passed: result.numPassedTests, failed: result.numFailedTests, skipped: skipped.length }
  // A file that could not be loaded fails without a failed test.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

/** The stages: quick ones for `npm run check`, all for `npm test`. */
export async function runTests({ quick = false, env = {} } = {}) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const stages = quick ? [['unit', ['unit']]] : [['unit', ['unit']], ['office', ['office']], ['crash', ['crash']], ['e2e', ['e2e']]]
  for (const [name, projects] of stages) {
    const counts = await runStage(name, projects, env)
    for (const key of Object.keys(total)) total[key] += counts[key]
  }
  return total
}
