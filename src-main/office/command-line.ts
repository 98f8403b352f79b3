// The command line of IT staff: `office call <name> '<json>' --archive DIR`, `office verify --archive DIR`, `office names`.
// `--as LOGIN` signs in first (caller.ts); a key that this user has not may be brought along (given-key.ts).
// Answers are one compact JSON line on stdout. Exit: 0 ok, 1 an error answer, 2 wrong usage.
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { directoryToken, readIdentity } from '../archive/archive.ts'
import { machineFault } from '../archive/faults.ts'
import { keyFolder, socketToken, takeSealedKey } from '../archive/key-file.ts'
import { configurationDirectory } from '../archive/keyring.ts'
import { backupIn } from '../archive/restore.ts'
import { isSound } from '../archive/verify.ts'
import { checkInput } from '../contract/check.ts'
import { commonCodes } from '../contract/define.ts'
import type { InputOf } from '../contract/define.ts'
import { errorParams } from '../contract/errors.ts'
import type { ErrorCode } from '../contract/errors.ts'
import { wholePaths } from '../contract/paths.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import { signInCalls } from './caller.ts'
import type { OneCall } from './caller.ts'
import { contractByName } from './contract.ts'
import { broughtKey, takeBrought } from './given-key.ts'
import { helperStore } from './key-helper.ts'
import { verifyUnopened } from './keeping.ts'
import { openOffice } from './office.ts'
import { restore, unlockArchive, verify } from './own-contract.ts'
import { resourcesDirectory } from './places.ts'
import type { SessionOptions } from './session-form.ts'
import { callOwner, compactJson, socketPath } from './socket.ts'

const usage = `Dùng / usage:
  npm run -s office -- call <name> '<json>' --archive DIR [--as LOGIN] [--recovery-key-file FILE]
  npm run -s office -- verify --archive DIR [--as LOGIN] [--recovery-key-file FILE]
  npm run -s office -- serve --archive DIR
  npm run -s office -- join --archive DIR --hub HOST[:PORT] [--name NAME]
  npm run -s office -- names
`

