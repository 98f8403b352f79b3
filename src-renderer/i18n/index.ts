// The words of the window. Vietnamese comes with the first chunk; English is fetched when it is chosen.
import i18n from 'i18next'
import { initReactI18next } from 'react-i18next'
import { vi } from './vi/index.ts'

export type Language = 'vi' | 'en'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    resources: { words: typeof vi }
  }
}

/** Prepares the words of a language. */
export async function startWords(language: Language): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    ns: ['words'],
    defaultNS: 'words',
    resources: { vi: { words: vi } },
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  })
  await speak(language)
}

/** Changes the language of the window, of its screen reader too. */
export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18n.hasResourceBundle('en', 'words')) i18n.addResourceBundle('en', 'words', (await import('./en/index.ts')).en)
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
}
