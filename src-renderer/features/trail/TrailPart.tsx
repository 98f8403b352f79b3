// Nhật ký, in the settings: what it is, and the way to it.
import { useTranslation } from 'react-i18next'
import { showTrail } from '../../app/place.ts'
import { Button } from '../../ui/Button.tsx'
import people from '../people/People.module.css'

export function TrailPart() {
  const { t } = useTranslation()
  return (
    <section className={people.part} aria-labelledby="settings-trail">
      <h2 id="settings-trail">{t('trail.title')}</h2>
      <p>{t('trail.summary')}</p>
      <div><Button onClick={() => showTrail()}>{t('trail.open')}</Button></div>
    </section>
  )
}
