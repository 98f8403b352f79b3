// The units of the office, in the order in which they are named.
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../data/desk.ts'
import { persons, type Unit } from '../../data/people.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconArrowDown, IconArrowUp, IconPlus } from '../../ui/icons.ts'
import styles from './People.module.css'

export default function UnitsLeaf() {
  const { t } = useTranslation()
  const manages = useMay('manage-people')
  const { persons: everybody = [], units = [] } = useQuery(persons).data ?? {}
  const [task, setTask] = useState<Unit | 'add' | null>(null)
  const { busy, trouble, send } = useCommand()
  const edit = (unit: Unit, changes: { readonly closed?: boolean; readonly order?: number }) => send('people.editUnit', { id: unit.id, changes }, () => {})
  const swap = async (unit: Unit, other: Unit) => {
    await edit(unit, { order: other.order })
    await edit(other, { order: unit.order })
  }
  return (
    <>
      <div className={styles.bar}>
        <p>{t('people.unitsWhat')}</p>
        {manages && <Button kind="main" icon={<IconPlus size={16} stroke={1.5} />} onClick={() => setTask('add')}>{t('people.addUnit')}</Button>}
      </div>
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.sheet}>
        {units.length === 0 ? <p className={styles.none}>{t('people.unitsNone')}</p> : (
          <table aria-label={t('people.leaf.units')}>
            <thead><tr><th scope="col">{t('people.unit')}</th><th scope="col">{t('people.unitPersons')}</th><th scope="col">{t('people.state')}</th>{manages && <th><span className="unseen">{t('more')}</span></th>}</tr></thead>
            <tbody>
              {units.map((unit, at) => (
                <tr key={unit.id} data-out={unit.closed || undefined}>
                  <td className={styles.name}>{unit.name}</td>
                  <td>{everybody.filter(({ unitId }) => unitId === unit.id).map(({ name }) => name).join(', ') || '–'}</td>
                  <td>{t(unit.closed ? 'people.unitClosed' : 'people.unitOpen')}</td>
                  {manages && (
                    <td className={styles.acts}>
                      <Button kind="bare" icon={<IconArrowUp size={16} stroke={1.5} />} label={t('people.unitUp', { name: unit.name })} disabled={busy || at === 0} onClick={() => void swap(unit, units[at - 1]!)} />
                      <Button kind="bare" icon={<IconArrowDown size={16} stroke={1.5} />} label={t('people.unitDown', { name: unit.name })} disabled={busy || at === units.length - 1} onClick={() => void swap(unit, units[at + 1]!)} />
                      <Button kind="bare" label={t('people.renameNamed', { name: unit.name })} onClick={() => setTask(unit)}>{t('people.rename')}</Button>
                      <Button kind="bare" disabled={busy} label={t(unit.closed ? 'people.reopenNamed' : 'people.closeNamed', { name: unit.name })} onClick={() => void edit(unit, { closed: !unit.closed })}>{t(unit.closed ? 'people.reopenUnit' : 'people.closeUnit')}</Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {task && <UnitDialog unit={task === 'add' ? null : task} onClose={() => setTask(null)} />}
    </>
  )
}

function UnitDialog({ unit, onClose }: { readonly unit: Unit | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [name, setName] = useState(unit?.name ?? '')
  const save = () => void (unit === null ? send('people.addUnit', { name }, onClose) : send('people.editUnit', { id: unit.id, basedOn: unit.entry, changes: { name } }, onClose))
  return (
    <Dialog title={unit === null ? t('people.addUnit') : t('people.renameNamed', { name: unit.name })} onClose={onClose} onSubmit={save} busy={busy} disabled={name.trim() === ''} trouble={trouble}>
      <TextInput label={t('people.unit')} aria-required data-autofocus maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
    </Dialog>
  )
}
