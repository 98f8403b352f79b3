// Shows a stored file by its kind. Each viewer is fetched when its first file is opened.
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Document } from '../../../data/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { openFile } from '../file-actions.ts'

export type DocumentFile = Pick<Document['files'][number], 'fileId' | 'size' | 'name' | 'mediaType'>

interface FileViewProps {
  readonly file: DocumentFile
  /** hears how many pages a PDF has */
  readonly onPages?: ((pages: number) => void) | undefined
  /** it may be opened by another program */
  readonly opens?: boolean
}

const StoredPdf = lazy(async () => {
  const [{ PdfView }, { openPdf }] = await Promise.all([import('./PdfView.tsx'), import('./pdf.ts')])
  return { default: ({ file, onPages }: FileViewProps) => <PdfView name={file.fileId} open={() => openPdf(file.fileId, file.size)} onPages={onPages} /> }
})
const Docx = lazy(async () => ({ default: (await import('./DocxView.tsx')).DocxView }))
const Picture = lazy(async () => ({ default: (await import('./PlainViews.tsx')).PictureView }))
const Html = lazy(async () => ({ default: (await import('./HtmlView.tsx')).HtmlView }))
const Mail = lazy(async () => ({ default: (await import('./MailView.tsx')).MailView }))
const Sheet = lazy(async () => ({ default: (await import('./SheetView.tsx')).SheetView }))
const Text = lazy(async () => ({ default: (await import('./PlainViews.tsx')).TextView }))

const LARGEST = { docx: 40, picture: 60, html: 5, mail: 60, sheet: 20, text: 5 } as const // MiB

type Kind = 'pdf' | 'docx' | 'picture' | 'html' | 'mail' | 'sheet' | 'text' | 'other'

export function kindOf({ mediaType, name }: Pick<DocumentFile, 'mediaType' | 'name'>): Kind {
  if (mediaType === 'application/pdf') return 'pdf'
  if (mediaType.endsWith('wordprocessingml.document')) return 'docx'
  if (/^image\/(png|jpeg|gif|webp|bmp|avif)$/.test(mediaType)) return 'picture'
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml' || /\.html?$/i.test(name)) return 'html'
  if (mediaType === 'message/rfc822' || /\.eml$/i.test(name)) return 'mail'
  if (/(spreadsheetml\.sheet|opendocument\.spreadsheet|vnd\.ms-excel.*)$/.test(mediaType)) return 'sheet'
  if (mediaType.startsWith('text/') || /^application\/(json|xml)$/.test(mediaType) || /\.(txt|csv|xml)$/i.test(name)) return 'text'
  return 'other'
}

export function FileView({ file, onPages, opens = true }: FileViewProps) {
  const { t } = useTranslation()
  const kind = kindOf(file)
  const tooLarge = kind !== 'pdf' && kind !== 'other' && file.size > LARGEST[kind] * 1024 * 1024
  if (kind === 'other' || tooLarge) {
    return (
      <EmptyState title={file.name} what={tooLarge ? t('document.tooLarge', { size: `${Math.round(file.size / 1024 / 1024)} MB` }) : t('document.cannotShow')}>
        {opens && <Button onClick={() => void openFile(file)}>{t('document.openFile')}</Button>}
      </EmptyState>
    )
  }
  return (
    <Suspense>
      {kind === 'pdf' && <StoredPdf key={file.fileId} file={file} onPages={onPages} />}
      {kind === 'docx' && <Docx fileId={file.fileId} size={file.size} />}
      {kind === 'picture' && <Picture {...file} />}
      {kind === 'html' && <Html {...file} />}
      {kind === 'mail' && <Mail {...file} />}
      {kind === 'sheet' && <Sheet {...file} />}
      {kind === 'text' && <Text {...file} />}
    </Suspense>
  )
}
