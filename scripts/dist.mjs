// npm run dist: installers of electron-builder.yml from the Electron at hand. `-- --dir`: the unpacked app alone.
// The test flavour (`--test`, and always with the development runtime, which is never shipped) lets tests drive the packaged
// app; an Electron whose own Node is too old for SQLite carries Node 24 beside the app.
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { cache, fail, node24, root, run, say, toolEnvironment } from './lib/project.mjs'
import { setUp } from './set-up.mjs'

/** First Electron whose own Node has N-API 10. */
const FIRST_WITH_NAPI_10 = 37

try {
  const electron = await setUp()
  const test = process.argv.includes('--test') || electron.origin === 'fallback'
  const work = mkdtempSync(join(cache, 'dist-'))
  try {
    // The launcher of the development runtime would be started in place of the app.
    const launcher = join(electron.folder, 'resources', 'app')
    const runtime = join(work, 'electron')
    cpSync(electron.folder, runtime, { recursive: true, filter: (path) => path !== launcher && !path.startsWith(launcher + sep) })
    const ownNode = Number.parseInt(electron.version, 10) < FIRST_WITH_NAPI_10
    // The settings that depend on this machine; all else comes from electron-builder.yml.
    const config = join(work, 'electron-builder.json')
    writeFileSync(
      config,
      JSON.stringify({
        extends: join(root, 'electron-builder.yml'),
        electronDist: runtime,
        electronVersion: electron.version,
        ...(test ? { electronFuses: { enableNodeCliInspectArguments: true } } : {}),
        ...(ownNode ? { extraResources: [{ from: node24, to: join('node', process.platform === 'win32' ? 'node.exe' : 'node') }] } : {}),
      }),
    )
    const own = new Set(['--test'])
    const sevenZip = '/usr/bin/7za'
    say(`Packing with Electron ${electron.version} (${electron.origin}${test ? ', test flavour' : ''}) …`)
    process.exitCode = await run(
      node24,
      [join(root, 'node_modules', 'electron-builder', 'cli.js'), '--config', config, '--publish', 'never', ...process.argv.slice(2).filter((argument) => !own.has(argument))],
      { env: toolEnvironment(existsSync(sevenZip) ? { ELECTRON_BUILDER_7ZIP_PATH: sevenZip } : {}), stdio: ['ignore', 2, 2] },
    )
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
} catch (error) {
  fail(error)
}
