// A key as it stands on the keyboard.
import type { ReactNode } from 'react'
import styles from './Kbd.module.css'

export function Kbd({ children, className }: { readonly children: ReactNode; readonly className?: string | undefined }) {
  // The key is said by aria-keyshortcuts; read aloud in the button's name it would only disturb.
  return <kbd aria-hidden className={`${styles.kbd} ${className ?? ''}`}>{children}</kbd>
}
