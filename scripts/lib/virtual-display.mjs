// A virtual screen (Xvfb) of 1366×768 for machines without one. The server picks its own free number and tells
// it (-displayfd), so that several runs at once never meet.
import { spawn } from 'node:child_process'
import { Explained } from './project.mjs'

/** True when windows can be shown to a person here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Starts the screen: `{display: ':99', stop()}`. It ends with this process at the latest. Windows and macOS have none: there
 * `display` is undefined, and windows open on the real screen.
 */
export async function startVirtualDisplay({ width = 1366, height = 768 } = {}) {
  if (process.platform !== 'linux') return { display: undefined, stop() {} }
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const stop = () => server.kill()
  process.once('exit', stop)
  let words = ''
  server.stderr.on('data', (chunk) => (words = (words + chunk).slice(-2000)))
  const number = await new Promise((resolve, reject) => {
    let text = ''
    server.stdio[3].on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text.trim())
    })
    server.on('error', () => reject(new Explained('Xvfb is missing: apt-get install xvfb')))
    server.on('exit', () => reject(new Explained(`The virtual display did not start:\n${words}`)))
  })
  server.stderr.unref?.()
  return {
    display: `:${number}`,
    stop() {
      process.off('exit', stop)
      stop()
    },
  }
}
