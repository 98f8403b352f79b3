// Printing or exporting the report that is shown: the format, and who signs it.
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormatChoice, MadePrint } from '../print/MadePrint.tsx'
import { usePrinting, type Format } from '../print/usePrinting.ts'
import type { Asked } from './report.ts'

interface PrintReportProps {
  readonly asked: Asked
  readonly holdsTopSecret: boolean
  readonly onClose: () => void
}

export function PrintReport({ asked, holdsTopSecret, onClose }: PrintReportProps) {
  const { t } = useTranslation()
  const [format, setFormat] = useState<Format>('pdf')
  // It is printed, so it stands in the language of the paper.
  const [signerPost, setSignerPost] = useState('Chánh Văn phòng')
  const [withTopSecretSubjects, setTopSecret] = useState(false)
  const ofRegisters = usePrinting('registers.printReport', asked.of === 'registers' ? { ...asked.call, withTopSecretSubjects, format, signerPost } : { kind: 'handling-incoming', format, signerPost })
  const ofHandling = usePrinting('handling.printReport', asked.of === 'handling' ? { ...asked.call, format, signerPost } : { from: '', to: '', format, signerPost })
  const printing = asked.of === 'handling' ? ofHandling : ofRegisters
  const { made, making, trouble, make } = printing
  return (
    <Dialog title={t('reports.printTitle')} wide={made !== null && format === 'pdf'} onClose={onClose} trouble={trouble} {...(made ? {} : { onSubmit: () => void make(), submit: t(format === 'pdf' ? 'books.preview' : 'print.export'), busy: making, disabled: signerPost.trim() === '' })}>
      <FormatChoice value={format} onChange={setFormat} />
      <TextInput data-autofocus label={t('reports.signerPost')} value={signerPost} maxLength={100} onChange={(event) => setSignerPost(event.currentTarget.value)} />
      {holdsTopSecret && <Checkbox label={t('print.topSecret')} checked={withTopSecretSubjects} onChange={(event) => setTopSecret(event.currentTarget.checked)} />}
      <MadePrint printing={printing} />
    </Dialog>
  )
}
