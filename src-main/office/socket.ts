// The owner of an archive serves others of the same user through a local socket, so that the command line works while the
// app runs. Both sides prove that they read the archive's token in this user's configuration folder (archive/key-file.ts); the folder
// of the socket is closed to other users.
//
// One JSON line each way: owner → {nonce}; caller → {proof, nonce}; owner → {proof}; then calls {id, name, input} and answers
// {id, answer}. A proof is HMAC-SHA256(token, role ‖ nonce) as hex. Bytes travel as {"$bytes": base64}.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ErrorValue, Result } from '../contract/result.ts'
import type { OneCall } from './caller.ts'

type Call = (name: string, input: unknown, connection: string) => Promise<Result<unknown, ErrorValue>>

/** Longest line taken from a caller, characters: an input is never that large. */
const longestLine = 8 * 1024 * 1024

/** The socket of an archive, by its token; null where the folder could be another user's. */
export function socketPath(token: string): string | null {
  if (process.platform === 'win32') return `\\\\.\\pipe\\van-thu-${userInfo().username}-${token}`
  const folder = process.env['XDG_RUNTIME_DIR'] ? join(process.env['XDG_RUNTIME_DIR'], 'van-thu') : join(tmpdir(), `van-thu-${userInfo().uid}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const status = lstatSync(folder)
    if (!status.isDirectory() || status.uid !== userInfo().uid) return null
    chmodSync(folder, 0o700)
  } catch {
    return null
  }
  return join(folder, `${token}.sock`)
}

/** Serves calls at the socket until closed; rejects where it cannot be made. The caller owns the archive's lock, so an old socket file is nobody's. */
export async function serveSocket(path: string, key: Buffer, call: Call): Promise<{ close(): void }> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    void serveOne(socket, key, call)
  })
  if (process.platform !== 'win32') rmSync(path, { force: true })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      try {
        if (process.platform !== 'win32') chmodSync(path, 0o600)
      } catch (error) {
        // The folder of sockets was swept in this very moment: nobody can call, and the archive is open all the same.
        server.close()
        return reject(error as Error)
      }
      resolve({
        close() {
          server.close()
          for (const socket of open) socket.destroy()
        },
      })
    })
  })
}

async function serveOne(socket: Socket, key: Buffer, call: Call): Promise<void> {
  const nonce = randomBytes(32).toString('hex')
  const connection = `socket ${randomBytes(16).toString('hex')}`
  send(socket, { nonce })
  let trusted = false
  for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
    if (line.length > longestLine) return void socket.destroy()
    const message = parse(line)
    if (message === null) return void socket.destroy()
    if (!trusted) {
      if (!equal(message['proof'], proof(key, 'caller', nonce)) || typeof message['nonce'] !== 'string') return void socket.destroy()
      trusted = true
      send(socket, { proof: proof(key, 'owner', message['nonce']) })
      continue
    }
    const { id, name, input } = message
    void call(String(name), input, connection).then((answer) => send(socket, { id, answer }))
  }
}

/** Calls the owner, over one connection, until a call is refused; answers the last. Null when nobody serves, or who serves does not hold the key. */
export async function callOwner(path: string, key: Buffer, calls: readonly OneCall[]): Promise<Result<unknown, ErrorValue> | null> {
  const socket = createConnection(path)
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  if (!connected) return null
  const nonce = randomBytes(32).toString('hex')
  let step = 0
  socket.on('error', () => socket.destroy())
  try {
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      const message = parse(line)
      if (message === null) return null
      if (step === 0) send(socket, { proof: proof(key, 'caller', String(message['nonce'])), nonce })
      else if (step === 1) {
        if (!equal(message['proof'], proof(key, 'owner', nonce))) return null
        send(socket, { id: 1, ...calls[0] })
      } else {
        const answer = message['answer'] as Result<unknown, ErrorValue>
        const next = calls[step - 1]
        if (!answer.ok || next === undefined) return answer
        send(socket, { id: step, ...next })
      }
      step += 1
    }
    return null
  } finally {
    socket.destroy()
  }
}

function proof(key: Buffer, role: 'owner' | 'caller', nonce: string): string {
  return createHmac('sha256', key).update(`${role} ${nonce}`).digest('hex')
}

function equal(given: unknown, right: string): boolean {
  return typeof given === 'string' && given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right))
}

function send(socket: Socket, message: unknown): void {
  if (!socket.destroyed) socket.write(`${compactJson(message)}\n`)
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const message: unknown = JSON.parse(line)
    return typeof message === 'object' && message !== null ? (message as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** JSON on one line; bytes as base64. */
export function compactJson(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (one instanceof Uint8Array) return { $bytes: Buffer.from(one).toString('base64') }
    // Buffer turns itself into an object before it is seen here.
    if (typeof one === 'object' && one !== null && (one as { type?: unknown }).type === 'Buffer' && Array.isArray((one as { data?: unknown }).data)) {
      return { $bytes: Buffer.from((one as { data: number[] }).data).toString('base64') }
    }
    return one
  })
}
