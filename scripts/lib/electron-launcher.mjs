// Stands in the development runtime as resources/app/main.js: starts the program named on the command line, as
// Electron's own default app does (`electron <folder or main file> …`).
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const named = process.argv.slice(1).findIndex((argument) => !argument.startsWith('-'))
if (named < 0) {
  process.stderr.write('Usage: electron [options] <folder or main file> [arguments]\n')
  app.exit(2)
} else {
  process.defaultApp = true
  const target = resolve(process.argv[named + 1])
  let folder = statSync(target).isDirectory() ? target : dirname(target)
  const file = folder === target ? undefined : target
  // A main file belongs to the nearest package.json above it.
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  const manifest = existsSync(join(folder, 'package.json')) ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) : {}
  app.setName(manifest.productName ?? manifest.name ?? 'Electron')
  if (manifest.version) app.setVersion(manifest.version)
  app.setAppPath(folder)
  app.setPath('userData', join(app.getPath('appData'), app.getName()))
  await import(pathToFileURL(file ?? join(folder, manifest.main ?? 'index.js')).href)
}
