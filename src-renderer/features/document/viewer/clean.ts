// Cleans what was drawn from a received file, by what is allowed; all else falls away with its contents or without.
// The window's content policy already lets no script run and nothing load from outside; this keeps such things from
// standing in the page at all.

const allowed = new Set([
  'ARTICLE', 'SECTION', 'HEADER', 'FOOTER', 'DIV', 'P', 'SPAN', 'A', 'B', 'I', 'U', 'S', 'SUB', 'SUP', 'BR', 'HR', 'EM', 'STRONG',
  'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'LI', 'TABLE', 'THEAD', 'TBODY', 'TFOOT', 'TR', 'TD', 'TH', 'COL', 'COLGROUP', 'CAPTION', 'IMG', 'RUBY', 'RT', 'STYLE',
])
/** Their contents are not text to read. */
const dropped = new Set(['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'LINK', 'META', 'BASE', 'FORM', 'INPUT', 'BUTTON', 'TEMPLATE', 'NOSCRIPT', 'AUDIO', 'VIDEO', 'SVG'])
const attributes = new Set(['class', 'style', 'colspan', 'rowspan', 'width', 'height', 'alt', 'dir', 'lang', 'start', 'type', 'span'])
const picture = /^(data:image\/(png|jpe?g|gif|webp|bmp);base64,|blob:)/i
// Styles may paint, not fetch: url() is for pictures and fonts of the file itself.
const fetching = /url\(\s*(?!['"]?(data:|blob:))[^)]*\)|@import[^;]*;?|expression\(|-moz-binding/gi

/** A cleaned copy of a node, or null when nothing of it may stay. */
export function clean(node: Node): Node | null {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.textContent ?? '')
  if (node.nodeType === Node.DOCUMENT_FRAGMENT_NODE) return withChildren(document.createDocumentFragment(), node)
  if (!(node instanceof Element)) return null
  const name = node.tagName.toUpperCase()
  if (dropped.has(name)) return null
  if (!allowed.has(name)) return withChildren(document.createDocumentFragment(), node)
  if (name === 'STYLE') {
    const style = document.createElement('style')
    style.textContent = (node.textContent ?? '').replace(fetching, '')
    return style
  }
  // A link is shown as its words: nothing in the window leads out of it.
  const copy = document.createElement(name === 'A' ? 'span' : name)
  for (const { name: attribute, value } of node.attributes) {
    if (attributes.has(attribute)) copy.setAttribute(attribute, attribute === 'style' ? value.replace(fetching, '') : value)
    else if (name === 'IMG' && attribute === 'src' && picture.test(value)) copy.setAttribute('src', value)
  }
  return withChildren(copy, node)
}

function withChildren(copy: Node, of: Node): Node {
  for (const child of of.childNodes) {
    const kept = clean(child)
    if (kept) copy.appendChild(kept)
  }
  return copy
}
