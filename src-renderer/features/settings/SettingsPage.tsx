// Cài đặt: the window (language, ground, size of text), the office's names, backups, and the soundness of the archive; the people of the office.
import { SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { changeSettings, useSettings } from '../../data/settings.ts'
import '../../ui/fields.css'
import { ApprovalPart } from '../appraisal/ApprovalPart.tsx'
import { OwnDaysPart } from '../handling/OwnDaysPart.tsx'
import { RemindingPart } from '../handling/RemindingPart.tsx'
import { PeoplePart } from '../people/PeoplePart.tsx'
import { TrailPart } from '../trail/TrailPart.tsx'
import { ArchivePart } from './ArchivePart.tsx'
import { BackupsPart } from './BackupsPart.tsx'
import { KeyPart } from './KeyPart.tsx'
import { OfficePart } from './OfficePart.tsx'
import { SecrecyPart } from './SecrecyPart.tsx'
import styles from './Settings.module.css'

const PeoplePage = lazy(() => import('../people/PeoplePage.tsx'))
const TrailPage = lazy(() => import('../trail/TrailPage.tsx'))
const themes = ['system', 'light', 'dark'] as const
const sizes = ['1', '1.125', '1.25'] as const

export default function SettingsPage() {
  const { t } = useTranslation()
  const { language, theme, textSize } = useSettings()
  const managesOffice = useMay('manage-office')
  const distributes = useMay('distribute')
  const reads = useMay('read-documents')
  const seesPeople = useMay('manage-people', 'confirm-rights')
  const readsTrail = useMay('read-trail')
  const showsTrail = usePlace((place) => place.trail !== null)
  const showsPeople = usePlace((place) => place.people !== null)
  // Their names bear a dot, which would part a key in two.
  const sizeNames = t('settingsPage.sizes', { returnObjects: true })
  if (showsPeople && seesPeople) return <Suspense><PeoplePage /></Suspense>
  if (showsTrail && readsTrail) return <Suspense><TrailPage /></Suspense>
  return (
    <div className={styles.page}>
      <h1>{t('settingsPage.title')}</h1>
      <div className={styles.parts}>
        <div className={styles.column}>
          <section className={styles.part} aria-labelledby="settings-look">
            <h2 id="settings-look">{t('settingsPage.look')}</h2>
            <div className={styles.field}>
              <span className={styles.word}>{t('settingsPage.language')}</span>
              <SegmentedControl aria-label={t('settingsPage.language')} value={language} onChange={(value) => changeSettings({ language: value as typeof language })} data={[{ value: 'vi', label: 'Tiếng Việt' }, { value: 'en', label: 'English' }]} />
            </div>
            <div className={styles.field}>
              <span className={styles.word}>{t('settingsPage.theme')}</span>
              <SegmentedControl aria-label={t('settingsPage.theme')} value={theme} onChange={(value) => changeSettings({ theme: value as typeof theme })} data={themes.map((value) => ({ value, label: t(`settingsPage.themes.${value}`) }))} />
            </div>
            <div className={styles.field}>
              <span className={styles.word}>{t('settingsPage.textSize')}</span>
              <SegmentedControl
                aria-label={t('settingsPage.textSize')}
                value={sizes.find((size) => Number(size) === textSize) ?? '1'}
                onChange={(value) => changeSettings({ textSize: Number(value) })}
                data={sizes.map((value) => ({ value, label: sizeNames[value] }))}
              />
            </div>
          </section>
          {seesPeople && <PeoplePart />}
          {readsTrail && <TrailPart />}
          {managesOffice && <OfficePart />}
          {managesOffice && <ApprovalPart />}
        </div>
        <div className={styles.column}>
          {managesOffice && <BackupsPart />}
          {managesOffice && <KeyPart />}
          {managesOffice && <SecrecyPart />}
          {reads && <RemindingPart />}
          {distributes && <OwnDaysPart />}
          <ArchivePart />
        </div>
      </div>
    </div>
  )
}
