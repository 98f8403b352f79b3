// The checks that run no test: types, lint, layers, dead code. Each counts as one in the last line of `npm test`.
import { join } from 'node:path'
import { node24, root, run, toolEnvironment } from './project.mjs'

const bin = (path) => join(root, 'node_modules', path)

const CHECKS = [
  { name: 'types', tool: [bin('typescript/bin/tsc'), '-p', '.'] },
  { name: 'lint', tool: [bin('oxlint/bin/oxlint'), '--deny-warnings', 'src-main', 'src-renderer', 'tests', 'scripts'] },
  { name: 'layers', tool: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', 'scripts/lib/layers.cjs', '--output-type', 'err', 'src-main', 'src-renderer'] },
  { name: 'dead code', tool: [bin('knip/bin/knip.js'), '--no-progress'] },
]

/** Runs every check; gives how many passed and failed. */
export async function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, tool } of CHECKS) {
    process.stdout.write(`\n── ${name}\n`)
    const code = await run(node24, tool, { env: toolEnvironment() })
    if (code === 0) counts.passed += 1
    else counts.failed += 1
    process.stdout.write(`${name}: ${code === 0 ? 'ok' : 'FAILED'}\n`)
  }
  return counts
}
