// The system's key store, for the office process, which has no Electron: Windows DPAPI, macOS Keychain, GNOME's and KDE's on Linux.
// Where Linux has none, Chromium's `basic_text` enciphers under a password that stands in its source: that one pretends, and is refused.
// Only what Electron 33 to 45 share: the synchronous calls of safeStorage.
import { app, safeStorage } from 'electron'
import type { PlainKeyReason } from '../contract/choices.ts'

export interface ShellKeyStore {
  /** base64, or why no key is given to it */
  seal(text: string): Promise<{ readonly sealed: string } | { readonly why: PlainKeyReason }>
  unseal(sealed: string): Promise<string | null>
}

/** Takes `VANTHU_KEY_STORE` as Chromium's --password-store, before Electron is ready; `file` is the office process's to heed. */
export function chooseKeyStore(named = process.env['VANTHU_KEY_STORE'] ?? ''): void {
  if (named !== '' && named !== 'file') app.commandLine.appendSwitch('password-store', named)
}

export const keyStore: ShellKeyStore = {
  async seal(text) {
    await app.whenReady()
    const why = fault()
    if (why !== null) return { why }
    try {
      return { sealed: safeStorage.encryptString(text).toString('base64') }
    } catch {
      return { why: 'failed' }
    }
  },
  async unseal(sealed) {
    await app.whenReady()
    try {
      return safeStorage.decryptString(Buffer.from(sealed, 'base64'))
    } catch {
      return null
    }
  },
}

/** Why the system's key store is not to be trusted with a key; null where it is. */
function fault(): PlainKeyReason | null {
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null
  if (backend === 'basic_text') return 'pretends'
  if (!safeStorage.isEncryptionAvailable()) return 'unavailable'
  return backend === null || /^(gnome_libsecret|kwallet)/.test(backend) ? null : 'unavailable'
}

/** For the command line: reads a sealed key from standard input and writes the key to standard output. Answers the exit code. */
export async function unsealForCommandLine(): Promise<number> {
  let sealed = ''
  for await (const text of process.stdin.setEncoding('latin1')) sealed += String(text)
  const key = await keyStore.unseal(sealed.trim())
  if (key === null) return 1
  await new Promise((resolve) => process.stdout.write(`${key}\n`, resolve))
  return 0
}
