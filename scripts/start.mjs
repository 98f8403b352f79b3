// npm start: sets up what is missing and opens the app. `-- --tour`, or no display: the tour through the real window under a
// virtual screen, its pictures in out/tour.
import { join } from 'node:path'
import { fail, node24, root, run, say, toolEnvironment } from './lib/project.mjs'
import { hasDisplay, startVirtualDisplay } from './lib/virtual-display.mjs'
import { setUp } from './set-up.mjs'

try {
  const tour = process.argv.includes('--tour') || !hasDisplay()
  const electron = await setUp({ virtual: tour })
  if (tour) {
    if (!process.argv.includes('--tour')) say('No display here: playing the tour on a virtual one.')
    const screen = await startVirtualDisplay()
    try {
      process.exitCode = await run(node24, [join(root, 'tests', 'e2e', 'tour.ts')], { env: toolEnvironment({ DISPLAY: screen.display, VANTHU_ELECTRON: electron.path }) })
    } finally {
      screen.stop()
    }
  } else {
    process.exitCode = await run(electron.path, [...electron.arguments, root, ...process.argv.slice(2)])
  }
} catch (error) {
  fail(error)
}
