// In danh sách việc trong ngày: whose work, narrowed as the board is; made as PDF, as a sheet or as a Word file.
import { Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { scopes } from '../../../src-main/handling/words.ts'
import { usePlace, type BoardPlace } from '../../app/place.ts'
import { usePerson } from '../../data/desk.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from '../print/Print.module.css'
import { FormatChoice, MadePrint } from '../print/MadePrint.tsx'
import { usePrinting, type Format } from '../print/usePrinting.ts'
import { BoardFilters, type Narrowed } from './BoardFilters.tsx'

const lookAhead = [1, 2, 3, 5, 10] as const
const close = () => usePlace.setState({ over: null })

export default function DailyList() {
  const { t } = useTranslation()
  const person = usePerson()
  const board = usePlace(({ board: here }) => here)
  const [scope, setScope] = useState<BoardPlace['scope']>(board.scope)
  const [narrowed, setNarrowed] = useState<Narrowed>({ filters: board.filters, body: board.body })
  const [soonDays, setSoonDays] = useState(3)
  const [withTopSecretSubjects, setTopSecret] = useState(false)
  const [format, setFormat] = useState<Format>('pdf')
  const printing = usePrinting('handling.printDailyList', { scope, ...narrowed.filters, ...(narrowed.body.id === null ? {} : { bodyId: narrowed.body.id }), soonDays, withTopSecretSubjects, format })
  const { made, making, trouble, make } = printing
  // Whose archive has no accounts reads everything.
  const readsTopSecret = person === null || person.levels.includes('tuyet-mat')
  return (
    <Dialog title={t('handling.daily.title')} what={t('handling.daily.what')} wide={made !== null && format === 'pdf'} onClose={close} trouble={trouble} {...(made ? {} : { onSubmit: () => void make(), submit: t(format === 'pdf' ? 'books.preview' : 'print.export'), busy: making })}>
      <div className={styles.half}>
        {person !== null && <NativeSelect label={t('handling.board.scope')} data-autofocus value={scope} data={scopes.map((value) => ({ value, label: t(`handling.board.scopes.${value}`) }))} onChange={(event) => setScope(event.currentTarget.value as BoardPlace['scope'])} />}
        <NativeSelect label={t('handling.daily.soon')} value={soonDays} data={lookAhead.map((count) => ({ value: String(count), label: t('handling.daily.soonDays', { count }) }))} onChange={(event) => setSoonDays(Number(event.currentTarget.value))} />
      </div>
      <BoardFilters within narrowed={narrowed} onChange={(change) => setNarrowed({ ...narrowed, ...change })} />
      {readsTopSecret && <Checkbox label={t('print.topSecret')} checked={withTopSecretSubjects} onChange={(event) => setTopSecret(event.currentTarget.checked)} />}
      <FormatChoice value={format} onChange={setFormat} />
      <MadePrint printing={printing} />
    </Dialog>
  )
}
