import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Body } from '../../../src-main/filing/contract.ts'
import { usePlace } from '../../app/place.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { BodyField, type ChosenBody } from '../fields/BodyField.tsx'
import { DayChoice } from '../print/DayChoice.tsx'
import { aliasList, BodyFields, type WrittenBody } from './BodyFields.tsx'
import styles from './Filing.module.css'

/** Adds a body, under the one that is chosen unless another is named. */
export function AddBody({ under, today, onClose }: { readonly under: Body | null; readonly today: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [written, setWritten] = useState<WrittenBody>({ name: '', shortName: '', symbol: '', code: '', level: under?.level ?? 'other', aliases: '' })
  const [parent, setParent] = useState<ChosenBody>({ id: under?.id ?? null, name: under?.name ?? '' })
  const [from, setFrom] = useState<string | null>('')
  const unknownParent = parent.id === null && parent.name.trim() !== ''

  const add = () => {
    const { name, level } = written
    const optional = Object.fromEntries((['shortName', 'symbol', 'code'] as const).filter((key) => written[key].trim() !== '').map((key) => [key, written[key]]))
    void send('filing.addBody', { name, level, parentId: parent.id, aliases: aliasList(written), ...optional, ...(from ? { validFrom: from } : {}) }, ({ id }) => {
      notify(t('filing.added', { name: name.trim() }))
      usePlace.setState({ bodyId: id })
      onClose()
    })
  }

  return (
    <Dialog wide title={t('filing.add')} onClose={onClose} onSubmit={add} submit={t('filing.add')} busy={busy} disabled={written.name.trim() === '' || from === null || unknownParent} trouble={trouble}>
      <BodyFields written={written} onChange={setWritten} />
      <div className={styles.pair}>
        <BodyField label={t('filing.parent')} placeholder={t('filing.noParent')} value={parent} onChange={setParent} error={unknownParent ? t('tree.chooseFromTree') : undefined} />
        <DayChoice label={t('filing.from')} today={today} value={from} onChange={setFrom} description={t('tree.fromHint')} />
      </div>
    </Dialog>
  )
}
