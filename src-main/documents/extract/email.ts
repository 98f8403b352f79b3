// Text of an e-mail (RFC 5322, MIME) through postal-mime: heading lines, body, and the text of what is attached.
import PostalMime from 'postal-mime'
import type { Address, Email } from 'postal-mime'
import { readHtml } from './html.ts'
import type { BoundedText, ExtractLimits } from './limits.ts'

/** How the text of an attachment is read: the caller reads it like any received file, one level deeper. */
export type ReadAttachment = (bytes: Uint8Array, mediaType: string, name: string) => Promise<string>

/** Attachments read of one e-mail: more of them is no letter. */
const mostAttachments = 200

/** Adds the words of an e-mail. Throws what the library throws on bytes that are none. */
export async function readEmail(
  bytes: Uint8Array,
  into: BoundedText,
  limits: Pick<ExtractLimits, 'depth'>,
  readAttachment: ReadAttachment,
): Promise<void> {
  const email = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer', maxNestingDepth: 64, forceRfc822Attachments: true })
  for (const line of headingOf(email)) into.add(`${line}\n`)
  into.add('\n')
  if (email.text !== undefined && email.text.trim() !== '') into.add(email.text)
  else if (email.html !== undefined) readHtml(email.html, into)
  for (const attachment of email.attachments.slice(0, mostAttachments)) {
    const name = attachment.filename ?? ''
    into.add(`\n${name}\n`)
    if (limits.depth <= 0 || into.cut || typeof attachment.content === 'string') continue
    const content = attachment.content instanceof Uint8Array ? attachment.content : new Uint8Array(attachment.content)
    into.add(await readAttachment(content, attachment.mimeType, name))
  }
}

function headingOf(email: Email): readonly string[] {
  const lines = [
    email.subject ?? '',
    addresses(email.from ? [email.from] : []),
    addresses(email.to ?? []),
    addresses(email.cc ?? []),
    email.date ?? '',
  ]
  return lines.filter((line) => line !== '')
}

function addresses(list: readonly Address[]): string {
  return list
    .flatMap((address) => (address.group ? address.group : [address]))
    .map((mailbox) => [mailbox.name, mailbox.address].filter(Boolean).join(' '))
    .join(', ')
}
