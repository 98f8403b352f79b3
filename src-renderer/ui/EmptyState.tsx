// Where nothing is: what is missing, and what to do.
import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'

export function EmptyState({ title, what, children }: { readonly title: string; readonly what?: string | undefined; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {what && <p className={styles.do}>{what}</p>}
      {children}
    </div>
  )
}
