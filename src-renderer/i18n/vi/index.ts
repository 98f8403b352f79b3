// Tiếng Việt: ngôn ngữ chính, đầy đủ. Mọi lời khác theo khóa của tập này.
import { archives } from './archives.ts'
import { dispatch } from './dispatch.ts'
import { document } from './document.ts'
import { frame } from './frame.ts'
import { incoming } from './incoming.ts'
import { intake } from './intake.ts'
import { keeping } from './keeping.ts'
import { outgoing } from './outgoing.ts'
import { print } from './print.ts'
import { problems, refusals } from './refusals.ts'
import { registration } from './registration.ts'
import { reports } from './reports.ts'
import { books, filing, guide, palette, settings, today, trouble } from './rooms.ts'
import { terms } from './terms.ts'
import { tree } from './tree.ts'
import { wizard } from './wizard.ts'

export const vi = { ...frame, archives, terms, incoming, dispatch, document, outgoing, print, registration, refusals, problems, today, filing, books, reports, settingsPage: settings, trouble, guide, palette, wizard, tree, keeping, intake }
