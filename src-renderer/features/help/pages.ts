// The pages of the guide, in the order of a clerk's first weeks. Their texts stand in resources/guide/<language>/<page>.md,
// which the shell serves below /guide/; each begins with its title.
import { queryOptions } from '@tanstack/react-query'
import type { Language } from '../../i18n/index.ts'
import { plainText, readMarkdown, type Block } from './markdown.ts'

export const pages = ['start', 'register', 'handling', 'outgoing', 'numbers', 'duplicates', 'bodies', 'search', 'print', 'reports', 'import', 'correct', 'people', 'secrets', 'backup', 'archives', 'keys', 'technical'] as const
export type PageName = (typeof pages)[number]

export interface GuidePageText {
  readonly name: PageName
  readonly title: string
  readonly blocks: readonly Block[]
  /** everything it says, as written */
  readonly words: string
}

async function fetchPage(language: Language, name: PageName): Promise<GuidePageText> {
  const response = await fetch(`/guide/${language}/${name}.md`)
  if (!response.ok) throw { code: 'NOT_FOUND', params: { what: name } }
  const words = await response.text()
  const [first, ...rest] = readMarkdown(words)
  return { name, title: first?.kind === 'heading' ? plainText(first.text) : name, blocks: first ? [first, ...rest] : [], words }
}

export const guide = (language: Language) => queryOptions({ queryKey: ['guide', language], queryFn: () => Promise.all(pages.map((name) => fetchPage(language, name))) })
