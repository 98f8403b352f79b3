// "?": all keys of the window, by where they work.
import { useTranslation } from 'react-i18next'
import { keyFace, keys, type KeyName } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import { useAreas } from '../../app/rooms.ts'
import { usePerson, useRights } from '../../data/desk.ts'
import type { Right } from '../../../src-main/contract/rights.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import styles from './Help.module.css'

const groups = ['everywhere', 'list', 'tree', 'form', 'document'] as const

/** Keys that do nothing without a right. */
const needs: Partial<Record<KeyName, readonly Right[]>> = {
  register: ['keep-registers'], mark: ['keep-registers'], compose: ['draft'], reply: ['draft'], export: ['print'], distribute: ['distribute'], direct: ['direct', 'note-for-others'],
}

/** The faces of a key: Alt+1 … Alt+6 are shown as one, up to the last area there is. */
function faces(name: KeyName, areaCount: number): readonly string[] {
  const on: readonly string[] = name === 'area' ? keys.area.on.slice(0, areaCount) : keys[name].on
  const shown = on.length > 3 ? [keyFace(on[0]!), '…', keyFace(on.at(-1)!)] : on.map(keyFace)
  return [...new Set(shown)]
}

export default function KeySheet() {
  const { t } = useTranslation()
  const { work, quiet } = useAreas()
  const rights = useRights()
  const hasPerson = usePerson() !== null
  const works = (name: KeyName) => (name === 'lock' ? hasPerson : needs[name]?.some((right) => rights.includes(right)) ?? true)
  const facesOf = (name: KeyName) => faces(name, work.length + quiet.length)
  return (
    <Dialog title={t('keys.title')} wide onClose={() => usePlace.setState({ over: null })}>
      <div className={styles.sheet}>
        {groups.map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{t(`keys.groups.${group}`)}</h3>
            <dl>
              {(Object.keys(keys) as KeyName[]).filter((name) => keys[name].group === group && works(name)).map((name) => (
                <div key={name}>
                  <dt>{t(`keys.${name}`)}</dt>
                  <dd>
                    {facesOf(name).map((face) => <Kbd key={face}>{face}</Kbd>)}
                    <span className="unseen">{facesOf(name).join(', ')}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
