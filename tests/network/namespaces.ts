// Two network namespaces with a cable between them, where the machine lets them be made.
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Runs `ip` and answers whether it did what it was told. */
export const ip = (words: string): boolean => spawnSync('ip', words.split(' ')).status === 0

/** Two namespaces, each named like its end of the cable: 10.77.0.1 and 10.77.0.2; null where there can be none. Gone with the test. */
export function twoNamespaces(): { a: string; b: string; run(space: string, child: string, ...args: string[]): { lines(): string[] } } | null {
  const [a, b] = [`vt${process.pid}a`, `vt${process.pid}b`]
  const children: ChildProcess[] = []
  onTestFinished(() => {
    for (const child of children) child.kill()
    for (const name of [a, b]) ip(`netns del ${name}`)
  })
  if (!ip(`netns add ${a}`) || !ip(`netns add ${b}`) || !ip(`link add ${a} netns ${a} type veth peer name ${b} netns ${b}`)) return null
  for (const [space, address] of [[a, '10.77.0.1'], [b, '10.77.0.2']] as const) {
    ip(`-n ${space} address add ${address}/24 brd + dev ${space}`)
    ip(`-n ${space} link set ${space} up`)
  }
  return {
    a,
    b,
    run(space, program, ...args) {
      const child = spawn('ip', ['netns', 'exec', space, process.execPath, join(import.meta.dirname, program), ...args])
      children.push(child)
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString('utf8')))
      return { lines: () => said.split('\n') }
    },
  }
}
