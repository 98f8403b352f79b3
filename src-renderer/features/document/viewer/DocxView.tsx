// A DOCX as it was typed. docx-preview keeps the two-column head, tables and alignment of an official document, where mammoth
// keeps the words alone. What it draws is cleaned by a list of allowed elements and attributes and shown in a shadow root:
// nothing of it can run, link out, or touch the window's own styles.
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../../app/keys.ts'
import { asRefusal, inWords } from '../../../data/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { clean } from './clean.ts'
import { readWhole } from './stored-file.ts'
import styles from './DocxView.module.css'

// Pages as wide and with the margins of an office document (A4; 20, 15, 20, 30 mm), where the file does not say; what it
// says stands in the page's own style and wins.
const sheet = `
  :host { color-scheme: only light; }
  div.docx-wrapper { display: flex; flex-flow: column; align-items: safe center; gap: 14px; padding: 18px 24px; background: none; }
  div.docx-wrapper > section.docx { flex: none; width: 595pt; min-height: 420pt; margin: 0; padding: 57pt 43pt 57pt 85pt; background: #fff; color: #000; box-shadow: none; outline: 1px solid #8883; overflow: clip; font-family: Tinos, 'Times New Roman', 'Liberation Serif', serif; }
  img, svg { max-width: 100%; }
`
const STEP = 1.2

export function DocxView({ fileId, size }: { readonly fileId: string; readonly size: number }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLDivElement>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [width, setWidth] = useState(0)
  const [widest, setWidest] = useState(0)
  // null: as wide as the pane
  const [zoom, setZoom] = useState<number | null>(null)

  useEffect(() => {
    const watch = new ResizeObserver(() => setWidth(pane.current?.clientWidth ?? 0))
    if (pane.current) watch.observe(pane.current)
    return () => watch.disconnect()
  }, [])

  useEffect(() => {
    const stop = new AbortController()
    void (async () => {
      const [{ parseAsync, renderDocument }, bytes] = await Promise.all([import('docx-preview'), readWhole(fileId, size, stop.signal)])
      const options = { inWrapper: true, breakPages: true, renderAltChunks: false, renderComments: false, useBase64URL: true, experimental: false }
      const nodes = await renderDocument(await parseAsync(bytes, options), options)
      if (stop.signal.aborted) return
      const root = box.current!.shadowRoot ?? box.current!.attachShadow({ mode: 'open' })
      const style = document.createElement('style')
      style.textContent = sheet
      root.replaceChildren(...nodes.map(clean).filter((node) => node !== null), style)
      setWidest(Math.max(0, ...[...root.querySelectorAll<HTMLElement>('section.docx')].map((page) => page.offsetWidth)))
    })().catch((reason: unknown) => {
      if (!stop.signal.aborted) setFailure(reason)
    })
    return () => stop.abort()
  }, [fileId, size])

  const fit = width > 0 && widest > 0 ? Math.max(0.3, Math.min(1.4, (width - 72) / widest)) : 1
  const scale = zoom ?? fit
  useKeys({ zoomIn: () => setZoom(Math.min(5, scale * STEP)), zoomOut: () => setZoom(Math.max(0.2, scale / STEP)), zoomFit: () => setZoom(null) })

  if (failure !== null) return <EmptyState title={t('document.damaged', { problem: failure instanceof Error ? failure.message : inWords(asRefusal(failure)) })} />
  return (
    <div ref={pane} className={styles.view} tabIndex={0} role="group" aria-label={t('document.pages')}>
      <p className={styles.note}>{t('document.wordNote')}</p>
      <div ref={box} style={{ zoom: scale }} />
    </div>
  )
}
