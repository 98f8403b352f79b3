import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { bodyById } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import type { TaskProps } from './task.ts'
import { aliasList, BodyFields, type WrittenBody } from './BodyFields.tsx'
import styles from './Filing.module.css'

/** Mends what is written about a body; only what was changed is sent. Shows its names through time. */
export function EditBody({ body, onClose }: TaskProps) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const known = useQuery(bodyById(body.id)).data
  const [before] = useState<WrittenBody>({ name: body.name, shortName: body.shortName ?? '', symbol: body.symbol ?? '', code: body.code ?? '', level: body.level, aliases: body.aliases.join('\n') })
  const [written, setWritten] = useState(before)

  const save = () => {
    const orNone = (value: string) => (value.trim() === '' ? null : value)
    const changes = {
      ...(written.name === before.name ? {} : { name: written.name }),
      ...(written.shortName === before.shortName ? {} : { shortName: orNone(written.shortName) }),
      ...(written.symbol === before.symbol ? {} : { symbol: orNone(written.symbol) }),
      ...(written.code === before.code ? {} : { code: orNone(written.code) }),
      ...(written.level === before.level ? {} : { level: written.level }),
      ...(written.aliases === before.aliases ? {} : { aliases: aliasList(written) }),
    }
    if (Object.keys(changes).length === 0) return onClose()
    void send('filing.editBody', { id: body.id, changes, ...(known ? { basedOn: known.entry } : {}) }, () => {
      notify(t('filing.changed', { name: written.name }))
      onClose()
    })
  }

  return (
    <Dialog title={t('filing.mend')} onClose={onClose} onSubmit={save} busy={busy} disabled={written.name.trim() === ''} trouble={trouble}>
      <BodyFields written={written} onChange={setWritten} />
      {known && known.names.length > 1 && (
        <section aria-label={t('filing.names')}>
          <ul className={styles.names}>
            {known.names.map(({ name, from, to }) => <li key={`${from} ${name}`}><span>{from ? formatDate(from) : '…'} – {to ? formatDate(to) : '…'}</span>{name}</li>)}
          </ul>
        </section>
      )}
    </Dialog>
  )
}
