// Documents that are limited to named readers, for the one in charge of rights: of those they may not read the number alone. A further
// reader can be named of each, as when all its readers have left.
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths } from '../../../src-main/contract/choices.ts'
import { readerRights, type ReaderRight } from '../../../src-main/registers/reading/rules.ts'
import { formatDate } from '../../../src-main/text/dates.ts'
import { persons } from '../../data/people.ts'
import { limitedDocuments, type LimitedDocument } from '../../data/secrecy.ts'
import { useCommand } from '../../data/useCommand.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { notify } from '../../ui/notices.ts'
import { openById } from '../document/open-by-id.ts'
import styles from './People.module.css'

export default function LimitedLeaf() {
  const { t } = useTranslation()
  const query = useQuery(limitedDocuments)
  const [adding, setAdding] = useState<LimitedDocument | null>(null)
  const { rows = [], more = 0 } = query.data ?? {}
  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>
  return (
    <>
      <div className={styles.bar}><p>{t('people.limited.what')}</p></div>
      <div className={styles.sheet}>
        {query.data && rows.length === 0 && <p className={styles.none}>{t('people.limited.none')}</p>}
        {rows.length > 0 && (
          <table aria-label={t('people.leaf.limited')}>
            <thead><tr><th scope="col">{t('people.limited.number')}</th><th scope="col">{t('terms.field.date')}</th><th scope="col">{t('terms.field.subject')}</th><th scope="col">{t('secrecy.readers.title')}</th><th><span className="unseen">{t('more')}</span></th></tr></thead>
            <tbody>
              {rows.map((row) => {
                const number = row.number || t('terms.noNumber')
                return (
                  <tr key={row.id}>
                    <td className={styles.name}>{row.subject === null ? number : <button type="button" className={styles.open} onClick={() => void openById(row.id, 'details')}>{number}</button>}</td>
                    <td>{formatDate(row.date)}</td>
                    <td>{row.subject ?? <span className={styles.withheld}>{t('people.limited.numberAlone')}</span>}</td>
                    <td>{row.readers.map(({ accountId, unitId, name, may }) => <span key={accountId ?? unitId} className={styles.reader}>{name} <small>{t(`terms.readerRight.${may}`)}</small></span>)}</td>
                    <td className={styles.acts}><Button label={t('people.limited.addNamed', { number })} onClick={() => setAdding(row)}>{t('people.limited.add')}</Button></td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
        {more > 0 && <p className={styles.none}>{t('secrecy.more', { count: more })}</p>}
      </div>
      {adding && <AddReaderDialog document={adding} onClose={() => setAdding(null)} />}
    </>
  )
}

function AddReaderDialog({ document: { id, number, readers }, onClose }: { readonly document: LimitedDocument; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const everybody = useQuery(persons).data?.persons ?? []
  const [accountId, setAccountId] = useState('')
  const [may, setMay] = useState<ReaderRight>('read')
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const called = number || t('terms.noNumber')
  const others = everybody.filter((one) => one.active && !readers.some((reader) => reader.accountId === one.id))
  const save = () => void send('secrecy.addReader', { documentId: id, accountId, may, reason }, () => {
    notify(t('people.limited.added', { name: others.find((one) => one.id === accountId)?.name ?? '', number: called }))
    onClose()
  })
  return (
    <Dialog title={t('people.limited.addNamed', { number: called })} what={t('people.limited.addWhat')} submit={t('people.limited.add')} onClose={onClose} onSubmit={save} busy={busy} disabled={accountId === '' || reason.trim() === ''} trouble={trouble}>
      <NativeSelect data-autofocus label={t('people.limited.person')} required value={accountId} data={[{ value: '', label: t('people.choose') }, ...others.map(({ id: value, name, position }) => ({ value, label: [name, position].filter(Boolean).join(', ') }))]} onChange={(event) => setAccountId(event.currentTarget.value)} />
      <NativeSelect label={t('people.limited.may')} value={may} data={readerRights.map((value) => ({ value, label: t(`terms.readerRight.${value}`) }))} onChange={(event) => setMay(event.currentTarget.value as ReaderRight)} />
      <TextInput label={t('reason')} required maxLength={lengths.reason} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
