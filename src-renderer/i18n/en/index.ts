// English: fetched when it is chosen. It has the keys of vi, no fewer and no more; beside a word that counts it may have
// `<key>_one`, which i18next takes for exactly one ("1 document") and which Vietnamese does not need.
import type { vi } from '../vi/index.ts'
import { appraisal } from './appraisal.ts'
import { archives } from './archives.ts'
import { dispatch } from './dispatch.ts'
import { document } from './document.ts'
import { frame } from './frame.ts'
import { handling } from './handling.ts'
import { incoming } from './incoming.ts'
import { intake } from './intake.ts'
import { keeping } from './keeping.ts'
import { archiveKey } from './archive-key.ts'
import { outgoing } from './outgoing.ts'
import { papers } from './papers.ts'
import { people } from './people.ts'
import { print } from './print.ts'
import { problems, refusals } from './refusals.ts'
import { registration } from './registration.ts'
import { reports } from './reports.ts'
import { books, filing, guide, palette, settings, today, trouble } from './rooms.ts'
import { secrecy } from './secrecy.ts'
import { terms } from './terms.ts'
import { trail } from './trail.ts'
import { tree } from './tree.ts'
import { wizard } from './wizard.ts'

/** The keys of a tree of words, from its root. */
type Keys<Words> = { [K in keyof Words & string]: Words[K] extends string ? K : `${K}.${Keys<Words[K]>}` }[keyof Words & string]
/** The keys, from the root, of the words that count. */
type CountingKeys<Words> = {
  [K in keyof Words & string]: Words[K] extends string ? (Words[K] extends `${string}{{count${string}` ? K : never) : `${K}.${CountingKeys<Words[K]>}`
}[keyof Words & string]
/** The same tree, in the words of any language. */
type InWords<Words> = { readonly [K in keyof Words]: Words[K] extends string ? string : InWords<Words[K]> }

const words = { ...frame, appraisal, archives, terms, incoming, handling, dispatch, document, outgoing, papers, people, print, registration, refusals, problems, today, filing, books, reports, settingsPage: settings, trouble, guide, palette, wizard, tree, keeping, archiveKey, intake, secrecy, trail }

type Spare = Exclude<Keys<typeof words>, Keys<typeof vi> | `${CountingKeys<typeof vi>}_one`>

/** A key missing here, or one that vi lacks, does not compile: the error names it. */
export const en: [Spare] extends [never] ? InWords<typeof vi> : { readonly 'not in vi': Spare } = words
