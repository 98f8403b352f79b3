// Keeping what is looked for under a name; or changing a search that is kept.
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keptFind, type Direction } from '../../app/place.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import type { KeptSearch } from './searches.ts'

interface SaveSearchProps {
  readonly direction: Direction
  /** the conditions in words: proposed as its name */
  readonly proposed: string
  /** the one that is changed; null keeps a new one */
  readonly search: KeptSearch | null
  readonly onClose: () => void
}

export default function SaveSearch({ direction, proposed, search, onClose }: SaveSearchProps) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [name, setName] = useState(search?.name ?? proposed.slice(0, 100))
  const [pinned, setPinned] = useState(search?.pinned ?? true)
  const [shared, setShared] = useState(search?.shared ?? false)
  const [renewed, setRenewed] = useState(false)

  const done = () => {
    notify(t('incoming.searches.saved', { name: name.trim() }))
    onClose()
  }
  const save = () =>
    search === null
      ? void send('registers.saveSearch', { name, find: keptFind(direction), pinned, shared }, done)
      : void send('registers.editSearch', { id: search.id, basedOn: search.entry, changes: { name, pinned, shared, ...(renewed ? { find: keptFind(direction) } : {}) } }, done)
  return (
    <Dialog
      title={t(search === null ? 'incoming.searches.save' : 'incoming.searches.change')}
      what={search === null ? (proposed === '' ? t('incoming.searches.whole') : t('incoming.searches.what', { what: proposed })) : undefined}
      onClose={onClose}
      onSubmit={save}
      busy={busy}
      disabled={name.trim() === ''}
      trouble={trouble}
    >
      <TextInput data-autofocus label={t('incoming.searches.name')} maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Checkbox label={t('incoming.searches.pinned')} checked={pinned} onChange={(event) => setPinned(event.currentTarget.checked)} />
      <Checkbox label={t('incoming.searches.shared')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
      {search !== null && <Checkbox label={t('incoming.searches.renew', { what: proposed || t('incoming.searches.nothing') })} checked={renewed} onChange={(event) => setRenewed(event.currentTarget.checked)} />}
    </Dialog>
  )
}
