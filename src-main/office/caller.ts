// Who calls from the command line: `--as LOGIN`, with the password from VANTHU_PASSWORD or a line on standard input, never from an
// argument, which other users of the machine could read.
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** A call of the contract. */
export interface OneCall {
  readonly name: string
  readonly input: unknown
}

/** The sign-in that goes before a call; none where nobody signs in. */
export async function signInCalls(login: string | undefined, environment: NodeJS.ProcessEnv = process.env): Promise<readonly OneCall[]> {
  if (login === undefined) return []
  const password = environment['VANTHU_PASSWORD'] ?? (await readLine())
  return [{ name: 'people.signIn', input: { login, password } }]
}

/** A line of standard input; typed by hand, it is not shown. */
async function readLine(): Promise<string> {
  const isTyped = process.stdin.isTTY === true
  if (isTyped) process.stderr.write('Mật khẩu / password: ')
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: isTyped })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
    if (isTyped) process.stderr.write('\n')
  }
}
