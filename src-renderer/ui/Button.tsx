// Buttons. One `main` on a screen: it alone bears the accent. The key that does the same stands beside its word.
import { Button as Base } from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import { faceOf, type KeyName } from '../app/keys.ts'
import { Kbd } from './Kbd.tsx'
import styles from './Button.module.css'

interface ButtonProps {
  readonly kind?: 'main' | 'quiet' | 'bare' | 'danger'
  readonly children?: ReactNode
  /** the action's key, shown beside the word */
  readonly keyOf?: KeyName
  readonly icon?: ReactNode
  /** name for screen readers, needed where there is an icon alone */
  readonly label?: string
  readonly onClick?: () => void
  readonly type?: 'button' | 'submit'
  readonly disabled?: boolean
  readonly busy?: boolean
  readonly pressed?: boolean
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLButtonElement>
  readonly 'data-save'?: boolean
}

export function Button({ kind = 'quiet', children, keyOf, icon, label, onClick, type = 'button', disabled, busy, pressed, autoFocus, ref, ...rest }: ButtonProps) {
  const iconAlone = children === undefined
  return (
    <Base
      {...rest}
      ref={ref}
      className={`${styles.button} ${styles[kind]} ${iconAlone ? styles.icon : ''}`}
      type={type}
      onClick={onClick}
      disabled={disabled ?? false}
      loading={busy ?? false}
      leftSection={iconAlone ? undefined : icon}
      aria-label={label}
      title={iconAlone ? label : undefined}
      aria-pressed={pressed}
      data-autofocus={autoFocus || undefined}
      aria-keyshortcuts={keyOf ? faceOf(keyOf).replace(' ', '+') : undefined}
    >
      {iconAlone ? icon : children}
      {keyOf && <Kbd className={styles.key}>{faceOf(keyOf)}</Kbd>}
    </Base>
  )
}
