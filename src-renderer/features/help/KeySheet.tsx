// "?": every key of the window, by place. The list is the one that the keyboard itself obeys.
import { useTranslation } from 'react-i18next'
import { keyFace, keys, type KeyName } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import styles from './KeySheet.module.css'

const groups = ['everywhere', 'list', 'form', 'document'] as const
const names = Object.keys(keys) as KeyName[]

export default function KeySheet() {
  const { t } = useTranslation()
  return (
    <Dialog title={t('keys.title')} wide onClose={() => usePlace.setState({ over: null })}>
      <div className={styles.sheet}>
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`keys.groups.${group}`)}</h3>
            <dl>
              {names.filter((name) => keys[name].group === group).map((name) => (
                <div key={name} className={styles.key}>
                  <dt>{t(`keys.${name}`)}</dt>
                  <dd aria-label={keys[name].on.join(', ')}>{(name === 'area' ? ['Alt+1', 'Alt+9'] : keys[name].on.slice(0, 2)).map((on) => <Kbd key={on}>{keyFace(on)}</Kbd>)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
