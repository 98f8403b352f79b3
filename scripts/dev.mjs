// npm run dev: the app with hot reload of the window. The shell starts again when it changes; the office process is built when
// it changes and comes with the next start.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { forget } from './lib/build-parts.mjs'
import { fail, node24, root, run, toolEnvironment } from './lib/project.mjs'
import { setUp } from './set-up.mjs'

const tool = (path) => join(root, 'node_modules', path)

try {
  const electron = await setUp()
  // What the watchers leave in dist/ is built for development: the next start builds anew.
  forget()
  const office = spawn(node24, [tool('vite/bin/vite.js'), 'build', '--watch', '--config', 'scripts/lib/office.vite.config.ts'], { cwd: root, stdio: ['ignore', 2, 2], env: toolEnvironment() })
  process.once('exit', () => office.kill())
  const sandbox = electron.arguments.includes('--no-sandbox') ? ['--noSandbox'] : []
  process.exitCode = await run(node24, [tool('electron-vite/bin/electron-vite.js'), 'dev', '--watch', ...sandbox], {
    env: toolEnvironment({ ELECTRON_EXEC_PATH: electron.path, VANTHU_DEVTOOLS: '1' }),
  })
  office.kill()
} catch (error) {
  fail(error)
}
