// Pictures, and text as text: HTML and e-mail are shown as they are written, never as a page.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asRefusal, inWords } from '../../../data/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { readWhole } from './stored-file.ts'
import styles from './PlainViews.module.css'

interface FileViewProps {
  readonly fileId: string
  readonly size: number
  readonly name: string
  readonly mediaType: string
}

/** The bytes of a file while the view stands; a failure in words. */
function useBytes(fileId: string, size: number): { readonly bytes: Uint8Array | null; readonly trouble: string | null } {
  const [bytes, setBytes] = useState<Uint8Array | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    readWhole(fileId, size, stop.signal).then(setBytes, (failure: unknown) => {
      if (!stop.signal.aborted) setTrouble(inWords(asRefusal(failure)))
    })
    return () => stop.abort()
  }, [fileId, size])
  return { bytes, trouble }
}

export function PictureView({ fileId, size, name, mediaType }: FileViewProps) {
  const { t } = useTranslation()
  const { bytes, trouble } = useBytes(fileId, size)
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!bytes) return
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, mediaType])
  if (trouble) return <EmptyState title={t('document.damaged', { problem: trouble })} />
  return <div className={styles.picture} tabIndex={0} role="group" aria-label={name}>{url && <img src={url} alt={name} />}</div>
}

/** Text in UTF-8, UTF-16 with its mark, or else as Windows-1258 wrote Vietnamese. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1258').decode(bytes)
  }
}

export function TextView({ fileId, size, name }: FileViewProps) {
  const { t } = useTranslation()
  const { bytes, trouble } = useBytes(fileId, size)
  if (trouble) return <EmptyState title={t('document.damaged', { problem: trouble })} />
  return <pre className={styles.text} tabIndex={0} aria-label={name}>{bytes && decode(bytes)}</pre>
}
