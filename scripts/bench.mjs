// npm run bench: the table of speed, memory and safety, each row beside its limit in the same run (tests/bench/run.ts).
// `-- --json` prints it as JSON, alone on stdout; `-- --documents 20000` measures on a smaller archive.
import { join } from 'node:path'
import { fail, node24, root, run } from './lib/project.mjs'
import { startVirtualDisplay } from './lib/virtual-display.mjs'
import { setUp } from './set-up.mjs'

try {
  const electron = await setUp({ virtual: true })
  const screen = process.platform === 'linux' ? await startVirtualDisplay() : undefined
  try {
    process.exitCode = await run(node24, [join(root, 'tests', 'bench', 'run.ts'), ...process.argv.slice(2)], {
      env: {
        ...process.env,
        VANTHU_ELECTRON: electron.path,
        VANTHU_ELECTRON_ARGUMENTS: electron.arguments.join(' '),
        ...(screen && { DISPLAY: screen.display }),
      },
    })
  } finally {
    screen?.stop()
  }
} catch (error) {
  fail(error)
}
