// Runs vitest, stage by stage, and counts: what passed, failed, and was skipped, with the reason of each skipped test.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cache, node24, root, run, toolEnvironment } from './project.mjs'
import { readJson } from './stamp.mjs'

/** The folder of the last run's reports, one per stage: read by `npm run acceptance`. */
const reports = join(cache, 'reports')

/** The stages of vitest.config.ts: quick ones for `npm run check`, all for `npm test`. */
const QUICK = ['unit']
const ALL = ['unit', 'office', 'crash', 'e2e']

/** Runs one stage; a run that ends without a report counts as one failure. */
async function runStage(stage, env) {
  process.stdout.write(`\n── ${stage}\n`)
  const report = join(reports, `${stage}.json`)
  rmSync(report, { force: true })
  const code = await run(
    node24,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', stage, '--reporter=default', `--reporter=${join(root, 'scripts/lib/report.mjs')}`],
    { env: toolEnvironment({ ...env, VANTHU_REPORT: report }), stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const tests = readJson(report) ?? []
  const of = (state) => tests.filter((test) => test.state === state)
  for (const { name, reason } of of('skipped')) process.stdout.write(`skipped: ${name}${reason ? `: ${reason}` : ' (no reason given)'}\n`)
  return { passed: of('passed').length, failed: Math.max(of('failed').length, code === 0 ? 0 : 1), skipped: of('skipped').length }
}

/** Runs the stages, all of them even after a failure; gives the sum of their counts. */
export async function runTests({ quick = false, env = {} } = {}) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const stage of quick ? QUICK : ALL) {
    const counts = await runStage(stage, env)
    for (const key of Object.keys(total)) total[key] += counts[key]
  }
  return total
}

/** Every test of the last runs: `{file, name, state, reason?}`; undefined when none ran yet. */
export function lastTests() {
  if (!existsSync(reports)) return undefined
  return readdirSync(reports).flatMap((name) => readJson(join(reports, name)) ?? [])
}
