// The parts of dist/ and what each is built from, so that only what changed is built again.
//   office: the office process and its command line, for Node 24 (vite, office.vite.config.ts beside this file)
//   window: Electron's main and preload, and the renderer (electron-vite, electron.vite.config.ts)
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Explained, node24, root, run, say, toolEnvironment } from './project.mjs'
import { forgetStamp, stampOf } from './stamp.mjs'

const COMMON = ['package-lock.json', 'package.json', 'tsconfig.json']
const PARTS = {
  office: {
    inputs: [...COMMON, 'src-main', 'resources', 'scripts/lib/office.vite.config.ts'],
    output: 'dist/office',
    tool: ['node_modules/vite/bin/vite.js', 'build', '--config', 'scripts/lib/office.vite.config.ts'],
  },
  window: {
    inputs: [...COMMON, 'src-main', 'src-renderer', 'resources', 'electron.vite.config.ts'],
    output: 'dist/shell',
    tool: ['node_modules/electron-vite/bin/electron-vite.js', 'build'],
  },
}

function stamp(part) {
  return stampOf(`build-${part}`, PARTS[part].inputs)
}

/** Those of `parts` whose sources changed since they were built. */
export function staleParts(parts) {
  return parts.filter((part) => !existsSync(join(root, PARTS[part].output)) || !stamp(part).fresh)
}

/** Has every part built at the next set-up. */
export function forget() {
  for (const part of Object.keys(PARTS)) forgetStamp(`build-${part}`)
}

/** Builds `parts` in turn; the tools' words go to stderr, and only when something is wrong. */
export async function build(parts) {
  for (const part of parts) {
    say(`Building ${part} …`)
    const state = stamp(part)
    const [tool, ...args] = PARTS[part].tool
    const code = await run(node24, [join(root, tool), ...args, '--logLevel', 'warn'], {
      env: toolEnvironment({ NODE_ENV: 'production' }),
      stdio: ['ignore', 2, 2],
    })
    if (code !== 0) throw new Explained(`Building ${part} failed.`)
    state.done()
  }
}
