// A dialog over the window: one question, its fields, and its actions. Esc closes it.
import { Modal } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCover } from '../app/keys.ts'
import { Button } from './Button.tsx'
import './fields.css'
import styles from './Dialog.module.css'

interface DialogProps {
  readonly title: string
  /** what will happen, in one sentence */
  readonly what?: string | undefined
  readonly onClose: () => void
  readonly onSubmit?: () => void
  readonly submit?: string
  /** what leaving is called, where nothing is gone back from */
  readonly leave?: string
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly trouble?: string | null | undefined
  readonly wide?: boolean
  readonly children?: ReactNode
}

export function Dialog({ title, what, onClose, onSubmit, submit, leave, busy, disabled, trouble, wide, children }: DialogProps) {
  const { t } = useTranslation()
  useCover(true)
  useFocusBack()
  return (
    <Modal opened onClose={onClose} title={title} size={wide ? 'xl' : 'md'} closeButtonProps={{ 'aria-label': t('close') }} classNames={{ title: styles.title ?? '' }}>
      <form
        className={styles.form}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !onSubmit) return
          event.preventDefault()
          event.currentTarget.requestSubmit()
        }}
        onSubmit={(event) => {
          event.preventDefault()
          // Dialogs are drawn through portals: their submit would otherwise reach the form below in React's tree.
          event.stopPropagation()
          if (!busy && !disabled) onSubmit?.()
        }}
      >
        {what && <p className={styles.what}>{what}</p>}
        {children}
        {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
        {onSubmit && (
          <div className={styles.actions}>
            <Button kind="main" type="submit" busy={busy ?? false} disabled={disabled ?? false}>{submit ?? t('save')}</Button>
            <Button kind="bare" onClick={onClose}>{leave ?? t('cancel')}</Button>
          </div>
        )}
      </form>
    </Modal>
  )
}

/** When the dialog goes and nothing else took the focus, it returns to where it was: a form goes on from its field. */
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => void setTimeout(() => {
      if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected) before.focus()
    })
  }, [])
}
