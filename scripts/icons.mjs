// Draws resources/icons/icon.png (512 px) and icon.ico (16 to 256 px) from icon.svg, with the Electron at hand. Run by hand
// after the SVG changes: `node scripts/icons.mjs`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Explained, cache, fail, root, run } from './lib/project.mjs'
import { startVirtualDisplay } from './lib/virtual-display.mjs'
import { setUp } from './set-up.mjs'

const folder = join(root, 'resources', 'icons')
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512]

/** A program for Electron: draws the SVG on a canvas of each size and writes `<size>.png` beside itself. */
const drawing = `
import { writeFileSync } from 'node:fs'
import { app, BrowserWindow } from 'electron'
app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false })
  await window.loadURL('about:blank')
  for (const size of ${JSON.stringify(SIZES)}) {
    const url = await window.webContents.executeJavaScript('(' + (async (size, svg) => {
      const image = new Image()
      image.src = 'data:image/svg+xml;base64,' + svg
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = size
      canvas.getContext('2d').drawImage(image, 0, 0, size, size)
      return canvas.toDataURL('image/png')
    }) + ')(' + size + ', "' + process.env.SVG + '")')
    writeFileSync(new URL(size + '.png', import.meta.url), Buffer.from(url.split(',')[1], 'base64'))
  }
  app.quit()
})
`

/** ICO: a directory of pictures, each a whole PNG (accepted since Windows Vista). */
function icoOf(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

try {
  const electron = await setUp({ virtual: true, parts: [] })
  const work = mkdtempSync(join(cache, 'icons-'))
  const screen = await startVirtualDisplay()
  try {
    writeFileSync(join(work, 'package.json'), '{"name":"icons","type":"module","main":"draw.js"}')
    writeFileSync(join(work, 'draw.js'), drawing)
    const svg = readFileSync(join(folder, 'icon.svg')).toString('base64')
    const code = await run(electron.path, [...electron.arguments, `--user-data-dir=${work}`, work], { env: { ...process.env, DISPLAY: screen.display, SVG: svg } })
    if (code !== 0) throw new Explained('The icons could not be drawn.')
    const pictures = SIZES.map((size) => ({ size, png: readFileSync(join(work, `${size}.png`)) }))
    writeFileSync(join(folder, 'icon.png'), pictures.at(-1).png)
    writeFileSync(join(folder, 'icon.ico'), icoOf(pictures.filter(({ size }) => size <= 256)))
  } finally {
    screen.stop()
    rmSync(work, { recursive: true, force: true })
  }
} catch (error) {
  fail(error)
}
