// The frame of the window: title row, areas on the left, the page, status bar. Everything that is not needed for the first
// list is fetched when it is first asked for.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useRef, type ComponentType } from 'react'
import type { ValueOf } from '../data/ask.ts'
import { bridge } from '../data/bridge.ts'
import { desk as deskQuery, useMay, usePerson } from '../data/desk.ts'
import { officeState, queryClient } from '../data/queries.ts'
import { IncomingPage } from '../features/incoming/IncomingPage.tsx'
import { useFileAskedEarly } from '../features/intake/early.ts'
import { dismissAbout } from '../ui/notices.ts'
import { Notices } from '../ui/Notices.tsx'
import { AreaList } from './AreaList.tsx'
import { goOnTyping, lockDesk, useWhose, warnOfLock } from './desk.ts'
import { useIdle } from './idle.ts'
import { useDailyReminder } from './reminding.ts'
import { useCover, useKeys } from './keys.ts'
import { compose, goTo, register, searchList, showBoard, usePlace, type Area } from './place.ts'
import { useArea, useAreas } from './rooms.ts'
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
  handling: lazy(() => import('../features/handling/BoardPage.tsx')),
  settings: lazy(() => import('../features/settings/SettingsPage.tsx')),
  guide: lazy(() => import('../features/help/GuidePage.tsx')),
}
const RegistrationPage = lazy(() => import('../features/registration/RegistrationPage.tsx'))
const SetUpPage = lazy(() => import('../features/set-up/SetUpPage.tsx'))
const TroublePage = lazy(() => import('../features/set-up/TroublePage.tsx'))
const Palette = lazy(() => import('../features/palette/Palette.tsx'))
const ArchivesDialog = lazy(() => import('../features/archives/ArchivesDialog.tsx'))
const OwnOffice = lazy(() => import('../features/archives/OwnOffice.tsx'))
const OwnPassword = lazy(() => import('../features/people/OwnPassword.tsx'))
const DelegateDialog = lazy(() => import('../features/people/DelegateDialog.tsx'))
const SignInPage = lazy(() => import('../features/people/SignInPage.tsx'))
const NewPasswordPage = lazy(() => import('../features/people/NewPasswordPage.tsx'))
const EndingDialog = lazy(async () => ({ default: (await import('../features/secrecy/SecretLists.tsx')).EndingDialog }))
const LimitedDialog = lazy(async () => ({ default: (await import('../features/secrecy/SecretLists.tsx')).LimitedDialog }))
const CopiesOutDialog = lazy(async () => ({ default: (await import('../features/secrecy/SecretLists.tsx')).CopiesOutDialog }))
const DailyList = lazy(() => import('../features/handling/DailyList.tsx'))
const SuggestDialog = lazy(() => import('../features/dispatch/SuggestDialog.tsx'))
const KeySheet = lazy(() => import('../features/help/KeySheet.tsx'))

export function Frame() {
  const state = useQuery(officeState)
  const desk = useQuery(deskQuery)
  const time = useWhose((whose) => whose.time)
  // The person whose work stands: it stays behind the page while their desk is locked.
  const stands = useRef<number | null>(null)

  useEffect(() => bridge.on('state', ({ state: now }) => {
    if (now !== 'ready' && now !== 'refused') return
    for (const queryKey of [officeState.queryKey, deskQuery.queryKey]) void queryClient.invalidateQueries({ queryKey })
  }), [])

  const person = desk.data?.person ?? null
  const gate = !desk.data ? null : person === null ? 'sign-in' : person.mustChangePassword ? 'password' : null
  useEffect(() => {
    document.documentElement.toggleAttribute('data-covered', gate !== null)
  }, [gate])

  if (state.isError) return <Suspense><TroublePage failure={state.error} /></Suspense>
  if (desk.isLoadingError) return <Suspense><TroublePage failure={desk.error} /></Suspense>
  if (state.isPending || desk.isPending) return <div className={styles.frame} aria-busy />
  if (gate === null && !state.data.setUp) return <Suspense><SetUpPage /></Suspense>
  if (gate === null) stands.current = time

  return (
    <>
      {stands.current === time && <div className={styles.behind} inert={gate !== null}><Workspace key={time} state={state.data} isOpen={gate === null} /></div>}
      <Suspense>
        {gate === 'sign-in' && <SignInPage office={state.data.office?.name ?? ''} desk={desk.data} />}
        {gate === 'password' && person && <NewPasswordPage office={state.data.office?.name ?? ''} person={person} />}
      </Suspense>
    </>
  )
}

/** The work of one person. @param isOpen false while their desk is locked */
function Workspace({ state, isOpen }: { readonly state: ValueOf<'office.state'>; readonly isOpen: boolean }) {
  const { registering, over } = usePlace()
  const area = useArea()
  const { work, quiet } = useAreas()
  const registers = useMay('keep-registers')
  const drafts = useMay('draft')
  const reads = useMay('read-documents')
  const person = usePerson()
  const hasPerson = person !== null
  const idleMinutes = useQuery(deskQuery).data?.idleMinutes ?? 0

  useCover(!isOpen)
  useEffect(() => {
    if (isOpen) goOnTyping()
  }, [isOpen])
  useIdle(hasPerson && isOpen ? idleMinutes : 0, { warn: warnOfLock, used: useCallback(() => dismissAbout('idle'), []), lock: useCallback(() => void lockDesk(), []) })
  // A notice of the system may be clicked over a locked desk, by anybody.
  useEffect(() => (isOpen && reads ? bridge.on('board', ({ when }) => showBoard(when)) : undefined), [isOpen, reads])
  useDailyReminder(isOpen && reads ? (person?.id ?? 'local') : null)
  useKeys({ lock: () => void lockDesk() }, hasPerson && isOpen)
  useKeys(
    {
      register: () => (registers ? register() : false),
      compose: () => (drafts ? compose() : false),
      palette: () => usePlace.setState({ over: 'palette' }),
      search: () => (reads ? searchList() : false),
      guide: () => goTo('guide'),
      keys: () => usePlace.setState({ over: 'keys' }),
      area: (event) => {
        const chosen = [...work, ...quiet][Number(event.key) - 1]
        return chosen ? goTo(chosen) : false
      },
    },
    over === null,
  )

  useFileAskedEarly()

  const Page = area === 'incoming' ? null : pages[area]
  return (
    <div className={`${styles.frame} ${state.isSample ? styles.sampled : ''}`}>
      <TitleRow office={state.office?.name ?? ''} />
      {state.isSample && <SampleBanner />}
      <AreaList />
      <main className={styles.page}>
        <Suspense fallback={null}>
          {Page ? <Page /> : registering && registers ? <RegistrationPage key={registering.kind === 'edit' ? registering.id : 'new'} registering={registering} /> : <IncomingPage today={state.today} />}
        </Suspense>
      </main>
      <StatusBar state={state} />
      <Suspense>
        {over === 'palette' && <Palette />}
        {over === 'keys' && <KeySheet />}
        {over === 'archives' && <ArchivesDialog />}
        {over === 'own-office' && <OwnOffice />}
        {over === 'own-password' && <OwnPassword />}
        {over === 'delegate' && <DelegateDialog />}
        {over === 'secrets-ending' && <EndingDialog />}
        {over === 'copies-out' && <CopiesOutDialog />}
        {over === 'limited' && <LimitedDialog />}
        {over === 'daily-list' && <DailyList />}
        {over === 'hand-over' && <SuggestDialog />}
      </Suspense>
      <Notices />
    </div>
  )
}
