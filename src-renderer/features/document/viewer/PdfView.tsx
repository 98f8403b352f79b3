// A PDF, page under page. Only pages in sight are drawn; zoom and place are kept for each document while the window is open.
import { TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faceOf, useKeys } from '../../../app/keys.ts'
import { asRefusal, inWords } from '../../../data/words.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconMaximize, IconMinus, IconPlus } from '../../../ui/icons.ts'
import type { OpenPdf } from './pdf.ts'
import styles from './PdfView.module.css'

interface Size {
  readonly width: number
  readonly height: number
}
interface Kept {
  /** null: as wide as the pane */
  readonly zoom: number | null
  /** share of the whole length, so that it holds at any zoom */
  readonly place: number
}

const keptPlaces = new Map<string, Kept>()
const STEP = 1.2
const GAP = 14 // px between pages
const POINT = 96 / 72 // px

interface PdfViewProps {
  /** what zoom and place are kept under */
  readonly name: string
  readonly open: () => Promise<OpenPdf>
  readonly onPages?: ((pages: number) => void) | undefined
}

export function PdfView({ name, open, onPages }: PdfViewProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef(open)
  const tellPages = useRef(onPages)
  tellPages.current = onPages
  const [pdf, setPdf] = useState<{ readonly document: PDFDocumentProxy; readonly sizes: readonly Size[] } | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [zoom, setZoom] = useState<number | null>(keptPlaces.get(name)?.zoom ?? null)
  const [width, setWidth] = useState(0)
  const [page, setPage] = useState(1)

  useEffect(() => {
    let opened: OpenPdf | undefined
    let gone = false
    opener.current().then(
      async (result) => {
        opened = result
        if (gone) return result.close()
        // The first page tells the size of all until they are drawn: measuring 300 pages first would delay the first.
        const first = (await result.document.getPage(1)).getViewport({ scale: POINT })
        const size = { width: first.width, height: first.height }
        if (gone) return
        setPdf({ document: result.document, sizes: Array.from({ length: result.document.numPages }, () => size) })
        tellPages.current?.(result.document.numPages)
      },
    ).catch((reason: unknown) => {
      if (!gone) setFailure(reason)
    })
    return () => {
      gone = true
      opened?.close()
    }
  }, [])

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const watch = new ResizeObserver(() => setWidth(element.clientWidth))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  const widest = pdf ? Math.max(...pdf.sizes.map((size) => size.width)) : 0
  const fit = width > 0 && widest > 0 ? Math.max(0.2, Math.min(1.6, (width - 72) / widest)) : 1
  const scale = zoom ?? fit

  // The place is put back when the length is known, and held when the zoom changes.
  useLayoutEffect(() => {
    const element = box.current
    const kept = keptPlaces.get(name)
    if (element && pdf && width > 0) element.scrollTop = (kept?.place ?? 0) * element.scrollHeight
  }, [name, pdf, width, scale])

  const remember = () => {
    const element = box.current
    if (!element || !pdf) return
    keptPlaces.set(name, { zoom, place: element.scrollTop / element.scrollHeight })
    const middle = element.scrollTop + element.clientHeight / 3
    let end = GAP
    const at = pdf.sizes.findIndex((size) => (end += size.height * scale + GAP) > middle)
    setPage(at < 0 ? pdf.sizes.length : at + 1)
  }
  const zoomTo = (next: number | null) => {
    keptPlaces.set(name, { zoom: next, place: keptPlaces.get(name)?.place ?? 0 })
    setZoom(next)
  }
  useKeys({ zoomIn: () => zoomTo(Math.min(5, scale * STEP)), zoomOut: () => zoomTo(Math.max(0.2, scale / STEP)), zoomFit: () => zoomTo(null) })

  if (failure !== null) return <EmptyState title={t('document.damaged', { problem: problemOf(failure) })} />
  return (
    <div className={styles.view}>
      <div ref={box} className={styles.pages} onScroll={remember} tabIndex={0} role="group" aria-label={t('document.pages')}>
        {pdf && width > 0 && pdf.sizes.map((size, at) => (
          <Page
            key={at}
            document={pdf.document}
            number={at + 1}
            size={size}
            scale={scale}
            label={t('document.pageOf', { page: at + 1, pages: pdf.sizes.length })}
            onSize={(true_) => setPdf({ ...pdf, sizes: pdf.sizes.map((one, i) => (i === at ? true_ : one)) })}
          />
        ))}
      </div>
      {pdf && (
        <div className={styles.tools}>
          <span className={styles.count}>{page}/{pdf.sizes.length}</span>
          <Button kind="bare" icon={<IconMinus size={16} stroke={1.5} />} label={`${t('document.zoomOut')} (${faceOf('zoomOut')})`} onClick={() => zoomTo(Math.max(0.2, scale / STEP))} />
          <span className={styles.count}>{Math.round(scale * 100)} %</span>
          <Button kind="bare" icon={<IconPlus size={16} stroke={1.5} />} label={`${t('document.zoomIn')} (${faceOf('zoomIn')})`} onClick={() => zoomTo(Math.min(5, scale * STEP))} />
          <Button kind="bare" icon={<IconMaximize size={16} stroke={1.5} />} label={`${t('document.fit')} (${faceOf('zoomFit')})`} onClick={() => zoomTo(null)} />
        </div>
      )}
    </div>
  )
}

function problemOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : inWords(asRefusal(failure))
}

interface PageProps {
  readonly document: PDFDocumentProxy
  readonly number: number
  readonly size: Size
  readonly scale: number
  readonly label: string
  readonly onSize: (size: Size) => void
}

/** One page: an empty sheet until it is nearly in sight, then its picture, and its text to select and to hear. */
function Page({ document, number, size, scale, label, onSize }: PageProps) {
  const sheet = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLCanvasElement>(null)
  const words = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(number === 1)
  const tell = useRef(onSize)
  tell.current = onSize

  useEffect(() => {
    const watch = new IntersectionObserver((seen) => setNear(seen.some((one) => one.isIntersecting)), { root: sheet.current?.parentElement ?? null, rootMargin: '600px 0px' })
    watch.observe(sheet.current!)
    return () => watch.disconnect()
  }, [])

  useEffect(() => {
    if (!near) return
    let gone = false
    let page: PDFPageProxy | undefined
    let stop: (() => void) | undefined
    void (async () => {
      page = await document.getPage(number)
      const natural = page.getViewport({ scale: POINT })
      if (gone) return
      if (Math.abs(natural.width - size.width) > 0.5 || Math.abs(natural.height - size.height) > 0.5) return tell.current({ width: natural.width, height: natural.height })
      const viewport = page.getViewport({ scale: POINT * scale })
      const canvas = picture.current!
      const sharp = window.devicePixelRatio
      // Drawn aside and put in place when done, so that a page does not go white at each zoom.
      const aside = window.document.createElement('canvas')
      aside.width = Math.floor(viewport.width * sharp)
      aside.height = Math.floor(viewport.height * sharp)
      const drawing = page.render({ canvas: aside, viewport, transform: [sharp, 0, 0, sharp, 0, 0] })
      stop = () => drawing.cancel()
      await drawing.promise
      if (gone) return
      canvas.width = aside.width
      canvas.height = aside.height
      canvas.getContext('2d')?.drawImage(aside, 0, 0)
      const layer = words.current!
      layer.replaceChildren()
      const text = new TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport })
      stop = () => text.cancel()
      await text.render()
    })().catch(() => {
      // A drawing that was stopped, or one damaged page: the sheet stays white, the others go on.
    })
    return () => {
      gone = true
      stop?.()
      page?.cleanup()
    }
  }, [document, number, near, scale, size.width, size.height])

  return (
    <div ref={sheet} className={styles.page} role="region" aria-label={label} style={{ width: size.width * scale, height: size.height * scale, ['--total-scale-factor' as never]: POINT * scale }}>
      <canvas ref={picture} className={styles.picture} aria-hidden />
      <div ref={words} className={`${styles.words} textLayer`} />
    </div>
  )
}
