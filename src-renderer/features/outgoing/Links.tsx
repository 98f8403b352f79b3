// The documents that one belongs to, both ways: what it answers and what answered it, what replaces or corrects it.
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { openDocument, openOutgoing } from '../../app/place.ts'
import type { Document } from '../../data/queries.ts'
import document from '../document/DocumentPane.module.css'
import styles from './Outgoing.module.css'

type Link = Document['links'][number]

function open({ documentDirection, id }: Link): void {
  if (documentDirection === 'incoming') openDocument(id, 'details')
  else openOutgoing(id)
}

export function Links({ links }: { readonly links: readonly Link[] }) {
  const { t } = useTranslation()
  if (links.length === 0) return null
  return (
    <>
      <h3 className={document.section}>{t('outgoing.links')}</h3>
      <ul className={styles.links}>
        {links.map((link) => (
          <li key={`${link.kind} ${link.direction} ${link.id}`}>
            <button type="button" onClick={() => open(link)}>
              <span>{t(`outgoing.link.${link.kind}.${link.direction}`)}</span> <b>{link.numberSymbol || t('outgoing.noNumberYet')}</b> <span>{[formatDate(link.date), t(`terms.status.${link.status}`)].join(' · ')}</span> {link.subject}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
