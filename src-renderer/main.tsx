// The window's beginning: settings, words, theme, then the frame. What the first list needs, and nothing else.
import './ui/kit.css'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { followPeople } from './app/desk.ts'
import { Frame } from './app/Frame.tsx'
import { followKeys } from './app/keys.ts'
import { bridge } from './data/bridge.ts'
import { desk } from './data/desk.ts'
import { followChanges, officeState, queryClient, rulebook, today } from './data/queries.ts'
import { loadSettings, useSettings } from './data/settings.ts'
import { readAhead } from './data/useDocumentPages.ts'
import { firstList } from './features/list/useDocumentList.ts'
import { speak, startWords } from './i18n/index.ts'
import { theme } from './ui/theme.ts'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const followDark = (changed: () => void) => {
  dark.addEventListener('change', changed)
  return () => dark.removeEventListener('change', changed)
}

function App() {
  const { theme: chosen, textSize, language } = useSettings()
  const systemIsDark = useSyncExternalStore(followDark, () => dark.matches)
  useEffect(() => void (document.documentElement.style.fontSize = `${16 * textSize}px`), [textSize])
  useEffect(() => void speak(language), [language])
  return (
    <MantineProvider theme={theme} forceColorScheme={chosen === 'system' ? (systemIsDark ? 'dark' : 'light') : chosen}>
      <QueryClientProvider client={queryClient}>
        <Frame />
      </QueryClientProvider>
    </MantineProvider>
  )
}

window.addEventListener('error', ({ message, filename, lineno }) => bridge.log('error', `${message} (${filename.split('/').at(-1)}:${lineno})`))
window.addEventListener('unhandledrejection', ({ reason }) => bridge.log('error', `unhandled: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`))
// A file dropped beside every place that takes files must not replace the window.
for (const kind of ['dragover', 'drop'] as const) window.addEventListener(kind, (event) => event.preventDefault())

// Asked before anything is drawn: the office answers while React starts.
void Promise.all([queryClient.fetchQuery(officeState), queryClient.fetchQuery(desk)]).then(([{ setUp, today: day }, { person }]) => {
  // The rest needs a person, and documents one who may read them.
  if (person === null || person.mustChangePassword) return
  const reads = person.rights.includes('read-documents')
  if (setUp && reads) readAhead(firstList(day))
  void queryClient.prefetchQuery(rulebook)
  if (reads) void queryClient.prefetchQuery(today)
}, () => {})

const settings = await loadSettings()
await startWords(settings.language)
followChanges()
followPeople()
followKeys()
createRoot(document.getElementById('root')!).render(<App />)
