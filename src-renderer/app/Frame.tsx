// The frame of the window: title row, areas on the left, the page, status bar. Everything that is not needed for the first
// list is fetched when it is first asked for.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, type ComponentType } from 'react'
import { bridge } from '../data/bridge.ts'
import { officeState, queryClient } from '../data/queries.ts'
import { IncomingPage } from '../features/incoming/IncomingPage.tsx'
import { useFileAskedEarly } from '../features/intake/early.ts'
import { Notices } from '../ui/Notices.tsx'
import { AreaList } from './AreaList.tsx'
import { useKeys } from './keys.ts'
import { areas, compose, goTo, quietAreas, register, searchList, usePlace, type Area } from './place.ts'
import { SampleBanner } from './SampleBanner.tsx'
import { StatusBar } from './StatusBar.tsx'
import { TitleRow } from './TitleRow.tsx'
import styles from './Frame.module.css'

const pages: Readonly<Record<Exclude<Area, 'incoming'>, ComponentType>> = {
  today: lazy(() => import('../features/today/TodayPage.tsx')),
  outgoing: lazy(() => import('../features/outgoing/OutgoingArea.tsx')),
  filing: lazy(() => import('../features/filing/FilingPage.tsx')),
  books: lazy(() => import('../features/books/BooksPage.tsx')),
  reports: lazy(() => import('../features/reports/ReportsPage.tsx')),
  settings: lazy(() => import('../features/settings/SettingsPage.tsx')),
  guide: lazy(() => import('../features/help/GuidePage.tsx')),
}
const RegistrationPage = lazy(() => import('../features/registration/RegistrationPage.tsx'))
const SetUpPage = lazy(() => import('../features/set-up/SetUpPage.tsx'))
const TroublePage = lazy(() => import('../features/set-up/TroublePage.tsx'))
const Palette = lazy(() => import('../features/palette/Palette.tsx'))
const ArchivesDialog = lazy(() => import('../features/archives/ArchivesDialog.tsx'))
const OwnOffice = lazy(() => import('../features/archives/OwnOffice.tsx'))
const KeySheet = lazy(() => import('../features/help/KeySheet.tsx'))

export function Frame() {
  const state = useQuery(officeState)
  const { area, registering, over } = usePlace()
  const working = state.data?.setUp === true

  useEffect(() => bridge.on('state', ({ state: now }) => {
    if (now === 'ready' || now === 'refused') void queryClient.invalidateQueries({ queryKey: officeState.queryKey })
  }), [])

  useKeys(
    {
      register: () => register(),
      compose: () => compose(),
      palette: () => usePlace.setState({ over: 'palette' }),
      search: searchList,
      guide: () => goTo('guide'),
      keys: () => usePlace.setState({ over: 'keys' }),
      area: (event) => {
        const chosen = [...areas, ...quietAreas][Number(event.key) - 1]
        return chosen ? goTo(chosen) : false
      },
    },
    working && over === null,
  )

  useFileAskedEarly()

  if (state.isPending) return <div className={styles.frame} aria-busy />
  if (state.isError) return <Suspense><TroublePage failure={state.error} /></Suspense>
  if (!working) return <Suspense><SetUpPage /></Suspense>

  const Page = area === 'incoming' ? null : pages[area]
  return (
    <div className={`${styles.frame} ${state.data.isSample ? styles.sampled : ''}`}>
      <TitleRow office={state.data.office?.name ?? ''} />
      {state.data.isSample && <SampleBanner />}
      <AreaList />
      <main className={styles.page}>
        <Suspense fallback={null}>
          {Page ? <Page /> : registering ? <RegistrationPage key={registering.kind === 'edit' ? registering.id : 'new'} registering={registering} /> : <IncomingPage today={state.data.today} />}
        </Suspense>
      </main>
      <StatusBar state={state.data} />
      <Suspense>
        {over === 'palette' && <Palette />}
        {over === 'keys' && <KeySheet />}
        {over === 'archives' && <ArchivesDialog />}
        {over === 'own-office' && <OwnOffice />}
      </Suspense>
      <Notices />
    </div>
  )
}
