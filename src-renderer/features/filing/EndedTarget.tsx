import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { fileUnder } from './file-documents.ts'
import type { Ended } from './task.ts'

/** Documents were dropped on a body that had ended before their day: its successor is offered first. */
export function EndedTarget({ ids, body, successor, onClose }: Ended & { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const file = ({ id, name }: { readonly id: string; readonly name: string }) => {
    void fileUnder(ids, id, name)
    onClose()
  }
  const first = successor ?? body
  return (
    <Dialog
      title={t('tree.endedTitle')}
      what={t('tree.endedWhat', { body: body.name, date: formatDate(body.validTo ?? ''), count: ids.length })}
      onClose={onClose}
      onSubmit={() => file(first)}
      submit={t(successor ? 'tree.endedSuccessor' : 'tree.endedAnyway', { name: first.name })}
    >
      {successor && <div><Button onClick={() => file(body)}>{t('tree.endedAnyway', { name: body.name })}</Button></div>}
    </Dialog>
  )
}
