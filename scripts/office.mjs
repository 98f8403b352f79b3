// npm run -s office -- …: the office process from the command line. Sets up what is missing with words on stderr only;
// stdout belongs to the answer.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findElectron } from './lib/electron-runtime.mjs'
import { fail, node24, root, run } from './lib/project.mjs'
import { setUp } from './set-up.mjs'

const program = join(root, 'dist', 'office', 'command-line.js')

try {
  await setUp({ window: false })
} catch (error) {
  fail(error)
}
// For a key that the system's key store keeps, the program is started for a moment: with the Electron at hand, where there is one.
try {
  process.env.VANTHU_ELECTRON ||= findElectron()?.path ?? ''
} catch (error) {
  fail(error)
}
// npm puts Node 24 first on PATH once it is installed: then the program runs in this very process.
if (Number(process.versions.napi) >= 10) {
  process.argv[1] = program
  await import(pathToFileURL(program).href)
} else {
  process.exitCode = await run(node24, [program, ...process.argv.slice(2)]).catch(fail)
}
