// What may be done with one assignment: by who has it, by who notes for them (ghi thay), by who gave it. What one may not do is not offered.
import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { IconDots } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import type { CourseAssignment } from './handling.ts'
import styles from './Handling.module.css'
import type { Worded } from './WorkDialogs.tsx'

export type Act = Worded | 'pass' | 'answer' | 'extend'

interface AssignmentActsProps {
  readonly assignment: CourseAssignment
  /** it is one's own: the acts stand beside it, else in the menu */
  readonly isOwn: boolean
  readonly onAct: (act: Act) => void
}

export function AssignmentActs({ assignment, isOwn, onAct }: AssignmentActsProps) {
  const { t } = useTranslation()
  const { busy, send } = useCommand()
  const { id, to, role, state, mayWork, mayFollow, dueDate } = assignment
  if (!mayWork && !mayFollow) return null
  const isInformation = role === 'information'
  const take = () => void send('handling.accept', { assignmentId: id }, () => notify(t('handling.work.accepted')))
  const works: readonly (readonly [act: Act | 'accept', words: string])[] = !mayWork ? [] : [
    ...(state === 'given' ? [['accept', t(isInformation ? 'handling.work.seen' : 'handling.work.accept')] as const] : []),
    ...(isInformation ? [] : [['progress', t('handling.work.progress')], ['answer', t('handling.work.answer')], ['complete', t('handling.work.complete')]] as const),
    ['pass', t('handling.give.pass')],
    ['return', t('handling.work.return')],
  ]
  const shown: readonly string[] = isOwn ? (state === 'given' ? ['accept', 'complete'] : ['progress', 'answer', 'complete']) : []
  const beside = works.filter(([act]) => shown.includes(act))
  const inMenu = works.filter(([act]) => !shown.includes(act))
  const go = (act: Act | 'accept') => (act === 'accept' ? take() : onAct(act))
  return (
    <>
      {beside.length > 0 && <span className={styles.beside}>{beside.map(([act, words]) => <Button key={act} busy={busy && act === 'accept'} onClick={() => go(act)}>{words}</Button>)}</span>}
      {(inMenu.length > 0 || mayFollow) && (
        <span className={styles.menu}><Menu position="bottom-end" width={240}>
          <Menu.Target><Button kind="bare" icon={<IconDots size={16} stroke={1.5} />} label={t('handling.course.actsOf', { name: to.name })} /></Menu.Target>
          <Menu.Dropdown>
            {!isOwn && inMenu.length > 0 && <Menu.Item disabled>{t('handling.course.forOther')}: {to.name}</Menu.Item>}
            {inMenu.map(([act, words]) => <Menu.Item key={act} onClick={() => go(act)}>{words}</Menu.Item>)}
            {inMenu.length > 0 && mayFollow && <Menu.Divider />}
            {mayFollow && dueDate !== null && <Menu.Item onClick={() => onAct('extend')}>{t('handling.work.extend')}</Menu.Item>}
            {mayFollow && <Menu.Item onClick={() => onAct('remind')}>{t('handling.work.remind')}</Menu.Item>}
            {mayFollow && <Menu.Item color="var(--overdue)" onClick={() => onAct('withdraw')}>{t('handling.work.withdraw')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu></span>
      )}
    </>
  )
}
