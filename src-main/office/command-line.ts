// The command line of IT staff: `office call <name> '<json>' --archive DIR`, `office verify --archive DIR`, `office names`.
// Answers are one compact JSON line on stdout. Exit: 0 ok, 1 an error answer, 2 wrong usage.
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { derivedKey, directoryToken, readIdentity } from '../archive/archive.ts'
import { configurationDirectory, openKeyring } from '../archive/keyring.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import { contractByName } from './contract.ts'
import { verifyUnopened } from './keeping.ts'
import { openOffice, restoreInto } from './office.ts'
import { verify } from './own-contract.ts'
import { resourcesDirectory } from './places.ts'
import type { SessionOptions } from './session-form.ts'
import { callOwner, compactJson, socketPath } from './socket.ts'

const usage = `Dùng / usage:
  npm run -s office -- call <name> '<json>' --archive DIR
  npm run -s office -- verify --archive DIR
  npm run -s office -- names
`

async function main(): Promise<number> {
  if (Number(process.versions['napi'] ?? 0) < 10) return wrongUsage(`Node 24 is needed; this is ${process.version}`)
  let parsed: { values: { archive?: string | undefined }; positionals: string[] }
  try {
    parsed = parseArgs({ options: { archive: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    return wrongUsage((error as Error).message)
  }
  const [what, name, json, ...more] = parsed.positionals
  const directory = parsed.values.archive
  switch (what) {
    case 'names':
      return print(listNames())
    case 'verify':
      if (directory === undefined || name !== undefined) return wrongUsage('verify takes --archive DIR alone')
      return runVerify(resolve(directory))
    case 'call': {
      if (directory === undefined) return wrongUsage('--archive DIR is missing')
      if (name === undefined || more.length > 0) return wrongUsage('call takes a name and one JSON argument')
      let input: unknown
      try {
        input = json === undefined ? {} : JSON.parse(json)
      } catch (error) {
        return wrongUsage(`the input is no JSON: ${(error as Error).message}`)
      }
      const answer = await call(resolve(directory), name, input)
      print(answer)
      return answer.ok ? 0 : 1
    }
    default:
      return wrongUsage(what === undefined ? 'nothing was asked' : `unknown: ${what}`)
  }
}

function sessionOptions(directory: string): SessionOptions {
  return {
    directory,
    configuration: configurationDirectory(),
    resources: resourcesDirectory(),
    now: Date.now,
    make: true,
    onEvent: () => {},
    log: (level, text) => {
      if (level !== 'info') process.stderr.write(`${level} ${text}\n`)
    },
  }
}

async function call(directory: string, name: string, input: unknown): Promise<Result<unknown, ErrorValue>> {
  if (!contractByName.has(name)) return { ok: false, error: { code: 'UNKNOWN_NAME', params: { name } } }
  mkdirSync(directory, { recursive: true })
  const options = sessionOptions(directory)
  if (name === 'office.restore') {
    const restored = await restoreInto(options, input)
    if (restored !== null) return restored
  }
  const office = await openOffice(options)
  if (!office.ok) {
    if (office.error.code !== 'ARCHIVE_LOCKED') return office
    return (await throughOwner(directory, options.configuration, name, input)) ?? waitForOwner(options, name, input)
  }
  try {
    const answer = await office.value.call(name, input, 'command-line')
    await office.value.drain()
    return answer
  } finally {
    await office.value.close()
  }
}

/** The owner's answer; null when nobody serves at the archive's socket. */
async function throughOwner(directory: string, configuration: string, name: string, input: unknown): Promise<Result<unknown, ErrorValue> | null> {
  const identity = readIdentity(directory)
  const keyring = identity === null ? null : openKeyring(configuration, identity.id, false)
  const path = socketPath(directoryToken(directory))
  if (keyring === null || path === null) return null
  return callOwner(path, derivedKey(keyring.key, 'socket'), name, input)
}

/** Another command line holds the archive for a moment: waits for it, as long as an import may take. */
async function waitForOwner(options: SessionOptions, name: string, input: unknown): Promise<Result<unknown, ErrorValue>> {
  const office = await openOffice({ ...options, wait: 60_000 })
  if (!office.ok) return office
  try {
    const answer = await office.value.call(name, input, 'command-line')
    await office.value.drain()
    return answer
  } finally {
    await office.value.close()
  }
}

async function runVerify(directory: string): Promise<number> {
  const answer = await call(directory, verify.name, {})
  if (!answer.ok && answer.error.code === 'ARCHIVE_DAMAGED') {
    print(await verifyUnopened(directory, configurationDirectory()))
    return 1
  }
  if (!answer.ok) {
    print(answer)
    return 1
  }
  const report = answer.value as z.output<typeof verify.output>
  print(report)
  const sound = report.integrity && report.foreignKeys && report.journal.ok && report.replayEqual && report.files.missing === 0 && report.files.corrupt === 0
  return sound ? 0 : 1
}

function listNames() {
  return [...contractByName.values()].map((contract) => ({
    name: contract.name,
    kind: contract.kind,
    about: contract.about,
    localOnly: contract.reach === 'local-only',
    errors: contract.errors,
    input: z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' }),
    output: z.toJSONSchema(contract.output, { unrepresentable: 'any' }),
  }))
}

function print(value: unknown): number {
  process.stdout.write(`${compactJson(value)}\n`)
  return 0
}

function wrongUsage(problem: string): number {
  process.stderr.write(`${problem}\n${usage}`)
  return 2
}

// A reader that has seen enough (`… | head -1`) closes its end: what is left to print is then wanted by nobody.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await main()
