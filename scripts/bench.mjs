// npm run bench: measures speed and memory against their limits (tests/bench/run.ts; `-- --json` for machines), in a real
// window under a virtual screen. Progress on stderr only.
import { join } from 'node:path'
import { fail, node24, root, run, toolEnvironment } from './lib/project.mjs'
import { startVirtualDisplay } from './lib/virtual-display.mjs'
import { setUp } from './set-up.mjs'

try {
  const electron = await setUp({ virtual: true })
  const screen = await startVirtualDisplay()
  try {
    process.exitCode = await run(node24, [join(root, 'tests', 'bench', 'run.ts'), ...process.argv.slice(2)], {
      env: toolEnvironment({ DISPLAY: screen.display, VANTHU_ELECTRON: electron.path, VANTHU_ELECTRON_ARGUMENTS: electron.arguments.join(' ') }),
    })
  } finally {
    screen.stop()
  }
} catch (error) {
  fail(error)
}
