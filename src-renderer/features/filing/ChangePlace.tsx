import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Body } from '../../../src-main/filing/contract.ts'
import { usePlace } from '../../app/place.ts'
import { ask, newCommandId } from '../../data/ask.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { BodyField, type ChosenBody } from '../fields/BodyField.tsx'
import styles from './Filing.module.css'
import { undoBy } from './undo.ts'

/** Moves a body, with all below it, under another; or joins one that was entered twice into the one that stays. */
export function ChangePlace({ kind, body, onClose }: { readonly kind: 'move' | 'merge'; readonly body: Body; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [target, setTarget] = useState<ChosenBody>({ id: null, name: '' })
  const [reason, setReason] = useState('')
  const [keepNames, setKeepNames] = useState(true)
  const unknown = target.id === null && target.name.trim() !== ''

  const move = () =>
    void send('filing.moveBody', { id: body.id, parentId: target.id }, () => {
      notify(t('filing.movedBody', { name: body.name }), { undo: undoBy(() => ask('filing.moveBody', { commandId: newCommandId(), id: body.id, parentId: body.parentId, order: body.order })) })
      onClose()
    })
  const merge = () => {
    if (target.id === null) return
    const into = target.id
    void send('filing.mergeBodies', { id: body.id, intoId: into, reason, keepNames }, ({ documents }) => {
      notify(t('filing.mergedInto', { name: body.name, count: documents }), { undo: undoBy(() => ask('filing.reopenBody', { commandId: newCommandId(), id: body.id })) })
      usePlace.setState({ bodyId: into })
      onClose()
    })
  }

  const field = <BodyField autoFocus label={kind === 'move' ? t('filing.parent') : t('filing.into')} {...(kind === 'move' ? { placeholder: t('filing.noParent') } : {})} exceptId={body.id} value={target} onChange={setTarget} error={unknown ? t('tree.chooseFromTree') : undefined} />
  return kind === 'move' ? (
    <Dialog title={t('filing.move')} what={t('tree.moveWhat', { name: body.name })} onClose={onClose} onSubmit={move} submit={t('tree.moveDo')} busy={busy} disabled={unknown} trouble={trouble}>{field}</Dialog>
  ) : (
    <Dialog title={t('filing.merge')} what={t('tree.mergeWhat', { name: body.name })} onClose={onClose} onSubmit={merge} submit={t('tree.mergeDo')} busy={busy} disabled={target.id === null || reason.trim() === ''} trouble={trouble}>
      {field}
      <fieldset className={styles.choices}>
        <legend>{t('tree.names')}</legend>
        <label>
          <input type="radio" name="names" checked={keepNames} onChange={() => setKeepNames(true)} />
          <span>{t('tree.namesKeep', { name: body.name })}<small>{t('tree.namesKeepWhat')}</small></span>
        </label>
        <label>
          <input type="radio" name="names" checked={!keepNames} onChange={() => setKeepNames(false)} />
          <span>{t('tree.namesMend')}<small>{t('tree.namesMendWhat', { name: target.id === null ? t('tree.theOther') : target.name })}</small></span>
        </label>
      </fieldset>
      <TextInput label={t('reason')} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
