// Text of HTML as a reader sees it: blocks on lines of their own, scripts, styles and hidden heads left out.
import { Parser } from 'htmlparser2'
import { decodePlain } from './legacy-encodings.ts'
import type { BoundedText } from './limits.ts'

const blocks = new Set(
  'address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul title'.split(' '),
)
const unread = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'object'])

/** Adds the words of an HTML text. */
export function readHtml(html: string, into: BoundedText): void {
  let skipping = 0
  let pending = ''
  let begun = false
  const parser = new Parser(
    {
      onopentagname(name) {
        if (unread.has(name)) skipping += 1
        else if (blocks.has(name)) pending = '\n'
      },
      ontext(text) {
        if (skipping > 0) return
        const flat = text.replace(/[\s\u00a0]+/gu, ' ')
        if (flat === ' ') {
          pending ||= ' '
          return
        }
        if (begun) into.add(pending)
        begun = true
        pending = ''
        into.add(flat)
      },
      onclosetag(name) {
        if (unread.has(name)) skipping -= 1
        else if (blocks.has(name)) pending = '\n'
        else if (name === 'td' || name === 'th') pending = '\t'
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
}

/** The bytes of an HTML file as text: by its byte order mark or `<meta charset>`, else undefined (let the words decide). */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase()
}

/** The bytes of an HTML file as text: as it declares, else as its words read. */
export function decodeHtml(bytes: Uint8Array): string {
  const charset = declaredCharset(bytes)
  if (charset !== undefined && charset !== 'utf-8') {
    try {
      return new TextDecoder(charset).decode(bytes)
    } catch {
      // A charset nobody knows ("x-user-defined" of the VNI days): let the words decide.
    }
  }
  return decodePlain(bytes).text
}
