import { useTranslation } from 'react-i18next'
import { usePerson } from '../data/desk.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { faceOf } from './keys.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { usePlace } from './place.ts'
import { Seal } from './Seal.tsx'
import styles from './Frame.module.css'

/** The title row: what program, which office, the way to everything (Ctrl+K), who is signed in. */
export function TitleRow({ office }: { readonly office: string }) {
  const { t } = useTranslation()
  const person = usePerson()
  return (
    <header className={styles.title}>
      <Seal />
      <span className={styles.product}>{t('app')}</span>
      <span className={styles.office}>{office}</span>
      <button type="button" className={styles.everything} aria-keyshortcuts="Control+K" onClick={() => usePlace.setState({ over: 'palette' })}>
        {t('everything')} <Kbd>{faceOf('palette')}</Kbd>
      </button>
      {person && <PersonMenu person={person} />}
    </header>
  )
}
