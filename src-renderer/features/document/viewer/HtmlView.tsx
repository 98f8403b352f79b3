// A page of HTML as it reads, cleaned by what is allowed and held in a shadow root: nothing of it runs, loads from outside,
// leads out, or touches the window's own styles. Pictures show where they lie in the file itself.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { asRefusal, inWords } from '../../../data/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { clean } from './clean.ts'
import { decode, useBytes } from './stored-file.ts'
import styles from './PlainViews.module.css'

const sheet = `
  :host { display: block; color-scheme: only light; }
  div.page { overflow-wrap: break-word; color: #000; font: 16px/1.55 Tinos, 'Times New Roman', 'Liberation Serif', serif; }
  h1 { font-size: 1.375em; } h2 { font-size: 1.2em; }
  table { border-collapse: collapse; } td, th { padding: 0.25em 0.5em; border: 1px solid #bbb; vertical-align: top; } img { max-width: 100%; }
`

/** The body of an HTML text, cleaned. */
export function CleanHtml({ html }: { readonly html: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = box.current!.shadowRoot ?? box.current!.attachShadow({ mode: 'open' })
    const style = document.createElement('style')
    style.textContent = sheet
    const page = document.createElement('div')
    page.className = 'page'
    // A parsed document is inert: its scripts do not run and its pictures are not fetched.
    for (const child of new DOMParser().parseFromString(html, 'text/html').body.childNodes) {
      const kept = clean(child)
      if (kept) page.append(kept)
    }
    root.replaceChildren(style, page)
  }, [html])
  return <div ref={box} />
}

export function HtmlView({ fileId, size, name }: { readonly fileId: string; readonly size: number; readonly name: string }) {
  const { t } = useTranslation()
  const { bytes, trouble } = useBytes(fileId, size)
  if (trouble) return <EmptyState title={t('document.damaged', { problem: inWords(asRefusal(trouble)) })} />
  return <div className={styles.paper} tabIndex={0} role="group" aria-label={name}>{bytes && <div className={styles.leaf}><CleanHtml html={decode(bytes)} /></div>}</div>
}
