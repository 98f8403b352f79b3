// What may be done with the draft that is read: its keys, its lines in the menu of acts, and the dialogs; also offered to the palette.
import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { faceOf, useKeys } from '../../app/keys.ts'
import { usePlace, useReading, type DraftAct } from '../../app/place.ts'
import type { Document } from '../../data/queries.ts'
import { approvable, draftCourse, isDrafted, type DraftCourse } from './appraisal.ts'

const SubmitDialog = lazy(async () => ({ default: (await import('./DraftDialogs.tsx')).SubmitDialog }))
const ApproveDialog = lazy(async () => ({ default: (await import('./DraftDialogs.tsx')).ApproveDialog }))
const SayDialog = lazy(async () => ({ default: (await import('./DraftDialogs.tsx')).SayDialog }))

/** The acts that are open to the person at the desk, the likeliest first. */
export function openActs(course: DraftCourse | undefined): readonly DraftAct[] {
  if (course === undefined) return []
  const { may } = course
  return [...(may.submit ? ['submit' as const] : []), ...(approvable(course).length > 0 ? ['approve' as const] : []), ...(may.giveBack ? ['giveBack' as const] : []), ...(may.comment ? ['comment' as const] : [])]
}

export const begin = (act: DraftAct | null) => usePlace.setState({ handing: act })

/** @returns lines for the menu, and the dialogs they open, which stand outside of it */
export function useDraftActs(record: Document): { readonly items: ReactNode; readonly dialogs: ReactNode } {
  const { t } = useTranslation()
  const course = useQuery({ ...draftCourse(record.id), enabled: isDrafted(record) }).data
  const acts = isDrafted(record) ? openActs(course) : []
  const handing = usePlace((place) => place.handing)
  const doing = acts.find((act) => act === handing)
  const on = (act: DraftAct) => () => (acts.includes(act) ? begin(act) : false)
  useKeys({ submit: on('submit'), approve: on('approve'), giveBack: on('giveBack'), comment: on('comment') })
  const offers = acts.join(' ')
  useEffect(() => {
    useReading.setState({ offers: offers === '' ? [] : (offers.split(' ') as DraftAct[]) })
    return () => useReading.setState({ offers: [] })
  }, [offers])
  const close = () => begin(null)
  return {
    items: acts.map((act) => <Menu.Item key={act} onClick={() => begin(act)} rightSection={faceOf(act)}>{t(`appraisal.${act}.act`)}</Menu.Item>),
    dialogs: course && doing !== undefined && (
      <Suspense>
        {doing === 'submit' && <SubmitDialog record={record} course={course} onClose={close} />}
        {doing === 'approve' && <ApproveDialog record={record} course={course} onClose={close} />}
        {(doing === 'giveBack' || doing === 'comment') && <SayDialog act={doing} record={record} course={course} onClose={close} />}
      </Suspense>
    ),
  }
}
