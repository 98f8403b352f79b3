// What may be done with a paper that was handed over: what it waits for stands beside it, all else in a menu. What one may not do is not offered.
import { Menu } from '@mantine/core'
import i18n from 'i18next'
import { useTranslation } from 'react-i18next'
import type { StruckKind } from '../../../src-main/registers/dispatch/rules.ts'
import { ask, newCommandId } from '../../data/ask.ts'
import { useMay } from '../../data/desk.ts'
import { useCommand } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { IconDots } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import { exportHandOver, openHandOvers } from '../document/file-actions.ts'
import type { Paper, PaperTask } from './papers.ts'

interface PaperActsProps {
  readonly paper: Paper
  readonly onTask: (task: PaperTask) => void
}

export function PaperActs({ paper, onTask }: PaperActsProps) {
  const { t } = useTranslation()
  const keeps = useMay('keep-registers')
  const prints = useMay('print')
  const { busy, send } = useCommand()
  const { id, to, called, state, batch, receivedDate, askedBackOn, outcome, isMine, isMyReceipt, isOnPaper } = paper
  if (state === 'struck') return null
  const isOut = state === 'waiting' || state === 'received'
  const askForIt = () => void send('registers.askBack', { ids: [id] }, () => notify(t('papers.askDone', { to }), { undo: () => void takeBack(id, 'asked-back') }))
  const strikes: readonly StruckKind[] = !keeps ? [] : [
    ...(receivedDate === null || isMyReceipt ? [] : ['received' as const]),
    ...(askedBackOn === null || !isOut ? [] : ['asked-back' as const]),
    ...(outcome === null ? [] : [outcome.kind]),
  ]
  const papers = [paper]
  const moves = keeps && isOut && isOnPaper
  // What is asked back is waited for.
  const returnsBeside = moves && askedBackOn !== null
  return (
    <>
      {isMine && state === 'waiting' && <Button onClick={() => onTask({ kind: 'receive', papers })}>{t('papers.receive')}</Button>}
      {keeps && !isMine && state === 'waiting' && <Button onClick={() => onTask({ kind: 'signed', papers })}>{t('papers.signed')}</Button>}
      {returnsBeside && <Button onClick={() => onTask({ kind: 'returned', papers })}>{t('papers.return')}</Button>}
      {(moves || strikes.length > 0 || isMyReceipt || (prints && batch !== null)) && (
        <Menu position="bottom-end" width={230}>
          <Menu.Target><Button kind="bare" busy={busy} icon={<IconDots size={16} stroke={1.5} />} label={t('papers.actsOf', { what: `${called}, ${to}` })} /></Menu.Target>
          <Menu.Dropdown>
            {keeps && isMine && state === 'waiting' && <Menu.Item onClick={() => onTask({ kind: 'signed', papers })}>{t('papers.signed')}</Menu.Item>}
            {moves && askedBackOn === null && <Menu.Item onClick={askForIt}>{t('papers.ask')}</Menu.Item>}
            {moves && !returnsBeside && <Menu.Item onClick={() => onTask({ kind: 'returned', papers })}>{t('papers.return')}</Menu.Item>}
            {moves && <Menu.Item onClick={() => onTask({ kind: 'lost', papers })}>{t('papers.lose')}</Menu.Item>}
            {prints && batch !== null && (
              <>
                {moves && <Menu.Divider />}
                <Menu.Item onClick={() => void openHandOvers([batch.id])}>{t('papers.print', { number: batch.number })}</Menu.Item>
                <Menu.Item onClick={() => void exportHandOver(batch.id, 'xlsx')}>{t('papers.exportXlsx')}</Menu.Item>
                <Menu.Item onClick={() => void exportHandOver(batch.id, 'docx')}>{t('papers.exportDocx')}</Menu.Item>
              </>
            )}
            {strikes.length + Number(isMyReceipt) > 0 && (moves || (prints && batch !== null)) && <Menu.Divider />}
            {isMyReceipt && <Menu.Item color="var(--overdue)" onClick={() => onTask({ kind: 'strike', paper, what: 'own' })}>{t('papers.takeBack')}</Menu.Item>}
            {strikes.map((what) => <Menu.Item key={what} color="var(--overdue)" onClick={() => onTask({ kind: 'strike', paper, what })}>{t(`papers.strike.${what}`)}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

/** Strikes what was just noted. */
export async function takeBack(id: string, kind: StruckKind): Promise<void> {
  const answer = await ask('registers.strikeDispatchNote', { commandId: newCommandId(), id, kind, reason: i18n.t('papers.undoReason') })
  notify(answer.ok ? i18n.t('undone') : inWords(answer.error), answer.ok ? {} : { kind: 'trouble' })
}

/** Takes back that one said oneself that papers came. */
export async function takeBackReceipts(ids: readonly string[]): Promise<void> {
  const answer = await ask('registers.takeBackReceipts', { commandId: newCommandId(), ids: [...ids], reason: i18n.t('papers.undoReason') })
  notify(answer.ok ? i18n.t('undone') : inWords(answer.error), answer.ok ? {} : { kind: 'trouble' })
}
