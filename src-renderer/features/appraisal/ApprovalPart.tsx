// Whether issuing asks for the approvals of content and form, in the settings; for those who manage the office.
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { approvalModes, type ApprovalMode } from '../../../src-main/contract/choices.ts'
import { useCommand } from '../../data/useCommand.ts'
import { notify } from '../../ui/notices.ts'
import settings from '../settings/Settings.module.css'
import { approvalRule } from './appraisal.ts'

export function ApprovalPart() {
  const { t } = useTranslation()
  const rule = useQuery(approvalRule).data
  const { busy, trouble, send } = useCommand()
  if (!rule) return null
  const choose = (approvals: ApprovalMode) => void send('appraisal.setRule', { approvals }, () => notify(t('appraisal.rule.saved')))
  return (
    <section className={settings.part} aria-labelledby="settings-approval">
      <h2 id="settings-approval">{t('appraisal.rule.title')}</h2>
      <p>{t('appraisal.rule.what')} {t('appraisal.rule.ruled', { mode: t(`appraisal.rule.modes.${rule.ruled}`) })}</p>
      <NativeSelect label={t('appraisal.rule.label')} value={rule.approvals} disabled={busy} data={approvalModes.map((value) => ({ value, label: t(`appraisal.rule.modes.${value}`) }))} onChange={(event) => choose(event.currentTarget.value as ApprovalMode)} />
      {trouble && <p className={settings.trouble} role="alert">{trouble}</p>}
    </section>
  )
}
