// A process killed while it stages leaves nothing half done under a final name, and loses nothing it called done.
import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { all, freshStore, value } from './store-setting.ts'

const CHILD = join(import.meta.dirname, 'stage-child.ts')

/** Starts the child and kills it `delay` ms after it first said `word`. Gives the ids it began with and those it called staged. */
async function stageAndKill(directory: string, key: Buffer, megabytes: number, word: 'planned' | 'staged', delay: number) {
  const child = spawn(process.execPath, [CHILD, directory, key.toString('hex'), `${megabytes}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  let killing = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (killing || !said.includes(word)) return
    killing = true
    setTimeout(() => child.kill('SIGKILL'), delay)
  })
  const signal = await new Promise((resolve) => child.once('close', (_, by) => resolve(by)))
  expect(signal, 'it was killed, it did not fail by itself').toBe('SIGKILL')
  const ids = (line: string) => [...said.matchAll(new RegExp(`^${line} ([0-9a-f]{64})$`, 'gm'))].map((match) => match[1]!)
  return { planned: ids('planned'), staged: ids('staged') }
}

async function killRounds(rounds: number, megabytes: number, word: 'planned' | 'staged', longest: number): Promise<number> {
  const key = randomBytes(32)
  const { store, directory } = await freshStore({ key })
  let leftovers = 0
  for (let round = 0; round < rounds; round += 1) {
    const delay = randomInt(0, longest)
    const { planned, staged } = await stageAndKill(directory, key, megabytes, word, delay)
    leftovers += (await readdir(join(directory, 'temp'))).length
    const verified = value(await store.verifyAll(planned))
    expect(verified, `killed after ${delay} ms`).toMatchObject({ count: planned.length, corrupt: [], unreferenced: [] })
    // What was called done is there; what was begun last is there whole, or not at all.
    expect(verified.missing.filter((id) => staged.includes(id)), `killed after ${delay} ms`).toEqual([])
    expect(planned.length - staged.length).toBeLessThanOrEqual(1)
    for (const name of await all(store.names())) value(await store.remove(name))
    value(await store.sweepTemp())
    expect(await readdir(join(directory, 'temp'))).toEqual([])
  }
  console.log(`${rounds} kills while staging ${megabytes} MB, ${leftovers} left a temp file behind`)
  return leftovers
}

test('SIGKILL at random moments of staging 100 MB: no half file, no lost one', { timeout: 180_000 }, async () => {
  expect(await killRounds(10, 100, 'planned', 500), 'some kills have to fall into the middle of a staging').toBeGreaterThan(0)
})

test('SIGKILL among many files of 1 MB: none is half, none is lost', { timeout: 120_000 }, async () => {
  await killRounds(6, 1, 'staged', 300)
})
