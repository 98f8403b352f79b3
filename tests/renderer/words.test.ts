// The words of the window in both languages: nothing missing, nothing empty, and words for every error that a contract may answer.
import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import { commonCodes } from '../../src-main/contract/define.ts'
import { contractByName } from '../../src-main/office/contract.ts'
import { en } from '../../src-renderer/i18n/en/index.ts'
import { vi } from '../../src-renderer/i18n/vi/index.ts'

/** Every word by its key from the root. */
function flat(words: object, before = ''): ReadonlyMap<string, string> {
  return new Map(Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? [...flat(value, `${before}${key}.`)] : [[`${before}${key}`, String(value)] as const]))
}

/** The places that a word leaves for values, with their formats: `{{count, number}}` is `count,number`. */
const places = (words: string): string[] => [...words.matchAll(/\{\{([^}]*)\}\}/g)].map(([, place]) => place!.replaceAll(' ', '')).sort()

const languages = { vi: flat(vi), en: flat(en) }
/** English may have `<key>_one` beside a word that counts. */
const counted = (key: string): string => {
  const base = key.replace(/_one$/, '')
  return places(languages.vi.get(base) ?? '').some((place) => place.startsWith('count')) ? base : key
}

describe('English beside Vietnamese', () => {
  test('has the same keys', () => {
    expect([...new Set([...languages.en.keys()].map(counted))].sort()).toEqual([...languages.vi.keys()].sort())
  })

  test('leaves the same places for values', () => {
    const off = [...languages.en].filter(([key, words]) => places(words).join() !== places(languages.vi.get(counted(key)) ?? '').join())
    expect(off).toEqual([])
  })

  test('keeps Vietnamese words only where they are names, examples or stamps', () => {
    const kept = /^(app|terms\.secrecy(Stamp)?\..*|wizard\.\w*(Hint|Example)|refusals\.(ARCHIVE|BACKUP)_NEWER)$/
    const left = [...languages.en].filter(([key, words]) => !kept.test(key) && /[\u0300-\u036fđ]/i.test(words.normalize('NFD')))
    expect(left).toEqual([])
  })

  test('counts one and many', async () => {
    const i18n = createInstance()
    await i18n.init({ lng: 'en', ns: ['words'], defaultNS: 'words', resources: { en: { words: en } }, initAsync: false })
    const say = i18n.t as unknown as (key: string, values: object) => string
    expect([0, 1, 2, 1234].map((count) => say('filing.count', { count }))).toEqual(['0 documents', '1 document', '2 documents', '1,234 documents'])
    expect([1, 2].map((count) => say('terms.due.overdue', { count }))).toEqual(['1 day overdue', '2 days overdue'])
    expect(say('document.history.registers.registerIncoming', {})).toBe('Registered')
  })
})

describe.each(Object.entries(languages))('%s', (_language, words) => {
  test('has no empty word, no space at an end, no open place, no exclamation', () => {
    const bad = [...words].filter(([, word]) => word === '' || word !== word.trim() || word.includes('!') || /[{}]/.test(word.replaceAll(/\{\{\w+(, number)?\}\}/g, '')))
    expect(bad).toEqual([])
  })

  test('is written in composed letters', () => {
    expect([...words].filter(([, word]) => word !== word.normalize('NFC'))).toEqual([])
  })

  test('has words for the errors that any name may answer', () => {
    expect(commonCodes.filter((code) => !words.has(`refusals.${code}`))).toEqual([])
  })

  test.each([...contractByName.values()].filter(({ errors }) => errors.length > 0).map((contract) => [contract.name, contract.errors] as const))('has words for the errors of %s', (_name, errors) => {
    expect(errors.filter((code) => !words.has(`refusals.${code}`))).toEqual([])
  })
})
