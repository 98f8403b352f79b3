// After a restore a book asks for the last number stamped on paper: what was given out and lost must not be given again.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, newCommandId, type ValueOf } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'

export function ConfirmLastNumber({ book, onClose }: { readonly book: ValueOf<'registers.today'>['unconfirmed'][number]; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const lastNumber = typed.trim() === '' ? Number.NaN : Number(typed)
  const readable = Number.isInteger(lastNumber) && lastNumber >= 0 && lastNumber <= 9_999_999

  const confirm = async () => {
    setBusy(true)
    const { registerId, year } = book
    const answer = await ask('registers.confirmLastNumber', { commandId: newCommandId(), registerId, year, lastNumber })
    setBusy(false)
    if (!answer.ok) return setTrouble(inWords(answer.error))
    const lost = answer.value.lost.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
    notify([t('today.confirmed', { next: lastNumber + 1 }), lost && t('today.lost', { list: lost })].filter(Boolean).join('. '))
    onClose()
  }

  return (
    <Dialog
      title={t('today.confirm', { name: book.name, year: book.year })}
      what={t('today.confirmDo')}
      onClose={onClose}
      onSubmit={() => void confirm()}
      busy={busy}
      disabled={!readable}
      trouble={trouble}
    >
      <TextInput data-autofocus label={t('today.lastOnPaper')} description={t('today.lastKnown', { number: book.lastNumber })} inputMode="numeric" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
    </Dialog>
  )
}
