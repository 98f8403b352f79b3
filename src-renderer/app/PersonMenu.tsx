// Who is signed in, at the end of the title row, and what they do at their desk: password, delegation, lock, sign out. Beside it, for
// the one in charge, how many changes of rights wait to be confirmed.
import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay, type SignedIn } from '../data/desk.ts'
import { rightsChanges } from '../data/people.ts'
import { IconChevronDown } from '../ui/icons.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { lockDesk, signOut } from './desk.ts'
import { faceOf } from './keys.ts'
import { showPeople, usePlace } from './place.ts'
import styles from './Frame.module.css'

export function PersonMenu({ person }: { readonly person: SignedIn }) {
  const { t } = useTranslation()
  return (
    <>
      <Unconfirmed />
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <button type="button" className={styles.person} title={[person.name, person.position].filter(Boolean).join(', ')}>
            <span className={styles.personName}>{person.name}</span>
            {person.position !== '' && person.position !== person.name && <span className={styles.position}>{person.position}</span>}
            <IconChevronDown size={14} stroke={1.5} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => usePlace.setState({ over: 'own-password' })}>{t('people.changePassword')}</Menu.Item>
          <Menu.Item onClick={() => usePlace.setState({ over: 'delegate' })}>{t('people.delegateMine')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => void lockDesk()} rightSection={<Kbd>{faceOf('lock')}</Kbd>}>{t('people.lock')}</Menu.Item>
          <Menu.Item onClick={() => void signOut()}>{t('people.signOut')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function Unconfirmed() {
  const { t } = useTranslation()
  const confirms = useMay('confirm-rights')
  const count = useQuery({ ...rightsChanges, enabled: confirms }).data?.unconfirmed ?? 0
  if (!confirms || count === 0) return null
  return <button type="button" className={styles.unconfirmed} onClick={() => showPeople('changes')}>{t('people.unconfirmed', { count })}</button>
}
