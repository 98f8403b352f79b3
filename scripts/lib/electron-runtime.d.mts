/** The Electron at hand; see electron-runtime.mjs. */
export interface ElectronRuntime {
  readonly path: string
  readonly folder: string
  readonly version: string | undefined
  readonly origin: 'override' | 'official' | 'fallback'
}
export function findElectron(): ElectronRuntime | undefined
export function electronArguments(): string[]
