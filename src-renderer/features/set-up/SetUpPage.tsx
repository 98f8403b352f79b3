// The first run: what the program does, the office's names, level, symbol, place and term; or the sample office to look around.
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showPeople } from '../../app/place.ts'
import { Seal } from '../../app/Seal.tsx'
import type { Level } from '../../../src-main/contract/fields.ts'
import { ask, newCommandId } from '../../data/ask.ts'
import { officeState, queryClient } from '../../data/queries.ts'
import { changeSettings, useSettings } from '../../data/settings.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/fields.css'
import { notify } from '../../ui/notices.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import { OtherArchives } from '../archives/OtherArchives.tsx'
import { SampleOffice } from './SampleOffice.tsx'
import styles from './SetUp.module.css'

// No district since 1 July 2025: its bodies stand in the records, but no office is set up at it.
const levels = ['commune', 'province', 'central', 'base', 'other'] as const satisfies readonly Level[]
const usualSymbol: Readonly<Partial<Record<Level, string>>> = { commune: 'ĐU', province: 'TU', central: 'TW', base: 'ĐU' }

/** Congresses are held every five years; the term that a day falls into, as it is usually named. */
function usualTerm(today: string): { readonly name: string; readonly from: string } {
  const year = Number(today.slice(0, 4))
  const first = Math.floor(year / 5) * 5
  return { name: `${first} - ${first + 5}`, from: `${first}-07-01` }
}

export default function SetUpPage() {
  const { data } = useQuery(officeState)
  return data ? <Wizard today={data.today} /> : null
}

function Wizard({ today }: { readonly today: string }) {
  const { t } = useTranslation()
  const term = usualTerm(today)
  const [name, setName] = useState('')
  const [parentName, setParentName] = useState('')
  const [level, setLevel] = useState<Level>('commune')
  const [symbol, setSymbol] = useState<string | null>(null)
  const [place, setPlace] = useState('')
  const [termName, setTermName] = useState(term.name)
  const [from, setFrom] = useState<string | null>(term.from)
  const [to, setTo] = useState<string | null>('')
  const [start, setStart] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const other = useSettings(({ language }) => language) === 'vi' ? 'en' : 'vi'
  const form = useRef<HTMLFormElement>(null)
  const symbolSuffix = symbol ?? usualSymbol[level] ?? ''

  const withTerm = termName.trim() !== ''
  const nameError = tried && name.trim() === '' ? t('wizard.nameMissing') : undefined
  const fromError = withTerm && from === '' ? t('wizard.termFromMissing') : undefined
  const toError = withTerm && from && to && to < from ? t('wizard.reversed') : undefined
  const startNumber = start.trim() === '' ? 1 : Number(start)
  const startError = Number.isInteger(startNumber) && startNumber >= 1 && startNumber <= 9_999_999 ? undefined : t('wizard.startUnread')

  /** @param withAccounts goes on to the first account */
  const setUp = async (withAccounts = false) => {
    setTried(true)
    if (name.trim() === '') return document.getElementById('set-up-name')?.focus()
    if (fromError || toError || startError || (withTerm && (from === null || to === null))) return form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
    setBusy(true)
    setTrouble(null)
    const answer = await ask('office.setUp', {
      commandId: newCommandId(), name, parentName, level, symbolSuffix, place,
      ...(withTerm && from ? { term: { name: termName, from, ...(to ? { to } : {}) } } : {}),
    })
    if (!answer.ok) {
      setBusy(false)
      return setTrouble(inWords(answer.error))
    }
    if (startNumber > 1) await continueBook(startNumber, Number(today.slice(0, 4)))
    if (withAccounts) showPeople()
    await queryClient.invalidateQueries()
  }

  return (
    <div className={styles.page}>
      <aside className={styles.welcome}>
        <p className={styles.seal}>
          <Seal /> {t('app')}
          <button type="button" className={styles.language} lang={other} onClick={() => changeSettings({ language: other })}>{other === 'en' ? 'English' : 'Tiếng Việt'}</button>
        </p>
        <ul className={styles.points}>
          <li>{t('wizard.points.register')}</li>
          <li>{t('wizard.points.file')}</li>
          <li>{t('wizard.points.find')}</li>
          <li>{t('wizard.points.safe')}</li>
        </ul>
        <SampleOffice disabled={busy} />
        <section className={styles.existing}>
          <p>{t('archives.existing')}</p>
          <OtherArchives choose={t('archives.openExisting')} isOpen={false} most={3} />
        </section>
      </aside>
      <main className={styles.form}>
        <form
          ref={form}
          className={styles.inner}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!busy) void setUp()
          }}
        >
          <h1>{t('wizard.title')}</h1>
          <p className={styles.lead}>{t('wizard.welcome')}</p>
          <fieldset className={styles.group}>
            <legend>{t('wizard.office')}</legend>
            <TextInput id="set-up-name" label={t('wizard.name')} placeholder={t('wizard.nameExample')} aria-required maxLength={200} autoFocus value={name} error={nameError} onChange={(event) => setName(event.currentTarget.value)} />
            <TextInput label={t('wizard.parentName')} placeholder={t('wizard.parentExample')} maxLength={200} value={parentName} onChange={(event) => setParentName(event.currentTarget.value)} />
            <div className={styles.row}>
              <NativeSelect label={t('wizard.level')} value={level} data={levels.map((value) => ({ value, label: t(`terms.level.${value}`) }))} onChange={(event) => setLevel(event.currentTarget.value as Level)} />
              <TextInput label={t('wizard.symbol')} description={t('wizard.symbolHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} maxLength={30} value={symbolSuffix} onChange={(event) => setSymbol(event.currentTarget.value)} />
              <TextInput label={t('wizard.place')} description={t('wizard.placeHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} placeholder={t('wizard.placeExample')} maxLength={100} value={place} onChange={(event) => setPlace(event.currentTarget.value)} />
            </div>
          </fieldset>
          <fieldset className={styles.group}>
            <legend>{t('wizard.term')}</legend>
            <div className={styles.row}>
              <TextInput label={t('wizard.termName')} description={t('wizard.termHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} maxLength={100} value={termName} onChange={(event) => setTermName(event.currentTarget.value)} />
              <DayChoice label={t('wizard.termFrom')} today={today} value={from} onChange={setFrom} error={fromError} />
              <DayChoice label={t('wizard.termTo')} today={today} value={to} onChange={setTo} error={toError} />
            </div>
            <TextInput label={t('wizard.startNumber')} description={t('wizard.startHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} inputMode="numeric" placeholder="1" value={start} error={startError} onChange={(event) => setStart(event.currentTarget.value)} />
          </fieldset>
          {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
          <div className={styles.acts}>
            <Button kind="main" type="submit" busy={busy}>{t('wizard.begin')}</Button>
            <span className={styles.several}>{t('people.setUpLine')} <Button kind="bare" disabled={busy} onClick={() => void setUp(true)}>{t('people.setUpDo')}</Button></span>
          </div>
        </form>
      </main>
    </div>
  )
}

/** Lets the general book go on where the paper book of the year stands; a refusal is said, the office is set up all the same. */
async function continueBook(startNumber: number, year: number): Promise<void> {
  const books = await ask('registers.listRegisters', {})
  const general = books.ok ? books.value.registers.find(({ kind }) => kind === 'general') : undefined
  if (!general) return
  const answer = await ask('registers.setStartNumber', { commandId: newCommandId(), registerId: general.id, year, startNumber })
  if (!answer.ok) notify(inWords(answer.error), { kind: 'trouble' })
}
