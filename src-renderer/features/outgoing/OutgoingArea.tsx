// Văn bản đi: the list, the form, or the series of numbers.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { officeState } from '../../data/queries.ts'
import { OutgoingList } from './OutgoingList.tsx'

const OutgoingForm = lazy(() => import('./OutgoingSheet.tsx'))
const SeriesPage = lazy(() => import('./SeriesPage.tsx'))

export default function OutgoingArea() {
  const drafting = usePlace((place) => place.drafting)
  const drafts = useMay('draft')
  const view = usePlace((place) => place.outgoing.view)
  const today = useQuery(officeState).data?.today ?? ''
  if (drafting && drafts) return <Suspense><OutgoingForm key={drafting.kind === 'new' ? 'new' : `${drafting.kind} ${drafting.id}`} drafting={drafting} /></Suspense>
  return view === 'series' ? <Suspense><SeriesPage today={today} /></Suspense> : <OutgoingList today={today} />
}
