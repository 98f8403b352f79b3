// Build of the window: Electron's main and preload (dist/shell) and the renderer (dist/renderer). The office process
// has a build of its own (scripts/lib/office.vite.config.ts), because it runs on Node 24 and not in Electron 33.
// Targets are those of the oldest Electron we run on (33: Node 20.18, Chromium 130).
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const path = (relative: string) => new URL(relative, import.meta.url).pathname

export default defineConfig({
  main: {
    resolve: { alias: [{ find: /^ajv(-formats|\/.*)?$/, replacement: path('./scripts/lib/no-schemas.mjs') }] },
    build: {
      target: 'node20.18',
      outDir: 'dist/shell',
      emptyOutDir: true,
      sourcemap: 'hidden',
      minify: 'oxc',
      // The few dependencies of the shell are bundled: the packaged app has no node_modules for it.
      externalizeDeps: false,
      rolldownOptions: { input: { main: path('./src-main/shell/main.ts') }, output: { entryFileNames: '[name].js' } },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: 'dist/shell',
      emptyOutDir: false,
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file.
      rolldownOptions: { input: { preload: path('./src-main/shell/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src-renderer',
    publicDir: false,
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: 'dist/renderer',
      emptyOutDir: true,
      minify: 'oxc',
      sourcemap: 'hidden',
      rolldownOptions: {
        input: path('./src-renderer/index.html'),
        // What the first list needs is one file: each further one is a way through the main process and back.
        output: { codeSplitting: { groups: [{ name: 'window', tags: ['$initial'] }] } },
      },
    },
  },
})
