// What a print needs around it: its format, how far it is, what was made, and the pages as they will be printed.
import { SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { IconDownload, IconExternalLink, IconPrinter } from '../../ui/icons.ts'
import { isPdf, type Format, type usePrinting } from './usePrinting.ts'
import styles from './Print.module.css'

/** The pages as they will be printed. */
const Pages = lazy(async () => {
  const [{ PdfView }, { openPdfBytes }] = await Promise.all([import('../document/viewer/PdfView.tsx'), import('../document/viewer/pdf.ts')])
  // A copy: pdf.js takes the bytes with it into its worker.
  return { default: ({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }) => <PdfView name={name} open={() => openPdfBytes(bytes.slice())} /> }
})

const formats: readonly Format[] = ['pdf', 'xlsx', 'docx']

/** PDF to print, a sheet, or a Word file. */
export function FormatChoice({ value, onChange }: { readonly value: Format; readonly onChange: (format: Format) => void }) {
  const { t } = useTranslation()
  return <SegmentedControl fullWidth aria-label={t('print.format')} value={value} onChange={(chosen) => onChange(chosen as Format)} data={formats.map((format) => ({ value: format, label: t(`print.formats.${format}`) }))} />
}

/** How far the print is, and what came of it. */
export function MadePrint({ printing }: { readonly printing: ReturnType<typeof usePrinting> }) {
  const { t } = useTranslation()
  const { key, making, progress, made, save, open, stop } = printing
  if (making) {
    return (
      <p className={styles.making} role="status">
        <progress aria-label={t('books.making')} {...(progress?.of ? { value: progress.done, max: progress.of } : {})} />
        {t('books.making')}
        {progress && <Button kind="bare" onClick={stop}>{t('task.cancel')}</Button>}
      </p>
    )
  }
  if (!made) return null
  const paged = isPdf(made)
  return (
    <div className={styles.made} role="status">
      <span className={styles.file}>{paged ? `${made.fileName} · ${t('books.pages', { count: made.pages })}` : made.fileName}</span>
      <Button kind="main" icon={paged ? <IconPrinter size={16} stroke={1.5} /> : <IconExternalLink size={16} stroke={1.5} />} onClick={() => void open()}>{t(paged ? 'books.printNow' : 'print.openFile')}</Button>
      <Button icon={<IconDownload size={16} stroke={1.5} />} onClick={() => void save()}>{t(paged ? 'books.savePdf' : 'print.saveFile')}</Button>
      {paged && <div className={styles.pages}><Suspense><Pages key={key} name={`print ${key}`} bytes={made.bytes} /></Suspense></div>}
    </div>
  )
}
