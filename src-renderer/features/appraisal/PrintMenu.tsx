// The whole course of a document on paper, in three formats: opened to be printed, or kept where a person chooses.
import { Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { ask } from '../../data/ask.ts'
import { Button } from '../../ui/Button.tsx'
import { IconPrinter } from '../../ui/icons.ts'
import { openMade, savePrint } from '../document/file-actions.ts'

const formats = ['pdf', 'xlsx', 'docx'] as const

async function print({ id, direction }: Document, format: (typeof formats)[number], withTopSecretSubjects: boolean): Promise<void> {
  const made = await ask(direction === 'incoming' ? 'handling.printCourse' : 'appraisal.printCourse', { documentId: id, format, withTopSecretSubjects })
  if (format === 'pdf' || !made.ok) await openMade(made)
  else await savePrint(made.value.fileName, made.value.bytes)
}

export function PrintMenu({ record }: { readonly record: Document }) {
  const { t } = useTranslation()
  const prints = useMay('print')
  const [allows, allow] = useState(false)
  if (!prints) return null
  return (
    <Menu position="bottom-end" width={280} onClose={() => allow(false)}>
      <Menu.Target><Button icon={<IconPrinter size={16} stroke={1.5} />} label={t('appraisal.print')} /></Menu.Target>
      <Menu.Dropdown>
        {record.secrecy === 'tuyet-mat' && <Menu.Item closeMenuOnClick={false} role="menuitemcheckbox" aria-checked={allows} leftSection={<span aria-hidden>{allows ? '☑' : '☐'}</span>} onClick={() => allow(!allows)}>{t('appraisal.withTopSecret')}</Menu.Item>}
        {formats.map((format) => <Menu.Item key={format} onClick={() => void print(record, format, allows)}>{t(`appraisal.printAs.${format}`)}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  )
}
