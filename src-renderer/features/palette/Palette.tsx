// Ctrl+K: one field that reaches every command, every document and every issuing body. Arrows choose, Enter does, Esc leaves.
import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { foldMarks } from '../../../src-main/text/fold.ts'
import { faceOf, useCover, type KeyName } from '../../app/keys.ts'
import { lockDesk, signOut } from '../../app/desk.ts'
import { compose, goTo, importRegisters, openEither, register, showKept, showList, showOutgoingList, showPapers, showPeople, showSeries, showTrail, usePlace, useReading, type Direction } from '../../app/place.ts'
import { useAreas } from '../../app/rooms.ts'
import { read } from '../../data/ask.ts'
import { useMay, usePerson } from '../../data/desk.ts'
import { officeState } from '../../data/queries.ts'
import { changeSettings } from '../../data/settings.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { useDelayed } from '../fields/useDelayed.ts'
import { Hits } from '../list/DocumentRow.tsx'
import { searchList } from '../list/searches.ts'
import styles from './Palette.module.css'

interface Choice {
  readonly id: string
  readonly group: 'commands' | 'searches' | 'documents' | 'bodies'
  readonly words: string
  /** what stands before the words: the arrival number */
  readonly number?: string
  /** the words with what was found in them marked */
  readonly marked?: ReactNode
  /** a line below: where else it was found */
  readonly found?: ReactNode
  readonly beside?: string
  readonly keyOf?: KeyName
  readonly act: () => void
}

const mostDocuments = 8
const mostBodies = 4

const close = () => usePlace.setState({ over: null })

