// The picture of an account's signature: chosen, looked at before it is kept, taken out.
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { upload } from '../registration/staged-files.ts'
import styles from './People.module.css'

/** @param value the file's id; null: none. onChange gets the id of a picture that is staged. */
export function SignatureField({ value, onChange }: { readonly value: string | null; readonly onChange: (fileId: string | null) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<File | null>(null)
  const [url, setUrl] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => {
    if (chosen === null) return setUrl(null)
    const made = URL.createObjectURL(chosen)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [chosen])

  const choose = async (file: File | undefined) => {
    if (file === undefined) return
    setTrouble(null)
    if (!file.type.startsWith('image/')) return setTrouble(t('people.signatureNotPicture', { name: file.name }))
    setBusy(true)
    const staged = await upload(file, () => {}, () => false)
    setBusy(false)
    if (!staged.ok) return setTrouble(inWords(staged.error))
    setChosen(file)
    onChange(staged.value.fileId)
  }
  const drop = () => {
    setChosen(null)
    onChange(null)
  }
  return (
    <fieldset className={styles.signature}>
      <legend>{t('people.signature')}</legend>
      {url !== null ? <img src={url} alt={t('people.signature')} /> : <span>{t(value === null ? 'people.noSignature' : 'people.hasSignature')}</span>}
      <input ref={input} type="file" accept="image/png,image/jpeg" hidden aria-label={t('people.signatureChoose')} onChange={(event) => void choose(event.currentTarget.files?.[0])} />
      <Button disabled={busy} onClick={() => input.current?.click()}>{t('people.signatureChoose')}</Button>
      {value !== null && <Button kind="bare" disabled={busy} onClick={drop}>{t('people.signatureDrop')}</Button>}
      {trouble && <span className={styles.error} role="alert">{trouble}</span>}
    </fieldset>
  )
}
