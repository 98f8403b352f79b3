// An archive served without a window: a hub in a cellar, a PC that only passes on. And a PC that joins an office, from the command line.
import { createInterface } from 'node:readline/promises'
import { hostname } from 'node:os'
import { directoryToken } from '../archive/archive.ts'
import { keyFolder, socketToken } from '../archive/key-file.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import { joinOffice } from '../network/join.ts'
import { ports } from '../network/protocol.ts'
import { openOffice } from './office.ts'
import { programVersion } from './places.ts'
import { officeSchema } from './schema.ts'
import type { SessionOptions } from './session-form.ts'
import { serveSocket, socketPath } from './socket.ts'

/**
 * Serves an archive until the process is asked to end (SIGTERM, SIGINT): to the PCs of the office, and to command lines of this user. Tells
 * with one line of JSON that it stands; an archive that cannot be opened is the answer.
 */
export async function serve(options: SessionOptions, print: (value: unknown) => void): Promise<number> {
  const office = await openOffice({ ...options, make: false, wait: 3_000 })
  const session = office.session()
  const trouble = office.trouble()
  if (session === null || trouble !== null) {
    print({ ok: false, error: trouble })
    await office.close()
    return 1
  }
  const { archive } = session
  const path = socketPath(directoryToken(archive.directory))
  const socket = path === null ? null : await serveSocket(path, socketToken(keyFolder(options.configuration, archive.id), true)!, (name, input, connection) => office.call(name, input, 'command-line', connection))
  await session.startNetwork(hostname())
  print({ ok: true, value: { archiveId: archive.id, device: archive.keyring.device } })
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  socket?.close()
  await office.close()
  return 0
}

/** Joins an office: the code is shown on stderr, and a line with "y" or "có" on stdin says that the hub shows the same. */
export async function join(options: Pick<SessionOptions, 'directory' | 'configuration' | 'now'>, hub: string, name: string): Promise<Result<unknown, ErrorValue>> {
  const [, host, port] = /^\[?([^\]]+?)\]?(?::(\d{1,5}))?$/.exec(hub) ?? []
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await joinOffice({
      ...options,
      schema: officeSchema,
      host: host ?? hub,
      port: port === undefined ? ports.hub : Number(port),
      device: null,
      program: programVersion,
      name: name === '' ? hostname() : name,
      compare: async (code) => /^(y|yes|c|có|co)$/i.test((await lines.question(`${code}\nMáy chủ có hiện đúng mã này không? / Does the hub show this code? [y/n] `)).trim()),
    })
  } finally {
    lines.close()
  }
}
