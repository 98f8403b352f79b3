import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListRow } from '../../../src-main/registers/schemas.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { BodyField, type ChosenBody } from '../fields/BodyField.tsx'

/** What dragging does, by keyboard: files a document under another body. */
export function FileDocument({ document, onFile, onClose }: { readonly document: ListRow; readonly onFile: (documentIds: readonly string[], bodyId: string) => void; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [target, setTarget] = useState<ChosenBody>({ id: null, name: '' })
  const file = () => {
    if (target.id === null) return
    onClose()
    onFile([document.id], target.id)
  }
  return (
    <Dialog
      title={t('tree.fileUnder')}
      what={t('tree.fileWhat', { symbol: document.numberSymbol || t('terms.noNumber'), number: `${document.arrivalNumber}${document.arrivalSuffix}`, body: document.issuingBodyName })}
      onClose={onClose}
      onSubmit={file}
      submit={t('tree.moveDo')}
      disabled={target.id === null}
    >
      <BodyField autoFocus label={t('filing.title')} exceptId={document.issuingBodyId} value={target} onChange={setTarget} />
    </Dialog>
  )
}
