// What is done with a body: add, mend, rename from a day, move, merge, close, reopen; and filing a document under another.
import { EditBody } from './EditBody.tsx'
import { AddBody } from './AddBody.tsx'
import { ChangePlace } from './ChangePlace.tsx'
import { EndedTarget } from './EndedTarget.tsx'
import { CloseBody, ReopenBody } from './CloseBody.tsx'
import { FileDocument } from './FileDocument.tsx'
import { RenameBody } from './RenameBody.tsx'
import type { BodyTask } from './task.ts'

interface BodyDialogProps {
  readonly task: BodyTask
  readonly today: string
  readonly onFile: (documentIds: readonly string[], bodyId: string) => void
  readonly onClose: () => void
}

export function BodyDialog({ task, today, onFile, onClose }: BodyDialogProps) {
  switch (task.kind) {
    case 'add': return <AddBody under={task.under} today={today} onClose={onClose} />
    case 'file': return <FileDocument document={task.document} onFile={onFile} onClose={onClose} />
    case 'ended': return <EndedTarget ids={task.ids} body={task.body} successor={task.successor} onClose={onClose} />
    case 'edit': return <EditBody body={task.body} today={today} onClose={onClose} />
    case 'rename': return <RenameBody body={task.body} today={today} onClose={onClose} />
    case 'close': return <CloseBody body={task.body} today={today} onClose={onClose} />
    case 'reopen': return <ReopenBody body={task.body} today={today} onClose={onClose} />
    case 'move':
    case 'merge': return <ChangePlace kind={task.kind} body={task.body} onClose={onClose} />
  }
}
