// What is done with a body: add, mend, rename from a day, move, merge, close, reopen; and filing a document under another.
import { EditBody } from './EditBody.tsx'
import { AddBody } from './AddBody.tsx'
import { ChangePlace } from './ChangePlace.tsx'
import { CloseBody, ReopenBody } from './CloseBody.tsx'
import { FileDocument } from './FileDocument.tsx'
import { RenameBody } from './RenameBody.tsx'
import type { BodyTask } from './task.ts'

export function BodyDialog({ task, today, onClose }: { readonly task: BodyTask; readonly today: string; readonly onClose: () => void }) {
  switch (task.kind) {
    case 'add': return <AddBody under={task.under} today={today} onClose={onClose} />
    case 'file': return <FileDocument document={task.document} onClose={onClose} />
    case 'edit': return <EditBody body={task.body} today={today} onClose={onClose} />
    case 'rename': return <RenameBody body={task.body} today={today} onClose={onClose} />
    case 'close': return <CloseBody body={task.body} today={today} onClose={onClose} />
    case 'reopen': return <ReopenBody body={task.body} today={today} onClose={onClose} />
    case 'move':
    case 'merge': return <ChangePlace kind={task.kind} body={task.body} onClose={onClose} />
  }
}
