// An e-mail as a letter: from, to, when, its words, and what is attached by name. HTML in it is cleaned like any other.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Address, Email } from 'postal-mime'
import { formatDate, vietnamDate, vietnamTime } from '../../../../src-main/text/dates.ts'
import { asRefusal, inWords } from '../../../data/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { sizeInWords } from '../Details.tsx'
import { CleanHtml } from './HtmlView.tsx'
import { readWhole } from './stored-file.ts'
import styles from './PlainViews.module.css'

export function MailView({ fileId, size, name }: { readonly fileId: string; readonly size: number; readonly name: string }) {
  const { t, i18n } = useTranslation()
  const [mail, setMail] = useState<Email | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  useEffect(() => {
    const stop = new AbortController()
    void (async () => {
      const [{ default: PostalMime }, bytes] = await Promise.all([import('postal-mime'), readWhole(fileId, size, stop.signal)])
      const parsed = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer', maxNestingDepth: 64, forceRfc822Attachments: true })
      if (!stop.signal.aborted) setMail(parsed)
    })().catch((reason: unknown) => {
      if (!stop.signal.aborted) setFailure(reason)
    })
    return () => stop.abort()
  }, [fileId, size])
  if (failure !== null) return <EmptyState title={t('document.damaged', { problem: failure instanceof Error ? failure.message : inWords(asRefusal(failure)) })} />
  if (!mail) return <div className={styles.paper} aria-busy />

  const sent = mail.date === undefined ? Number.NaN : Date.parse(mail.date)
  const heads: readonly (readonly [string, string])[] = [
    [t('document.mail.from'), addresses(mail.from ? [mail.from] : [])],
    [t('document.mail.to'), addresses(mail.to ?? [])],
    [t('document.mail.cc'), addresses(mail.cc ?? [])],
    [t('document.mail.date'), Number.isNaN(sent) ? (mail.date ?? '') : `${vietnamTime(sent)} ${formatDate(vietnamDate(sent))}`],
  ]
  // The words as text where there are any: what a sender styles is not what is registered.
  const text = mail.text?.trim()
  return (
    <div className={styles.paper} tabIndex={0} role="group" aria-label={name}>
      <article className={styles.leaf}>
        <h3 className={styles.mailSubject}>{mail.subject}</h3>
        <dl className={styles.mailHead}>{heads.filter(([, value]) => value !== '').map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
        {mail.attachments.length > 0 && (
          <ul className={styles.mailFiles} aria-label={t('document.mail.attachments')}>
            {mail.attachments.map((one, at) => (
              <li key={at}>{one.filename ?? one.mimeType} <small>{sizeInWords(typeof one.content === 'string' ? one.content.length : one.content.byteLength, i18n.language)}</small></li>
            ))}
          </ul>
        )}
        {text ? <pre className={styles.mailText}>{text}</pre> : mail.html !== undefined && <CleanHtml html={mail.html} />}
      </article>
    </div>
  )
}

function addresses(list: readonly Address[]): string {
  return list
    .flatMap((address) => (address.group ? address.group : [address]))
    .map((mailbox) => (mailbox.name ? `${mailbox.name} <${mailbox.address ?? ''}>` : (mailbox.address ?? '')))
    .join(', ')
}
