// Chooses the language, loads its catalogue alone, and switches it.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setApiLocale } from '../api/client';

export type Language = 'fr' | 'en';
const remembered = 'entrepot.language';

const loaders: Record<Language, () => Promise<{ default: object }>> = {
  fr: () => import('./fr'),
  en: () => import('./en'),
};

export function firstLanguage(): Language {
  const kept = localStorage.getItem(remembered);
  if (kept === 'fr' || kept === 'en') return kept;
  const spoken = navigator.languages.find((tag) => /^(fr|en)\b/i.test(tag));
  return spoken?.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

export async function startI18n(language = firstLanguage()): Promise<void> {
  const catalogue = await loaders[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: catalogue.default } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  apply(language);
}

export async function switchLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await loaders[language]()).default);
  }
  // Before i18next tells the components: the formatters they call read the language from here.
  apply(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(remembered, language);
}

function apply(language: Language): void {
  document.documentElement.lang = language;
  setApiLocale(language);
}
