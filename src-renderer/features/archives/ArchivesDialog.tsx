import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { OtherArchives } from './OtherArchives.tsx'

/** "Mở kho lưu khác…" from the palette. */
export default function ArchivesDialog() {
  const { t } = useTranslation()
  return (
    <Dialog title={t('archives.openOther').replace('…', '')} what={t('archives.what')} onClose={() => usePlace.setState({ over: null })}>
      <OtherArchives choose={t('archives.choose')} main />
    </Dialog>
  )
}