export default function Palette() {
  const { t } = useTranslation()
  const list = useId()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const sought = useDelayed(typed.trim(), 80)
  const rows = useRef<HTMLUListElement>(null)
  const reads = useMay('read-documents')
  useCover(true)
  const documents = useQuery({ queryKey: ['documents', 'palette', sought], enabled: reads && sought !== '', queryFn: () => read('registers.findDocuments', { text: sought, order: 'rank', limit: mostDocuments }), placeholderData: (before) => before })
  const beyond = (documents.data?.total ?? 0) > mostDocuments
  const all = [useAll('incoming', sought, beyond), useAll('outgoing', sought, beyond)].filter((choice) => choice !== null)
  const bodies = useQuery({ queryKey: ['bodies', 'palette', sought], enabled: reads && sought !== '', queryFn: () => read('filing.findBodies', { text: sought, limit: mostBodies }), placeholderData: (before) => before })

  const folded = foldMarks(typed.trim())
  const commands = [...useCommands(), ...useSearches()].filter((command) => folded === '' || foldMarks(command.words).includes(folded))
  const found: Choice[] =
    sought === ''
      ? []
      : [
          ...(documents.data?.rows ?? []).map((row): Choice => ({
            id: row.id,
            group: 'documents',
            ...(row.direction === 'incoming' ? { number: `${row.arrivalNumber}${row.arrivalSuffix}` } : {}),
            marked: row.snippet?.field === 'subject' && <>{row.numberSymbol || t('terms.noNumber')} <Hits parts={row.snippet.parts} /></>,
            found: row.snippet && row.snippet.field !== 'subject' && <><span className={styles.where}>{t(`incoming.foundIn.${row.snippet.field}`)}:</span> <Hits parts={row.snippet.parts} /></>,
            words: `${row.numberSymbol === '' ? t('terms.noNumber') : row.numberSymbol}  ${row.subject}`,
            beside: row.direction === 'outgoing' ? t(row.status === 'issued' ? 'outgoing.isOutgoing' : `terms.status.${row.status}`) : row.issuingBodyName,
            act: () => openEither(row),
          })),
          ...all,
          ...(bodies.data?.rows ?? []).map((row): Choice => ({ id: `body ${row.id}`, group: 'bodies', words: row.name, beside: row.path, act: () => usePlace.setState({ area: 'filing', bodyId: row.id, registering: null }) })),
        ]
  const choices = [...commands, ...found]
  const searching = sought !== typed.trim() || documents.isFetching || bodies.isFetching
  const at = Math.min(chosen, Math.max(0, choices.length - 1))

  // Enter came before what it is meant for: the first thing that is found is taken when it comes, unless more is typed.
  const [isWaiting, setWaiting] = useState(false)
  const first = choices[0]
  useEffect(() => {
    if (!isWaiting || searching) return
    setWaiting(false)
    if (first) {
      close()
      first.act()
    }
  }, [isWaiting, searching, first])

  const take = (choice: Choice | undefined) => {
    if (choice === undefined) return
    close()
    choice.act()
  }
  const move = (to: number) => {
    setChosen(to)
    rows.current?.querySelectorAll('[role=option]')[to]?.scrollIntoView({ block: 'nearest' })
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(Math.min(at + 1, choices.length - 1))
    else if (event.key === 'ArrowUp') move(Math.max(at - 1, 0))
    else if (event.key === 'Enter') {
      // What stands below may still be of what was typed before; commands fit at once, and a choice made by hand is meant.
      if (searching && chosen === 0 && commands.length === 0 && typed.trim() !== '') setWaiting(true)
      else take(choices[at])
    }
    else return
    event.preventDefault()
  }

  return (
    <Modal opened onClose={close} withCloseButton={false} size="xl" padding={0} yOffset="10vh" attributes={{ content: { 'aria-label': t('palette.title') } }}>
      <input
        className={styles.field}
        data-autofocus
        role="combobox"
        aria-label={t('palette.title')}
        aria-expanded
        aria-controls={list}
        aria-activedescendant={choices[at] ? `${list}-${at}` : undefined}
        placeholder={t('palette.hint')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setChosen(0)
          setWaiting(false)
        }}
        onKeyDown={pressed}
      />
      <ul className={styles.list} role="listbox" id={list} aria-label={t('palette.title')} ref={rows}>
        {choices.map((choice, index) => (
          <li key={choice.id} id={`${list}-${index}`} role="option" aria-selected={index === at} className={styles.row} onMouseMove={() => setChosen(index)} onClick={() => take(choice)}>
            <span className={styles.group}>{choices[index - 1]?.group === choice.group ? '' : t(`palette.${choice.group}`)}</span>
            <span className={styles.words}>
              <span className={styles.line}>{choice.number && <b>{choice.number}</b>} {choice.marked || choice.words}</span>
              {choice.found && <span className={styles.line}>{choice.found}</span>}
            </span>
            {choice.beside && <span className={styles.beside} title={choice.beside}>{choice.beside}</span>}
            {choice.keyOf && <Kbd>{faceOf(choice.keyOf)}</Kbd>}
          </li>
        ))}
      </ul>
      {choices.length === 0 && !searching && <p className={styles.nothing} role="status">{t('palette.nothing')}</p>}
    </Modal>
  )
}

/** The way to all that was found of a direction, in its list; null where nothing was, or all of it stands here. */
function useAll(direction: Direction, text: string, beyond: boolean): Choice | null {
  const { t } = useTranslation()
  const found = useQuery({ queryKey: ['documents', 'palette', direction, text], enabled: beyond && text !== '', queryFn: () => read('registers.findDocuments', { text, filters: { direction }, limit: 1 }) }).data
  if (!beyond || !found || found.total === 0) return null
  return {
    id: `all ${direction}`,
    group: 'documents',
    words: t(found.totalIsAtLeast ? 'palette.allAtLeast' : 'palette.all', { count: found.total, what: t(`palette.of.${direction}`) }),
    act: () => (direction === 'outgoing' ? showOutgoingList({ text, order: 'rank' }) : showList({ text, year: 'all', order: 'rank' })),
  }
}

