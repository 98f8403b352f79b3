// app://van-thu/: the window's own files, from the built renderer and the guide, and nothing else.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { app, protocol } from 'electron'

export const appOrigin = 'app://van-thu'

/** Where the window's page comes from: our own scheme; `npm run dev` alone names a server, and a packaged app listens to no one. */
export function pageOrigin(): string {
  const server = process.env['ELECTRON_RENDERER_URL']
  return server !== undefined && server !== '' && !app.isPackaged ? server.replace(/\/$/, '') : appOrigin
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
}

// Inline styles are Mantine's (positions of floating parts); scripts come from our own files alone.
const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Before `ready`: makes app:// a standard, secure origin whose scripts may keep compiled code. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }])
}

/** After `ready`: serves `renderer`, and `guide` below /guide/. */
export function serveScheme(renderer: string, guide: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'van-thu' || request.method !== 'GET') return new Response(null, { status: 404 })
    const path = decodeURIComponent(url.pathname)
    const [folder, inside] = path.startsWith('/guide/') ? [guide, path.slice('/guide/'.length)] : [renderer, path === '/' ? 'index.html' : path.slice(1)]
    const file = normalize(join(folder, inside))
    if (!file.startsWith(folder + sep)) return new Response(null, { status: 404 })
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': mediaTypes[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
        },
      })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
}
