// npm run dev: the app with hot reload of the window; the shell and the office process start again when they change.
import { join } from 'node:path'
import { fail, node24, root, run, toolEnvironment } from './lib/project.mjs'
import { setUp } from './set-up.mjs'

try {
  const electron = await setUp()
  process.exitCode = await run(node24, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev', '--watch', ...electron.arguments.flatMap((one) => (one === '--no-sandbox' ? ['--noSandbox'] : []))], {
    env: toolEnvironment({ ELECTRON_EXEC_PATH: electron.path, VANTHU_DEVTOOLS: '1' }),
  })
} catch (error) {
  fail(error)
}
