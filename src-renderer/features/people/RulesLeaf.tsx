// When an idle desk is locked, and whether this PC is one person's alone.
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../data/ask.ts'
import { desk, readDeskAgain } from '../../data/desk.ts'
import { accounts } from '../../data/people.ts'
import { queryClient } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { notify } from '../../ui/notices.ts'
import styles from './People.module.css'

/** Minutes, as people.setRules takes them. */
const longest = 480

export default function RulesLeaf() {
  const now = useQuery(desk).data
  return <div className={styles.stack}>{now && <Idle key={now.idleMinutes} minutes={now.idleMinutes} />}<Tie /></div>
}

function Idle({ minutes }: { readonly minutes: number }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [typed, setTyped] = useState(String(minutes))
  const value = Number(typed)
  const reads = /^\d+$/.test(typed.trim()) && value <= longest
  return (
    <form
      className={styles.part}
      aria-labelledby="people-idle"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && reads && value !== minutes) void send('people.setRules', { idleMinutes: value }, () => notify(value === 0 ? t('people.idleNever') : t('people.idleSet', { count: value })))
      }}
    >
      <h2 id="people-idle">{t('people.idleTitle')}</h2>
      <p>{t('people.idleWhat')}</p>
      <TextInput label={t('people.idleMinutes')} inputMode="numeric" maxLength={3} value={typed} error={reads ? undefined : t('people.idleUnread', { most: longest })} onChange={(event) => setTyped(event.currentTarget.value)} />
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div><Button type="submit" busy={busy} disabled={!reads || value === minutes}>{t('save')}</Button></div>
    </form>
  )
}

function Tie() {
  const { t } = useTranslation()
  const list = useQuery(accounts).data
  const [trouble, setTrouble] = useState<string | null>(null)
  const tie = async (accountId: string | null) => {
    const answer = await ask('people.tiePc', { accountId })
    setTrouble(answer.ok ? null : inWords(answer.error))
    await Promise.all([readDeskAgain(), queryClient.invalidateQueries({ queryKey: accounts.queryKey })])
  }
  return (
    <section className={styles.part} aria-labelledby="people-tie">
      <h2 id="people-tie">{t('people.tieTitle')}</h2>
      <p>{t('people.tieWhat')}</p>
      <NativeSelect label={t('people.tie')} value={list?.tiedTo ?? ''} data={[{ value: '', label: t('people.tieNobody') }, ...(list?.accounts.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })) ?? [])]} onChange={(event) => void tie(event.currentTarget.value || null)} />
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
    </section>
  )
}
