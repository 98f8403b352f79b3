// A DOCX as it was typed. docx-preview keeps the two-column head, tables and alignment of an official document, where mammoth
// keeps the words alone. What it draws is cleaned by a list of allowed elements and attributes and shown in a shadow root:
// nothing of it can run, link out, or touch the window's own styles.
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asRefusal, inWords } from '../../../data/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { clean } from './clean.ts'
import { readWhole } from './stored-file.ts'
import styles from './DocxView.module.css'

const sheet = `
  :host { color-scheme: only light; }
  .docx-wrapper { display: flex; flex-flow: column; align-items: safe center; gap: 14px; padding: 18px 24px; }
  .docx-wrapper > section.docx { background: #fff; color: #000; outline: 1px solid #8883; max-width: 100%; overflow: clip; font-family: Tinos, 'Times New Roman', 'Liberation Serif', serif; }
  table { max-width: 100%; }
  img, svg { max-width: 100%; }
`

export function DocxView({ fileId, size }: { readonly fileId: string; readonly size: number }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const [failure, setFailure] = useState<unknown>(null)

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
    })().catch((reason: unknown) => {
      if (!stop.signal.aborted) setFailure(reason)
    })
    return () => stop.abort()
  }, [fileId, size])

  if (failure !== null) return <EmptyState title={t('document.damaged', { problem: failure instanceof Error ? failure.message : inWords(asRefusal(failure)) })} />
  return (
    <div className={styles.view} tabIndex={0} role="group" aria-label={t('document.pages')}>
      <p className={styles.note}>{t('document.wordNote')}</p>
      <div ref={box} />
    </div>
  )
}
