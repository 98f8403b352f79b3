// Build of the office process for Node 24: dist/office/*.js. Only better-sqlite3 and argon2 stay outside (they are native);
// everything else is bundled, so that the packaged app carries no node_modules besides them.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Name in dist/office → source. A further worker thread or program is one line here. */
const ENTRIES: Record<string, string> = {
  entry: 'src-main/office/entry.ts',
  'command-line': 'src-main/office/command-line.ts',
  reader: 'src-main/office/reader-thread.ts',
  database: 'src-main/archive/database-thread.ts',
  extract: 'src-main/documents/extract/thread.ts',
  sheets: 'src-main/documents/sheets/thread.ts',
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const input = Object.fromEntries(
  Object.entries(ENTRIES)
    .map(([name, source]) => [name, root + source] as const)
    .filter(([, source]) => existsSync(source)),
)

export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['better-sqlite3', '@node-rs/argon2'], target: 'node' },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/office',
    emptyOutDir: true,
    minify: false,
    sourcemap: 'hidden',
    reportCompressedSize: false,
    rolldownOptions: {
      input,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
})
