// Pictures, which can be enlarged, and text as text.
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faceOf, useKeys } from '../../../app/keys.ts'
import { asRefusal, inWords } from '../../../data/words.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconMaximize, IconMinus, IconPlus } from '../../../ui/icons.ts'
import { decode, useBytes } from './stored-file.ts'
import styles from './PlainViews.module.css'

const STEP = 1.2

interface FileViewProps {
  readonly fileId: string
  readonly size: number
  readonly name: string
  readonly mediaType: string
}

export function PictureView({ fileId, size, name, mediaType }: FileViewProps) {
  const { t } = useTranslation()
  const { bytes, trouble } = useBytes(fileId, size)
  const [url, setUrl] = useState<string | null>(null)
  const pane = useRef<HTMLDivElement>(null)
  const [natural, setNatural] = useState(0)
  // null: as wide as the pane
  const [zoom, setZoom] = useState<number | null>(null)
  const scale = () => zoom ?? (pane.current?.querySelector('img')?.clientWidth ?? natural) / Math.max(1, natural)
  const to = (next: number) => setZoom(Math.max(0.05, Math.min(8, next)))
  useKeys({ zoomIn: () => to(scale() * STEP), zoomOut: () => to(scale() / STEP), zoomFit: () => setZoom(null) }, natural > 0)
  useEffect(() => {
    if (!bytes) return
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, mediaType])
  if (trouble) return <EmptyState title={t('document.damaged', { problem: inWords(asRefusal(trouble)) })} />
  return (
    <div className={styles.frame}>
      <div ref={pane} className={styles.picture} tabIndex={0} role="group" aria-label={name}>
        {url && <img src={url} alt={name} onLoad={(event) => setNatural(event.currentTarget.naturalWidth)} style={zoom === null ? undefined : { maxWidth: 'none', width: natural * zoom }} />}
      </div>
      {natural > 0 && (
        <div className={styles.tools}>
          <Button kind="bare" icon={<IconMinus size={16} stroke={1.5} />} label={`${t('document.zoomOut')} (${faceOf('zoomOut')})`} onClick={() => to(scale() / STEP)} />
          {zoom !== null && <span className={styles.share}>{Math.round(zoom * 100)} %</span>}
          <Button kind="bare" icon={<IconPlus size={16} stroke={1.5} />} label={`${t('document.zoomIn')} (${faceOf('zoomIn')})`} onClick={() => to(scale() * STEP)} />
          <Button kind="bare" icon={<IconMaximize size={16} stroke={1.5} />} label={`${t('document.fit')} (${faceOf('zoomFit')})`} onClick={() => setZoom(null)} />
        </div>
      )}
    </div>
  )
}

export function TextView({ fileId, size, name }: FileViewProps) {
  const { t } = useTranslation()
  const { bytes, trouble } = useBytes(fileId, size)
  if (trouble) return <EmptyState title={t('document.damaged', { problem: inWords(asRefusal(trouble)) })} />
  return <pre className={styles.text} tabIndex={0} aria-label={name}>{bytes && decode(bytes)}</pre>
}
