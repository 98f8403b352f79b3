// The words of the generated archive: real ones, from the texts of tests/fixtures/text, the subjects of the sample office
// and the rulebook. No persons: documents are signed by posts.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Chance } from './random.ts'
import { skewed } from './random.ts'

const root = join(import.meta.dirname, '..', '..')

export interface Vocabulary {
  /** what a document is about, as a clerk writes it: 4–30 words */
  subject(chance: Chance): string
  /** the text of a file: about 120–700 words */
  fileText(chance: Chance): string
  readonly posts: readonly string[]
  readonly recipients: readonly string[]
}

interface SampleOffice {
  readonly documents: readonly { readonly subject: string; readonly signer?: { readonly position?: string }; readonly toPlaces?: string }[]
}

/** Reads the fixtures; the same order on every machine. */
export function loadVocabulary(): Vocabulary {
  const folder = join(root, 'tests', 'fixtures', 'text')
  const texts = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => readFileSync(join(folder, name), 'utf8').normalize('NFC'))
  const sentences = unique(texts.flatMap((text) => text.replace(/\s+/gu, ' ').split(/[.;:…]\s|\[…\]/u)).map((one) => one.replace(/^[\s\-+*–\d.)]+/u, '').trim()).filter((one) => words(one) >= 6 && words(one) <= 60))
  const clauses = unique(sentences.flatMap((one) => one.split(/,\s/u)).map((one) => one.trim()).filter((one) => words(one) >= 4 && words(one) <= 16))
  const { documents } = JSON.parse(readFileSync(join(root, 'resources', 'sample-office', 'sample-office.json'), 'utf8')) as SampleOffice
  const subjects = unique(documents.map((one) => one.subject).filter((one) => words(one) >= 4))

  const drawSubject = skewed(subjects, 0.6)
  const drawClause = skewed(clauses, 0.7)
  const drawSentence = skewed(sentences, 0.7)
  return {
    posts: unique(documents.flatMap((one) => one.signer?.position ?? [])),
    recipients: unique(documents.flatMap((one) => one.toPlaces ?? [])),
    subject(chance) {
      if (chance.is(0.35)) return `${drawSubject(chance)} năm ${chance.between(2017, 2027)}`
      const clause = drawClause(chance)
      return cut(chance.is(0.6) ? `về việc ${lowered(clause)}` : `${clause}, ${lowered(drawClause(chance))}`)
    },
    fileText(chance) {
      // Most letters are short, some are long.
      const length = chance.is(0.15) ? chance.between(14, 40) : chance.between(4, 14)
      const parts: string[] = []
      for (let index = 0; index < length; index++) {
        const sentence = drawSentence(chance)
        parts.push(chance.is(0.05) ? misread(sentence, chance) : sentence)
        if (chance.is(0.2)) parts.push(`Tổng số ${chance.between(2, 999_999)} đồng chí, đạt ${chance.between(1, 99)},${chance.between(0, 9)}%`)
        if (chance.is(0.15)) parts.push(`Căn cứ Công văn số ${chance.between(1, 4999)}-CV/VPTU ngày ${chance.between(1, 28)}/${chance.between(1, 12)}/${chance.between(2017, 2026)}`)
      }
      return `${parts.join('.\n')}.`
    },
  }
}

/** One letter wrong, as in a text layer made by OCR: real archives are full of words that stand in one document alone. */
function misread(sentence: string, chance: Chance): string {
  const at = chance.between(0, sentence.length - 1)
  return /\p{L}/u.test(sentence[at]!) ? sentence.slice(0, at) + chance.pick([...'aeiouycdglmnrstv']) + chance.pick([...'bdhkpx']) + sentence.slice(at + 1) : sentence
}

function words(text: string): number {
  return text.split(' ').length
}

function lowered(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

/** Subjects have 500 characters at most. */
function cut(text: string): string {
  return text.length <= 480 ? text : text.slice(0, text.lastIndexOf(' ', 480))
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)]
}
