// npm run -s office -- …: the office process from the command line. Sets up what is missing with words on stderr only;
// stdout belongs to the answer.
import { join } from 'node:path'
import { fail, node24, root, run } from './lib/project.mjs'
import { setUp } from './set-up.mjs'

try {
  await setUp({ window: false })
  process.exitCode = await run(node24, [join(root, 'dist', 'office', 'command-line.js'), ...process.argv.slice(2)])
} catch (error) {
  fail(error)
}
