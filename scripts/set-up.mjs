// Set-up: dependencies, Electron runtime, system libraries, build; each skipped when it is done. Plain Node 20,
// no dependencies, progress on stderr only. Used by every other script; `npm run -s set-up` does it alone.
import { pathToFileURL } from 'node:url'
import { build, staleParts } from './lib/build-parts.mjs'
import { dependenciesReady, installDependencies } from './lib/dependencies.mjs'
import { electronArguments, ensureElectron, findElectron, downloadWasRefused } from './lib/electron-runtime.mjs'
import { fail } from './lib/project.mjs'
import { alone } from './lib/stamp.mjs'
import { installLibraries, missingLibraries } from './lib/system-libraries.mjs'
import { hasDisplay } from './lib/virtual-display.mjs'

/**
 * Makes ready what is asked for:
 * `window`: an Electron runtime and its system libraries; `virtual`: a virtual screen even where there is a real one;
 * `parts`: which parts of dist/ are built ('office', 'window').
 * Returns the Electron runtime (see findElectron), or undefined without `window`.
 */
export async function setUp({ window = true, virtual = false, parts = window ? ['office', 'window'] : ['office'] } = {}) {
  const libraries = () => (window ? missingLibraries({ display: hasDisplay() && !virtual }) : [])
  const electronReady = () => !window || Boolean(findElectron()?.origin !== 'fallback' ? findElectron() : downloadWasRefused())
  if (!dependenciesReady() || !electronReady() || staleParts(parts).length > 0 || libraries().length > 0) {
    await alone(async () => {
      installLibraries(libraries())
      if (!dependenciesReady()) installDependencies()
      if (window) await ensureElectron()
      await build(staleParts(parts))
    })
  }
  return window ? { ...findElectron(), arguments: electronArguments() } : undefined
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await setUp().catch(fail)
}
