// Two PCs as processes of their own: a hub without a window, a PC that joins from the command line, both killed again and again while they
// exchange. Nothing that was saved is lost, and both come to the same.
import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCommandLine } from '../office/run.ts'

const root = mkdtempSync(join(tmpdir(), 'Văn thư '))
const running = new Set<ChildProcessWithoutNullStreams>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

const commandLine = join(import.meta.dirname, '..', '..', 'src-main', 'office', 'command-line.ts')
const pc = (name: string) => ({ archive: join(root, name, 'kho'), configuration: join(root, name, 'cấu hình') })
type Pc = ReturnType<typeof pc>

function start(argv: readonly string[], { configuration }: Pc): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [commandLine, ...argv], { env: { ...process.env, VANTHU_CONFIG_DIR: configuration } })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** The first text on a stream that a pattern fits. */
function told(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = ''
    stream.on('data', (some: Buffer) => {
      text += some.toString()
      const found = pattern.exec(text)
      if (found !== null) resolve(found)
    })
    stream.once('close', () => reject(new Error(`ended without ${String(pattern)}: ${text}`)))
  })
}

async function serve(one: Pc): Promise<ChildProcessWithoutNullStreams> {
  const child = start(['serve', '--archive', one.archive], one)
  await told(child.stdout, /"ok":true/)
  return child
}

async function ask<Value = unknown>(one: Pc, name: string, input: unknown): Promise<Value> {
  const { out, words } = await runCommandLine(['call', name, JSON.stringify(input), '--archive', one.archive], one)
  const answer = JSON.parse(out || '{}') as { ok?: boolean; value?: Value }
  if (answer.ok !== true) throw new Error(`${name}: ${out} ${words}`)
  return answer.value!
}

const kill = (child: ChildProcessWithoutNullStreams): Promise<void> => new Promise((resolve) => {
  child.once('exit', () => resolve())
  child.kill('SIGKILL')
})

const register = (one: Pc, subject: string) => ask(one, 'registers.registerIncoming', { documentTypeId: 'cong-van', subject, issuingBody: { name: 'Tỉnh ủy', level: 'province' } })
const subjects = async (one: Pc): Promise<string[]> => (await ask<{ rows: { subject: string }[] }>(one, 'registers.findDocuments', { limit: 200 })).rows.map(({ subject }) => subject).toSorted()

const state = (one: Pc) => ask<{ port: number; joining: { device: string; code: string | null }[] }>(one, 'network.getState', {})

test('a hub and a PC that are killed while they exchange lose nothing and come to the same', { timeout: 300_000 }, async () => {
  const [hub, other] = [pc('máy chủ'), pc('máy hai')]
  await ask(hub, 'office.setUp', { name: 'Văn phòng thử', level: 'commune', parentName: '', symbolSuffix: 'ĐU', place: '', term: { name: 'Nhiệm kỳ thử', from: '2025-08-01' } })
  await register(hub, 'hub 0')
  await ask(hub, 'network.openHub', { name: 'Máy chủ', port: 0 })
  let serving = await serve(hub)
  const { port } = await state(hub)
  // The port stays the same over the starts that follow.
  await ask(hub, 'network.openHub', { name: 'Máy chủ', port })
  await ask(hub, 'network.openDoor', {})

  const joining = start(['join', '--archive', other.archive, '--hub', `127.0.0.1:${port}`, '--name', 'may-hai'], other)
  const [code] = await told(joining.stderr, /\d{3} \d{3} \d/)
  await expect.poll(async () => (await state(hub)).joining[0]?.code, { timeout: 10_000 }).toBe(code)
  const { device } = (await state(hub)).joining[0]!
  await ask(hub, 'network.agreeJoin', { device, code, name: 'Máy hai' })
  joining.stdin.write('có\n')
  await told(joining.stdout, /"ok":true/)

  let partner = await serve(other)
  await expect.poll(() => subjects(other).catch(() => []), { timeout: 20_000, interval: 200 }).toEqual(['hub 0'])
  const saved = ['hub 0']
  const rounds = process.env['VANTHU_LONG'] === '1' ? 10 : 2
  for (let round = 1; round <= rounds; round += 1) {
    for (const [one, name] of [[hub, 'hub'], [other, 'máy hai']] as const) {
      await register(one, `${name} ${round}`)
      saved.push(`${name} ${round}`)
    }
    // At whatever point of the exchange it is.
    if (round % 2 === 1) {
      await kill(partner)
      await register(hub, `hub một mình ${round}`)
      saved.push(`hub một mình ${round}`)
      partner = await serve(other)
    } else {
      await kill(serving)
      await register(other, `máy hai một mình ${round}`)
      saved.push(`máy hai một mình ${round}`)
      serving = await serve(hub)
    }
  }
  for (const one of [hub, other]) await expect.poll(() => subjects(one), { timeout: 60_000, interval: 300 }).toEqual(saved.toSorted())
  for (const child of [serving, partner]) {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
  for (const one of [hub, other]) expect((await runCommandLine(['verify', '--archive', one.archive], one)).code).toBe(0)
})
