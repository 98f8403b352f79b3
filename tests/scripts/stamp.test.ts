// What is done is not done again; what changed is. The scripts run in a copy of the project's folder of scripts.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { spawn, spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'vanthu stamps '))
beforeAll(() => {
  cpSync(fileURLToPath(new URL('../../scripts', import.meta.url)), join(folder, 'scripts'), { recursive: true })
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'src', 'one.ts'), 'one')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function script(code: string): string {
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', `import * as stamps from './scripts/lib/stamp.mjs'; ${code}`], { cwd: folder, encoding: 'utf8' })
  if (result.status !== 0) throw new Error(result.stderr)
  return result.stdout
}
const isFresh = (): boolean => script("console.log(stamps.stampOf('part', ['src']).fresh)").trim() === 'true'
const done = (): string => script("stamps.stampOf('part', ['src']).done()")

test('a part is fresh once it is done, until a source changes, comes or goes', () => {
  expect(isFresh()).toBe(false)
  done()
  expect(isFresh()).toBe(true)
  writeFileSync(join(folder, 'src', 'one.ts'), 'two')
  expect(isFresh()).toBe(false)
  done()
  writeFileSync(join(folder, 'src', 'more.ts'), '')
  expect(isFresh()).toBe(false)
  rmSync(join(folder, 'src', 'more.ts'))
  expect(isFresh()).toBe(true)
})

test('a checkout that only touches the files builds nothing', () => {
  done()
  utimesSync(join(folder, 'src', 'one.ts'), new Date(), new Date(Date.now() - 86_400_000))
  expect(isFresh()).toBe(true)
})

test('two set-ups at once take turns, and the lock of a dead one is taken over', async () => {
  mkdirSync(join(folder, '.cache'), { recursive: true })
  const dead = spawnSync(process.execPath, ['-e', '0']).pid
  writeFileSync(join(folder, '.cache', 'set-up.lock'), String(dead))
  const code = `import { alone } from './scripts/lib/stamp.mjs'
    await alone(async () => { console.log('in'); await new Promise((done) => setTimeout(done, 400)); console.log('out') })`
  const said: string[] = []
  await Promise.all(
    [1, 2].map(
      () =>
        new Promise<void>((resolve) => {
          const child = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
          child.stdout.on('data', (chunk: Buffer) => said.push(...chunk.toString().trim().split('\n')))
          child.on('close', () => resolve())
        }),
    ),
  )
  expect(said).toEqual(['in', 'out', 'in', 'out'])
  expect(existsSync(join(folder, '.cache', 'set-up.lock'))).toBe(false)
})
