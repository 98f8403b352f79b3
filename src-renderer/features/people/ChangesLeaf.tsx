// Changes of rights until the one in charge confirms that they saw them: NĐ 30/2020/NĐ-CP, Phụ lục VI, III.3.c.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../data/desk.ts'
import { rightsChanges } from '../../data/people.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { aboutInWords, changeInWords } from './changes.ts'
import { instant } from './ResetsLeaf.tsx'
import styles from './People.module.css'

export default function ChangesLeaf() {
  const { t } = useTranslation()
  const confirms = useMay('confirm-rights')
  const changes = useQuery(rightsChanges).data?.changes ?? []
  const { busy, trouble, send } = useCommand()
  const confirm = (id: string) => void send('people.confirmChange', { id }, () => {})
  // 'local' acted before there were accounts.
  const by = (name: string) => (name === 'local' ? t('people.localOperator') : name)
  return (
    <>
      <div className={styles.bar}><p>{t('people.changesWhat')}</p></div>
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.sheet}>
        {changes.length === 0 ? <p className={styles.none}>{t('people.changesNone')}</p> : (
          <table aria-label={t('people.leaf.changes')}>
            <thead><tr><th scope="col">{t('people.changeAbout')}</th><th scope="col">{t('people.changeWhat')}</th><th scope="col">{t('people.changeBy')}</th><th scope="col">{t('people.changeSeen')}</th></tr></thead>
            <tbody>
              {changes.map((one) => (
                <tr key={one.id} data-out={one.confirmedAt === null ? undefined : true}>
                  <td className={styles.name}>{aboutInWords(t, one)}</td>
                  <td>{changeInWords(t, one)}</td>
                  <td>{by(one.madeByName)}<span className={styles.sub}>{instant(one.madeAt)}</span></td>
                  <td>
                    {one.confirmedAt !== null ? <>{by(one.confirmedByName ?? '')}<span className={styles.sub}>{instant(one.confirmedAt)}</span></> : confirms ? <Button disabled={busy} label={t('people.confirmNamed', { name: aboutInWords(t, one), what: changeInWords(t, one) })} onClick={() => confirm(one.id)}>{t('people.confirm')}</Button> : t('people.unseen')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  )
}