/** Searches that were kept: each leads to its list. */
function useSearches(): Choice[] {
  const { t } = useTranslation()
  const searches = useQuery({ ...searchList, enabled: useMay('read-documents') }).data?.searches ?? []
  return searches.map((one) => ({ id: `search ${one.id}`, group: 'searches', words: one.name, beside: t(`area.${one.find.direction}`), act: () => showKept(one.find) }))
}

function useCommands(): Choice[] {
  const { t } = useTranslation()
  const isSample = useQuery(officeState).data?.isSample === true
  const { work, quiet } = useAreas()
  const registers = useMay('keep-registers')
  const drafts = useMay('draft')
  const offers = useReading((reading) => reading.offers)
  const reads = useMay('read-documents')
  const keepsBooks = useMay('keep-books')
  const seesPeople = useMay('manage-people', 'confirm-rights')
  const confirmsRights = useMay('confirm-rights')
  const readsTrail = useMay('read-trail')
  const keepsSecrets = useMay('keep-secrets')
  const limitsReading = useMay('limit-reading')
  const hasPerson = usePerson() !== null
  const printsWork = [useMay('print'), reads].every(Boolean)
  const command = (id: string, words: string, act: () => void, keyOf?: KeyName): Choice => ({ id, group: 'commands', words, act, ...(keyOf ? { keyOf } : {}) })
  return [
    ...(registers ? [command('register', t('keys.register'), () => register(), 'register')] : []),
    ...(drafts ? [command('compose', t('keys.compose'), () => compose(), 'compose')] : []),
    ...offers.map((what) => command(what, t(`keys.${what}`), () => usePlace.setState({ handing: what }), what)),
    ...(reads ? [command('series', t('outgoing.series.title'), showSeries)] : []),
    ...[...work, ...quiet].map((area) => command(`go ${area}`, t('palette.goTo', { area: t(`area.${area}`) }), () => goTo(area), area === 'guide' ? 'guide' : undefined)),
    ...(printsWork ? [command('daily list', t('handling.daily.act'), () => usePlace.setState({ over: 'daily-list' }))] : []),
    ...(reads ? [command('papers', t('papers.command'), () => showPapers())] : []),
    ...(registers ? [command('hand over', t('papers.suggest.title'), () => usePlace.setState({ over: 'hand-over' }))] : []),
    ...(keepsBooks ? [command('import', t('intake.title'), () => importRegisters())] : []),
    ...(seesPeople ? [command('people', t('people.command'), () => showPeople())] : []),
    ...(confirmsRights && hasPerson ? [command('limited', t('people.limited.title'), () => showPeople('limited'))] : limitsReading && hasPerson ? [command('limited', t('people.limited.title'), () => usePlace.setState({ over: 'limited' }))] : []),
    ...(readsTrail ? [command('trail', t('trail.title'), () => showTrail())] : []),
    ...(keepsSecrets ? [
      command('secrets ending', t('secrecy.endingTitle'), () => usePlace.setState({ over: 'secrets-ending' })),
      command('copies out', t('secrecy.outTitle'), () => usePlace.setState({ over: 'copies-out' })),
    ] : []),
    ...(hasPerson ? [
      command('lock', t('people.lock'), () => void lockDesk(), 'lock'),
      command('sign out', t('people.signOut'), () => void signOut()),
      command('own password', t('people.changePassword'), () => usePlace.setState({ over: 'own-password' })),
      command('delegate', t('people.delegateMine'), () => usePlace.setState({ over: 'delegate' })),
    ] : []),
    command('archives', t('archives.openOther'), () => usePlace.setState({ over: 'archives' })),
    ...(isSample ? [command('own office', t('archives.own'), () => usePlace.setState({ over: 'own-office' }))] : []),
    command('keys', t('keys.title'), () => usePlace.setState({ over: 'keys' }), 'keys'),
    command('light', t('palette.themeLight'), () => changeSettings({ theme: 'light' })),
    command('dark', t('palette.themeDark'), () => changeSettings({ theme: 'dark' })),
  ]
}
