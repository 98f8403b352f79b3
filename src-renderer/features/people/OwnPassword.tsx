// Changing one's own password.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { ask, type Refusal } from '../../data/ask.ts'
import { usePerson } from '../../data/desk.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { NewPassword, newPasswordFault, Password, untyped } from './Password.tsx'

const close = () => usePlace.setState({ over: null })

export default function OwnPassword() {
  const { t } = useTranslation()
  const person = usePerson()
  const [before, setBefore] = useState('')
  const [typed, setTyped] = useState(untyped)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  if (person === null) return null

  const change = async () => {
    setTried(true)
    setRefusal(null)
    if (before === '' || newPasswordFault(typed, person) !== null) return
    setBusy(true)
    const answer = await ask('people.changePassword', { password: before, newPassword: typed.password })
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.error)
    notify(t('people.passwordChanged'))
    close()
  }
  const wrong = refusal?.code === 'PASSWORD_WRONG'
  return (
    <Dialog title={t('people.changePassword')} onClose={close} onSubmit={() => void change()} submit={t('people.setPassword')} busy={busy} trouble={refusal && !wrong ? inWords(refusal) : null}>
      <Password autoFocus label={t('people.currentPassword')} value={before} error={wrong ? inWords(refusal) : tried && before === '' ? t('people.passwordMissing') : undefined} onChange={setBefore} />
      <NewPassword
        about={person}
        value={typed}
        tried={tried}
        onChange={(value) => {
          setTyped(value)
          setTried(false)
        }}
      />
    </Dialog>
  )
}
