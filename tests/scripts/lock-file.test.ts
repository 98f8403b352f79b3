// package-lock.json lets `npm ci` run on a clean clone, for every platform and behind any registry.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

interface Entry {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'))
const packages = Object.entries((read('package-lock.json') as { packages: Record<string, Entry> }).packages)

/** Whether `name`, as asked for by the package at `path`, is found as Node would find it: in its own folder, then upwards. */
function isLocked(path: string, name: string): boolean {
  const places = new Set(packages.map(([place]) => place))
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules') - 1))) {
    if (places.has(folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`)) return true
    if (folder === '') return false
  }
}

describe('the lock file', () => {
  test('holds every package that another asks for, those of other platforms too', () => {
    const missing = packages.flatMap(([path, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.devDependencies })
        .filter((name) => !isLocked(path, name))
        .map((name) => `${name} (of ${path})`),
    )
    expect(missing).toEqual([])
    expect(packages.length).toBeGreaterThan(300)
  })

  test('holds the picks of package.json', () => {
    const wanted = read('package.json') as Entry
    const root = packages.find(([path]) => path === '')![1]
    expect(root.dependencies).toEqual(wanted.dependencies)
    expect(root.devDependencies).toEqual(wanted.devDependencies)
  })

  test('names the content of each package, and no place to fetch it from', () => {
    const others = packages.filter(([path]) => path !== '')
    expect(others.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
    expect(others.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
  })
})