async function main(): Promise<number> {
  if (Number(process.versions['napi'] ?? 0) < 10) return wrongUsage(`Node 24 is needed; this is ${process.version}`)
  let parsed: { values: { archive?: string | undefined; as?: string | undefined; 'recovery-key-file'?: string | undefined; hub?: string | undefined; name?: string | undefined }; positionals: string[] }
  try {
    parsed = parseArgs({ options: { archive: { type: 'string' }, as: { type: 'string' }, 'recovery-key-file': { type: 'string' }, hub: { type: 'string' }, name: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    return wrongUsage((error as Error).message)
  }
  const [what, name, json, ...more] = parsed.positionals
  const { archive: directory, as: login, 'recovery-key-file': keyFile, hub } = parsed.values
  let brought: string | null
  try {
    brought = broughtKey(keyFile === undefined ? undefined : resolve(callersFolder(), keyFile))
  } catch (error) {
    return wrongUsage((error as Error).message)
  }
  switch (what) {
    case 'names':
      return print(listNames())
    case 'verify':
      if (directory === undefined || name !== undefined) return wrongUsage('verify takes --archive DIR alone')
      return runVerify(resolve(callersFolder(), directory), brought, await signInCalls(login))
    case 'serve': {
      if (directory === undefined || name !== undefined) return wrongUsage('serve takes --archive DIR alone')
      return (await import('./serving.ts')).serve(servedOptions(resolve(callersFolder(), directory)), print)
    }
    case 'join': {
      if (directory === undefined || hub === undefined || name !== undefined) return wrongUsage('join takes --archive DIR and --hub HOST[:PORT]')
      const serving = await import('./serving.ts')
      const answer = await answered('join', () => serving.join(sessionOptions(resolve(callersFolder(), directory)), hub, parsed.values.name ?? ''))
      print(answer)
      return answer.ok ? 0 : 1
    }
    case 'call': {
      if (directory === undefined) return wrongUsage('--archive DIR is missing')
      if (name === undefined || more.length > 0) return wrongUsage('call takes a name and one JSON argument')
      let input: unknown
      try {
        input = json === undefined ? {} : JSON.parse(json)
      } catch (error) {
        return wrongUsage(`the input is no JSON: ${(error as Error).message}`)
      }
      const signIn = await signInCalls(login)
      const answer = await answered(name, () => call(resolve(callersFolder(), directory), name, input, brought, signIn))
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

/** Of a process that stays: what it does is told on stderr. */
function servedOptions(directory: string): SessionOptions {
  return { ...sessionOptions(directory), log: (level, text) => void process.stderr.write(`${new Date().toISOString()} ${level} ${text}\n`) }
}

async function call(directory: string, name: string, said: unknown, brought: string | null, signIn: readonly OneCall[]): Promise<Result<unknown, ErrorValue>> {
  const contract = contractByName.get(name)
  if (contract === undefined) return { ok: false, error: { code: 'UNKNOWN_NAME', params: { name } } }
  // Held in memory, the key would be missed no more, and written nowhere.
  if (name === unlockArchive.name && brought !== null) return call(directory, name, { recoveryKey: brought }, null, signIn)
  // Who answers may stand in another folder.
  const input = wholePaths(contract, said, callersFolder())
  const checked = name === verify.name || name === restore.name ? checkInput(contract, input) : null
  if (checked?.ok === false) return checked
  const taken = takeKey(directory, name === restore.name ? backupIn((checked!.value as InputOf<typeof restore>).from, directory) : null, brought)
  if (!taken.ok) return taken
  if (name === verify.name) return verifyDirectory(directory, signIn)
  // Nothing is made where a backup is about to be put, or an archive to be unlocked.
  const options = { ...sessionOptions(directory), make: name !== restore.name && name !== unlockArchive.name }
  const calls = [...signIn, { name, input }]
  const answer = await openAndCall(options, calls)
  if (answer !== null) return answer
  return (
    (await throughOwner(directory, options.configuration, calls)) ??
    // Another command line holds the archive for a moment: waits for it, as long as an import may take.
    (await openAndCall({ ...options, wait: 60_000 }, calls)) ??
    { ok: false, error: { code: 'ARCHIVE_LOCKED', params: { directory } } }
  )
}

/** Takes the key that was brought along: of the archive, or of the backup that is to be restored. */
function takeKey(directory: string, backup: ReturnType<typeof backupIn>, brought: string | null): Result<unknown, ErrorValue> {
  const archiveId = backup?.archiveId ?? readIdentity(directory)?.id
  if (brought === null || archiveId === undefined) return { ok: true, value: null }
  return takeBrought(brought, configurationDirectory(), archiveId, backup?.set ?? directory)
}

/** The answer of an archive opened here; null where another process owns it. */
async function openAndCall(options: SessionOptions, calls: readonly OneCall[]): Promise<Result<unknown, ErrorValue> | null> {
  const answer = await openAndCallOnce(options, calls)
  // Nobody owns the archive: the system's key store is asked last, because a program is started for it.
  const store = answer?.ok === false && isSealed(answer.error) ? helperStore() : undefined
  return store === undefined ? answer : openAndCallOnce({ ...options, keyStore: { store, refused: false } }, calls)
}

async function openAndCallOnce(options: SessionOptions, calls: readonly OneCall[]): Promise<Result<unknown, ErrorValue> | null> {
  const office = await openOffice(options)
  const trouble = office.trouble()
  if (trouble?.code === 'ARCHIVE_LOCKED') return null
  try {
    const desk = `command-line ${randomUUID()}`
    // What cannot be opened knows no persons.
    const asked = trouble === null ? calls : calls.slice(-1)
    let answer: Result<unknown, ErrorValue> | null = null
    for (const { name, input } of asked) {
      answer = await office.call(name, input, 'command-line', desk)
      if (!answer.ok) break
    }
    if (asked.length > 1) await office.call('people.signOut', {}, 'command-line', desk)
    await office.drain()
    return answer
  } finally {
    await office.close()
  }
}

/** Whether the key is there and only the system's key store opens it. */
function isSealed({ code, params }: ErrorValue): boolean {
  return code === 'KEY_MISSING' && params?.['sealed'] === true
}

/** The owner's answer; null when nobody serves at the archive's socket. */
async function throughOwner(directory: string, configuration: string, calls: readonly OneCall[]): Promise<Result<unknown, ErrorValue> | null> {
  const identity = readIdentity(directory)
  const token = identity === null ? null : socketToken(keyFolder(configuration, identity.id), false)
  const path = socketPath(directoryToken(directory))
  if (token === null || path === null) return null
  return callOwner(path, token, calls)
}

/** Verifies without opening, so that nothing changes; an archive in use is verified by its owner, or beside one who does not answer. */
async function verifyDirectory(directory: string, signIn: readonly OneCall[]): Promise<Result<unknown, ErrorValue>> {
  const configuration = configurationDirectory()
  const id = readIdentity(directory)?.id
  const folder = id === undefined ? null : keyFolder(configuration, id)
  let verified = await verifyUnopened({ directory, configuration })
  const owned = (): Promise<Result<unknown, ErrorValue> | null> => throughOwner(directory, configuration, [...signIn, { name: verify.name, input: {} }])
  if (!verified.ok && isSealed(verified.error) && folder !== null) {
    const answer = await owned()
    if (answer !== null) return answer
    const store = helperStore()
    if (store !== undefined) await takeSealedKey(folder, store)
    verified = await verifyUnopened({ directory, configuration })
  }
  if (verified.ok || verified.error.code !== 'ARCHIVE_LOCKED') return verified
  return (await owned()) ?? verifyUnopened({ directory, configuration, beside: true })
}

async function runVerify(directory: string, brought: string | null, signIn: readonly OneCall[]): Promise<number> {
  const answer = await answered(verify.name, async () => {
    const taken = takeKey(directory, null, brought)
    return taken.ok ? verifyDirectory(directory, signIn) : taken
  })
  if (!answer.ok) {
    print(answer)
    return 1
  }
  const report = answer.value as z.output<typeof verify.output>
  print(report)
  return isSound(report) ? 0 : 1
}

/** What `work` answers; a fault becomes an answer too, so that stdout always holds one line. */
async function answered(name: string, work: () => Promise<Result<unknown, ErrorValue>>): Promise<Result<unknown, ErrorValue>> {
  try {
    return await work()
  } catch (error) {
    const known = machineFault(error)
    if (known !== null) return known
    const reference = `${new Date().toISOString()} ${name}`
    process.stderr.write(`error ${reference}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return { ok: false, error: { code: 'INTERNAL', params: { reference } } }
  }
}

/** Where the caller stands: npm runs scripts in the project's folder and says in INIT_CWD where it was called. */
function callersFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = environment
  return script === 'office' && folder !== undefined && folder !== '' ? folder : process.cwd()
}

/** Every name with its schemas and errors, and under "*" once the errors that any name may answer. */
function listNames() {
  const paramsOf = (codes: readonly ErrorCode[]) => Object.fromEntries(codes.map((code) => [code, errorParams[code]]))
  const any = { name: '*', kind: 'common', about: 'Errors that any name may answer', localOnly: false, errors: commonCodes, errorParams: paramsOf(commonCodes), input: {}, output: {} }
  const names = [...contractByName.values()].map((contract) => ({
    name: contract.name,
    kind: contract.kind,
    about: contract.about,
    localOnly: contract.reach === 'local-only',
    errors: contract.errors,
    errorParams: paramsOf(contract.errors),
    input: z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' }),
    output: z.toJSONSchema(contract.output, { unrepresentable: 'any' }),
  }))
  return [...names, any]
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
