// Where the office process finds what lies beside it: fonts, rulebook, guide; and the programs of its threads, which stand
// as .ts beside their source or as .js in the bundle.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import about from '../../package.json' with { type: 'json' }

/** Version of this program, as other PCs are told. */
export const programVersion: string = about.version

/** The resources folder: `VANTHU_RESOURCES`, else the nearest `resources` above this file that holds the rulebook. */
export function resourcesDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment['VANTHU_RESOURCES']
  if (named !== undefined && named !== '') return named
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources')
    if (existsSync(join(candidate, 'rulebook'))) return candidate
    if (dirname(folder) === folder) throw new Error('the resources folder is not there')
  }
}

/** The program of a thread: `source` from src-main, or its name in the bundle (dist/office/<bundled>). */
export function threadProgram(source: string, bundled: string): URL {
  const here = fileURLToPath(import.meta.url)
  if (here.endsWith('.ts')) return pathToFileURL(join(dirname(here), '..', source))
  // A bundled module may stand in dist/office itself or in a folder of parts below it.
  for (const folder of [dirname(here), dirname(dirname(here))]) {
    const program = join(folder, bundled)
    if (existsSync(program)) return pathToFileURL(program)
  }
  throw new Error(`the program ${bundled} is not there`)
}
