// Stands in for ajv in the shell's bundle: electron-store brings it (450 KB, read at every start) for settings with a JSON
// schema, and ours are checked by zod before they are kept. Whoever gives electron-store a schema is told so at once.
export function Ajv2020() {
  throw new Error('ajv is left out of the shell: give electron-store no schema, or take it back in (electron.vite.config.ts)')
}

export default { default() {} }
